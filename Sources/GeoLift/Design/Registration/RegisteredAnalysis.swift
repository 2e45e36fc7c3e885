public import Findings
import Resampling
import Tables

/// An analysis of a test that was registered: the question as the design fixes it, and where what was
/// stated, or the data, depart from it.
public struct RegisteredAnalysis: Sendable {
  /// The design.
  public let registration: PreRegistration
  /// The question to answer.
  ///
  /// Where something stated departs from the design, what was stated.
  public let options: GeoOptions
  /// Every departure from the design.
  public let deviations: [Phrase]

  /// Compares a question and its panel with a design.
  ///
  /// - Parameters:
  ///   - stated: the question as stated, with its reference to the design.
  ///   - panel: the panel with the test.
  ///   - hash: hashes the part of a panel that the design was made from.
  /// - Throws: `GeoLiftError.badTest` where neither tells when the test started.
  public init(
    _ registration: PreRegistration, stated: GeoOptions, panel: GeoPanel,
    hash: (GeoPanel, Range<Int>) -> String
  ) throws(GeoLiftError) {
    self.registration = registration
    var comparison = RegistrationComparison(registration: registration, stated: stated)
    options = try comparison.options(panel)
    comparison.compareData(panel, hash)
    deviations = comparison.deviations
  }

  /// The remedy for departures.
  public static let remedy = Phrase(
    en: "Analyse the test as it was registered, or show the numbers with --force, marked.",
    de:
      "Werten Sie den Test aus, wie er registriert wurde, oder zeigen Sie die Zahlen mit --force, "
      + "gekennzeichnet.")

  /// The part of the report about the design.
  public func section() -> Section {
    let plan = Phrase(
      en: "The test was registered: \(registration.treated.joined(separator: ", ")) over "
        + "\(registration.duration) periods, by \(registration.estimator.rawValue), at a level of "
        + "\(registration.alpha)\(effect.en).",
      de: "Der Test war registriert: \(registration.treated.joined(separator: ", ")) über "
        + "\(registration.duration) Perioden, nach \(registration.estimator.rawValue), auf dem Niveau "
        + "\(registration.alpha)\(effect.de).")
    let result =
      deviations.isEmpty
      ? [
        Section.Note(
          .information,
          Phrase(
            en: "The analysis keeps to the design in everything.",
            de: "Die Auswertung hält sich in allem an den Entwurf."))
      ]
      : deviations.map {
        Section.Note(
          .warning,
          Phrase(
            en: "Departure from the design: \($0.en)", de: "Abweichung vom Entwurf: \($0.de)"))
      }
    return Section(
      id: "geo-registration",
      title: Phrase(en: "Was it planned so?", de: "War es so geplant?"),
      blocks: ([Section.Note(.information, plan)] + result + [statistic].compactMap { $0 })
        .map { .note($0) })
  }

  /// What p and interval are of, where they are not of the same statistic.
  private var statistic: Section.Note? {
    guard registration.statistic == .magnitude, registration.alternative == .twoSided else {
      return nil
    }
    return Section.Note(
      .information,
      Phrase(
        en: "As registered, p is of the sum of absolute residuals, which effects that come and go "
          + "raise too. The interval is of the mean effect, under the same law of permutation.",
        de: "Wie registriert gehört p zur Summe der Beträge der Residuen, die auch kommende und "
          + "gehende Effekte erhöhen. Das Intervall gehört zum mittleren Effekt, unter demselben "
          + "Permutationsgesetz."))
  }

  private var effect: Phrase {
    guard let effect = registration.hypothesisedEffect else { return Phrase("") }
    return Phrase(
      en: ", for an effect of " + NumberStyle(.en).quantity(effect, as: .share),
      de: ", für einen Effekt von " + NumberStyle(.de).quantity(effect, as: .share))
  }
}

/// Puts a question together from a design and what was stated, noting where they differ.
private struct RegistrationComparison {
  let registration: PreRegistration
  let stated: GeoOptions
  var deviations: [Phrase] = []

  private func states(_ key: String) -> Bool { stated.design?.stated.contains(key) ?? false }

  private mutating func deviate(_ en: String, _ de: String) {
    deviations.append(Phrase(en: en, de: de))
  }

  /// What was stated if it was, else what is registered; noted if they differ.
  private mutating func taken<Value: Equatable>(
    _ key: String, _ value: Value, registered: Value, _ shown: (Value) -> String
  ) -> Value {
    guard states(key), value != registered else { return registered }
    deviate(
      "\(key) is \(displayed(shown(value))), and \(displayed(shown(registered))) was registered.",
      "\(key) ist \(displayed(shown(value))), registriert war \(displayed(shown(registered))).")
    return value
  }

