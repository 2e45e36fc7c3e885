public import Findings

extension Allocation {
  /// The section of a report: shares, why they are so, and guardrails.
  public var section: Section {
    let writer = (en: BanditWriter(.en), de: BanditWriter(.de))
    func note(_ remark: Remark) -> Section.Block {
      .note(
        .init(
          .information,
          Phrase(en: writer.en.text(remark).en, de: writer.de.text(remark).de)))
    }
    let stopped: [Section.Block] = arms.filter { $0.stop != nil }.map {
      .note(
        .init(
          .warning, Phrase(en: $0.shareText(writer.en).en, de: $0.shareText(writer.de).de)))
    }
    var blocks: [Section.Block] = figures.map { .figure($0.id) }
    blocks += remarks.map(note) + stopped + [.table(armGrid)]
    if !guardrails.isEmpty { blocks.append(.table(guardrailGrid)) }
    return Section(
      id: "bandit", title: Phrase(en: "Bandit", de: "Bandit"), blocks: blocks)
  }

  /// Why shares are as they are, and why arms are stopped, in sentences.
  public func reasons(_ language: Language) -> [String] {
    let writer = BanditWriter(language)
    return remarks.map { writer.text($0)[language] }
      + arms.filter { $0.stop != nil }.map { $0.shareText(writer)[language] }
  }

  private var armGrid: Grid {
    Grid(
      id: "bandit-arms", title: Phrase(en: "Arms", de: "Arme"),
      columns: [
        Phrase(en: "Arm", de: "Arm"), Phrase(en: "Share", de: "Anteil"),
        Phrase(en: "Probability best", de: "Wahrscheinlichkeit, der beste zu sein"),
      ],
      rows: arms.map { arm in
        [
          .text(Phrase(arm.name)),
          .value(FindingKey(id: "bandit.share", subject: ["arm": arm.name])),
          .value(FindingKey(id: "bandit.probability_best", subject: ["arm": arm.name])),
        ]
      })
  }

  private var guardrailGrid: Grid {
    Grid(
      id: "bandit-guardrails", title: Phrase(en: "Guardrails", de: "Leitplanken"),
      columns: [
        Phrase(en: "Guardrail", de: "Leitplanke"), Phrase(en: "Expected", de: "Erwartet"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Probability kept", de: "Wahrscheinlichkeit, dass sie hält"),
      ],
      rows: guardrails.map { state in
        let metric = state.guardrail.metric
        let key = FindingKey(id: "bandit.guardrail", subject: ["metric": metric.rawValue])
        var kept = key
        kept.subject["parameter"] = "probability_kept"
        return [.text(BanditWriter.name(metric)), .value(key), .interval(key), .value(kept)]
      })
  }
}
