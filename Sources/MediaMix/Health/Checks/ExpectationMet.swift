import Findings

/// What the data were expected to teach, against what they taught, and what the check before the fit
/// had warned of.
///
/// A channel that taught much less than expected (0.4 of the prior variance, and an answer that is
/// still mostly the prior) does not act as the model says: a small effect alone, known well but
/// roughly in relative terms, is none of that; one that taught much although next to nothing was expected borrows from what the
/// expectation did not see, often a residual pattern.
enum ExpectationMet: HealthCheck {
  static let shortfall = 0.4
  static let littleExpected = ExpectedContraction.threshold
  static let muchTaught = 0.6

  /// Warnings before the fit that name channels which the model has to tell apart by assumption.
  private static let warnings = ["correlation", "baseline_overlap_share", "variation"]

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let expected = evidence.readiness("expected_contraction").sorted { $0.value < $1.value }
    guard let worst = expected.first else { return nil }
    let taught = Dictionary(
      evidence.channels.compactMap { channel in channel.contraction.map { (channel.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    let pairs = expected.compactMap { item -> (name: String, expected: Double, taught: Double)? in
      guard let name = item.channel, let value = taught[name] else { return nil }
      return (name, item.value, value)
    }
    let unmoved = Set(
      evidence.channels.filter { channel in
        channel.learned.contains {
          $0.parameter == "roi"
            && ProbabilityMoved.share($0.draws, prior: $0.prior) < ChannelHealth.mostlyPrior
        }
      }.map(\.name))
    let less = pairs.filter {
      $0.expected - $0.taught > shortfall && unmoved.contains($0.name)
    }.map(\.name)
    let more = pairs.filter { $0.expected < littleExpected && $0.taught > muchTaught }.map(\.name)
    let warned = warnings.flatMap { evidence.readiness($0) }.filter { $0.warning != nil }
    let isGood = less.isEmpty && more.isEmpty && warned.isEmpty
    return HealthOutcome(
      check: "expectation", title: Phrase(en: "Learned as expected", de: "Gelernt wie erwartet"),
      status: isGood ? .good : .review, shown: worst.key,
      meaning: isGood
        ? Phrase(
          en: "Each channel taught about what its data promised (least expected shown).",
          de: "Jeder Kanal lehrte etwa, was seine Daten versprachen (kleinste Erwartung).")
        : meaning(less: less, more: more, warned: warned),
      remedy: isGood ? nil : remedy(less: less, more: more, warned: warned),
      measures: evidence.channels.compactMap(contraction))
  }

  /// What the data took off the uncertainty about a channel's return.
  private static func contraction(_ channel: HealthEvidence.Channel) -> HealthMeasure? {
    guard let value = channel.contraction else { return nil }
    return HealthMeasure(
      metric: "achieved_contraction", channel: channel.name, value: value,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(value, style)
        return language == .de
          ? "Die Daten verringerten die Unsicherheit über \(channel.name) um \(number)"
          : "The data took \(number) off the uncertainty about \(channel.name)"
      })
  }

  private static func meaning(
    less: [String], more: [String], warned: [ReadinessItem]
  ) -> Phrase {
    var parts: [Phrase] = []
    if !less.isEmpty {
      let names = HealthText.list(less)
      parts.append(
        Phrase(
          en: "Less was learned than the data promised: \(names.en).",
          de: "Weniger gelernt, als die Daten versprachen: \(names.de)."))
    }
    if !more.isEmpty {
      let names = HealthText.list(more)
      parts.append(
        Phrase(
          en: "More was learned than the data could promise: \(names.en).",
          de: "Mehr gelernt, als die Daten versprechen konnten: \(names.de)."))
    }
    if !warned.isEmpty {
      let names = HealthText.list(unique(warned.map(subject)))
      parts.append(
        Phrase(
          en: "Hard to identify even before the fit: \(names.en).",
          de: "Schon vor der Anpassung schwer zu bestimmen: \(names.de)."))
    }
    return Phrase(
      en: parts.map(\.en).joined(separator: " "), de: parts.map(\.de).joined(separator: " "))
  }

  private static func subject(_ item: ReadinessItem) -> String {
    [item.channel, item.other].compactMap(\.self).joined(separator: " + ")
  }

  private static func unique(_ names: [String]) -> [String] {
    names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func remedy(
    less: [String], more: [String], warned: [ReadinessItem]
  ) -> Phrase {
    if less.isEmpty && more.isEmpty, let warning = warned.first?.warning { return warning.remedy }
    return Phrase(
      en: "Refit with other knots or another adstock; if the return moves, report that range.",
      de: "Mit anderen Knoten oder anderem Adstock neu anpassen; bewegt sich die Rendite, diese"
        + " Spanne berichten.")
  }
}
