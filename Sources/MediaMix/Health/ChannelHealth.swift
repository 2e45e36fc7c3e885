import Findings

/// What the checks say of one channel, for the table of channels.
struct ChannelHealth: Sendable {
  let name: String
  /// Findings, where they exist: expected and achieved contraction, how far the data moved the
  /// belief about the return, its shift, and the probability of more return than spend.
  let expected: FindingKey?
  let achieved: FindingKey?
  let moved: FindingKey?
  let shift: FindingKey?
  let profit: FindingKey?
  /// The verdict in words.
  let words: Phrase
  /// How far the data moved the belief about the return; 1 where that is not known.
  private let weight: Double

  /// From this share on, the answer is more data than prior.
  static let mostlyPrior = 0.3

  /// All channels, those of which the data taught least first.
  static func all(_ evidence: HealthEvidence, _ outcomes: [HealthOutcome]) -> [ChannelHealth] {
    evidence.channels.map { ChannelHealth($0, evidence, outcomes) }
      .enumerated().sorted { ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset) }
      .map(\.element)
  }

  private init(
    _ channel: HealthEvidence.Channel, _ evidence: HealthEvidence, _ outcomes: [HealthOutcome]
  ) {
    let measures = outcomes.flatMap(\.measures)
    func find(_ metric: String, _ parameter: String? = nil) -> HealthMeasure? {
      measures.first {
        $0.metric == metric && $0.channel == channel.name && $0.parameter == parameter
      }
    }
    name = channel.name
    expected = evidence.readiness("expected_contraction").first { $0.channel == channel.name }?.key
    achieved = find("achieved_contraction")?.key
    moved = find("learned_share", "roi")?.key
    shift = find("prior_shift", "roi")?.key
    profit = find("profit_probability")?.key
    weight = find("learned_share", "roi")?.value ?? 1
    let partners = measures.filter {
      $0.metric == "posterior_correlation" && $0.isRemarkable
        && [$0.channel, $0.parameter].contains(channel.name)
    }.compactMap { $0.channel == channel.name ? $0.parameter : $0.channel }
    words = Self.words(
      find("learned_share", "roi")?.value, partners: partners,
      isWide: find("profit_probability")?.isRemarkable == true)
  }

  private static func words(_ moved: Double?, partners: [String], isWide: Bool) -> Phrase {
    var parts: [Phrase] = []
    if let moved {
      parts.append(
        moved < PriorMovement.review
          ? Phrase(en: "is\u{A0}the\u{A0}prior", de: "ist\u{A0}der\u{A0}Prior")
          : moved < mostlyPrior
            ? Phrase(en: "mostly\u{A0}the\u{A0}prior", de: "meist\u{A0}der\u{A0}Prior")
            : Phrase(en: "from\u{A0}the\u{A0}data", de: "aus\u{A0}den\u{A0}Daten"))
    }
    if !partners.isEmpty {
      let names = HealthText.list(partners, limit: 2)
      parts.append(
        Phrase(en: "not told from \(names.en)", de: "nicht getrennt von \(names.de)"))
    }
    if isWide {
      parts.append(Phrase(en: "too wide to act on", de: "zu unsicher zum Handeln"))
    }
    return Phrase(
      en: parts.map(\.en).joined(separator: "; "), de: parts.map(\.de).joined(separator: "; "))
  }
}
