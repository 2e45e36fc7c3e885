public import Findings

extension Lesson {
  /// What was learned.
  ///
  /// Beside the findings of the version in force:
  ///
  /// - `bandit.outcomes` {parameter: added or repeated}: outcomes that were new, and that were known.
  /// - `bandit.share_before` {arm}: the share of the version before.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - currency: of money; none is invented.
  ///   - level: of the intervals.
  public func findings(language: Language, currency: String?, level: Double) -> [Finding] {
    let writer = BanditWriter(language)
    let counts = [
      ("added", ingestion.added, Phrase(en: "outcomes were new.", de: "Ergebnisse waren neu.")),
      (
        "repeated", ingestion.repeated,
        Phrase(en: "outcomes were known already.", de: "Ergebnisse waren schon bekannt.")
      ),
    ].map { parameter, count, text in
      Finding(
        id: "bandit.outcomes", subject: ["parameter": parameter], value: Double(count),
        unit: Unit("outcomes"), grade: .descriptive,
        text: "\(writer.count(count)) \(text[language])")
    }
    let earlier = (before?.arms ?? []).map { arm in
      let share = writer.share(arm.share)
      return Finding(
        id: "bandit.share_before", subject: ["arm": arm.name], value: arm.share, unit: .one,
        grade: .model,
        text: Phrase(
          en: "\(arm.name) had \(share) of decisions before.",
          de: "\(arm.name) hatte zuvor \(share) der Entscheidungen.")[language])
    }
    return counts
      + (current?.findings(language: language, currency: currency, level: level) ?? [])
      + (after == nil ? [] : earlier)
  }

  /// The section of an answer: what changed, why, and the guardrails.
  public var section: Section? {
    guard var section = current?.section else { return nil }
    guard let after, let before else { return section }
    let known = Set(before.arms.map(\.name))
    let change = Grid(
      id: "bandit-changes", title: Phrase(en: "What changed", de: "Was sich änderte"),
      columns: [
        Phrase(en: "Arm", de: "Arm"), Phrase(en: "Share before", de: "Anteil vorher"),
        Phrase(en: "Share now", de: "Anteil jetzt"),
      ],
      rows: after.arms.map { arm in
        [
          .text(Phrase(arm.name)),
          known.contains(arm.name)
            ? .value(FindingKey(id: "bandit.share_before", subject: ["arm": arm.name]))
            : .text(Phrase("–")),
          .value(FindingKey(id: "bandit.share", subject: ["arm": arm.name])),
        ]
      })
    section.blocks.insert(.table(change), at: 0)
    return section
  }
}