  mutating func options(_ panel: GeoPanel) throws(GeoLiftError) -> GeoOptions {
    func list(_ names: [String]) -> String {
      names.isEmpty ? "none" : names.joined(separator: ", ")
    }
    var options = stated
    options.kpi = taken("kpi", stated.kpi, registered: registration.kpi) { $0 }
    options.isMoney = taken(
      "kpi_kind", stated.isMoney, registered: registration.kpiKind == .revenue
    ) { $0 ? "revenue" : "count" }
    options.test.treated = taken(
      "treated", stated.test.treated.sorted(), registered: registration.treated.sorted(), list)
    options.test.excluded = taken(
      "excluded", stated.test.excluded.sorted(), registered: registration.excluded.sorted(), list)
    options.test.unitEffects = taken(
      "unit_effects", stated.test.unitEffects, registered: registration.unitEffects
    ) { "\($0)" }
    options.level = taken(
      "level", stated.level, registered: 1 - registration.alpha
    ) { "\($0)" }
    options.seed = taken("seed", stated.seed, registered: registration.seed) { "\($0)" }
    // Others may stand beside the registered one, which stays the first.
    if states("estimators"), stated.estimators.first == registration.estimator {
      options.estimators = stated.estimators
    } else {
      options.estimators = taken(
        "estimators", stated.estimators, registered: [registration.estimator]
      ) { list($0.map(\.rawValue)) }
    }
    options.statistic = registration.statistic
    options.alternative = registration.alternative
    try setDates(&options, panel)
    return options
  }

  private mutating func setDates(
    _ options: inout GeoOptions, _ panel: GeoPanel
  ) throws(GeoLiftError) {
    let axis = panel.axis
    guard let start = states("start") ? stated.test.start : registration.start else {
      throw .badTest(
        "The design does not say when the test starts; give its first period with --start.")
    }
    options.test.start = start
    if states("start"), let registered = registration.start,
      axis.index(ofLabel: start) != axis.index(ofLabel: registered)
    {
      deviate(
        "start is \(displayed(start)), and \(displayed(registered)) was registered.",
        "start ist \(displayed(start)), registriert war \(displayed(registered)).")
    }
    // A start that the panel does not have is refused where the test is looked for in it.
    guard let first = axis.index(ofLabel: start) else { return }
    if let possible = axis.index(ofLabel: registration.firstPossibleStart), first < possible {
      deviate(
        "the test starts at \(axis.labels[first]), within the history of the design.",
        "der Test beginnt am \(axis.labels[first]), in der Vorgeschichte des Entwurfs.")
    }
    let last = first + registration.duration - 1
    let end = states("end") ? stated.test.end.flatMap(axis.lastIndex(ofLabel:)) : nil
    if let end, end != last {
      deviate(
        "the test lasts \(end - first + 1) periods, and \(registration.duration) were registered.",
        "der Test dauert \(end - first + 1) Perioden, registriert waren \(registration.duration).")
    } else if last >= axis.count {
      deviate(
        "the panel has \(axis.count - first) periods of the test, and \(registration.duration) were "
          + "registered.",
        "das Panel hat \(axis.count - first) Perioden des Tests, registriert waren "
          + "\(registration.duration).")
    }
    if !states("end") { options.test.end = axis.labels[min(last, axis.count - 1)] }
  }

  mutating func compareData(_ panel: GeoPanel, _ hash: (GeoPanel, Range<Int>) -> String) {
    let known = Set(registration.treated + registration.donors + registration.excluded)
    let new = panel.geos.filter { !known.contains($0) }
    let gone = known.subtracting(panel.geos).sorted()
    func list(_ names: [String]) -> String { names.map(displayed).joined(separator: ", ") }
    if !new.isEmpty {
      deviate(
        "geos that the design did not have: \(list(new)).",
        "Gebiete, die der Entwurf nicht hatte: \(list(new)).")
    }
    if !gone.isEmpty {
      deviate(
        "geos of the design that are missing: \(list(gone)).",
        "fehlende Gebiete des Entwurfs: \(list(gone)).")
    }
    let history = registration.history
    guard let from = panel.axis.index(ofLabel: history.from),
      let to = panel.axis.index(ofLabel: history.to), to - from + 1 == history.periods
    else {
      deviate(
        "the panel does not have the \(history.periods) periods from \(displayed(history.from)) to "
          + "\(displayed(history.to)) that the design was made from.",
        "das Panel hat nicht die \(history.periods) Perioden von \(displayed(history.from)) bis "
          + "\(displayed(history.to)), aus denen der Entwurf entstand.")
      return
    }
    if new.isEmpty, gone.isEmpty, hash(panel, from..<to + 1) != history.hash {
      deviate(
        "values from \(history.from) to \(history.to) changed after the design was made.",
        "Werte von \(history.from) bis \(history.to) änderten sich, nachdem der Entwurf entstand.")
    }
  }
}
