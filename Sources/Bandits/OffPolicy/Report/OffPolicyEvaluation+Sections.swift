public import Findings

extension OffPolicyEvaluation {
  /// The parts of the report, in order.
  public func sections() -> [Section] {
    [valueSection(), supportSection()]
  }

  /// The numbers that head the report.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    var entries = [
      (
        Phrase(en: "Logged reward", de: "Protokollierter Ertrag"),
        FindingKey(id: "bandit.logged_value")
      )
    ]
    let told = parts.filter { $0.value != nil }
    let best = [OffPolicyOptions.Estimator.dr, .snipw].lazy.compactMap { name in
      told.first { $0.estimator == name }
    }.first
    if let part = best ?? told.first {
      let name = part.estimator.rawValue
      entries += [
        (
          Phrase(en: "Policy by \(name)", de: "Strategie nach \(name)"),
          key("bandit.value", part)
        ),
        (
          Phrase(en: "Effective rows", de: "Effektive Zeilen"),
          key("bandit.ess", part)
        ),
      ]
    }
    return entries.map { ($0.0, [($0.0, $0.1)]) }
  }

  private func key(_ id: String, _ part: Part) -> FindingKey {
    FindingKey(id: id, subject: ["model": part.estimator.rawValue])
  }

  private static var absent: Grid.Cell { .text(Phrase("–")) }

  private func valueSection() -> Section {
    let log: [Grid.Cell] = [
      .text(Phrase(en: "log", de: "Protokoll")), .value(FindingKey(id: "bandit.logged_value")),
      logged.interval == nil ? Self.absent : .interval(FindingKey(id: "bandit.logged_value")),
      Self.absent, Self.absent, .value(FindingKey(id: "bandit.decisions")),
    ]
    let rows = parts.map { part -> [Grid.Cell] in
      [
        .text(Phrase(part.estimator.rawValue)), .value(key("bandit.value", part)),
        part.value?.interval == nil ? Self.absent : .interval(key("bandit.value", part)),
        .value(key("bandit.gain", part)),
        part.gain?.interval == nil ? Self.absent : .interval(key("bandit.gain", part)),
        .value(key("bandit.ess", part)),
      ]
    }
    let grid = Grid(
      id: "bandit.value", title: Phrase(en: "Value by estimator", de: "Wert nach Schätzer"),
      columns: [
        Phrase(en: "Estimator", de: "Schätzer"),
        Phrase(en: "Reward a decision", de: "Ertrag je Entscheidung"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Gain over the log", de: "Gewinn gegenüber dem Protokoll"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Effective rows", de: "Effektive Zeilen"),
      ], rows: [log] + rows)
    return Section(
      id: "bandit-value",
      title: Phrase(
        en: "What would the policy have earned?", de: "Was hätte die Strategie gebracht?"),
      blocks: [.table(grid)] + figures().prefix(1).map { .figure($0.id) } + valueNotes())
  }

  private func valueNotes() -> [Section.Block] {
    var blocks: [Section.Block] = parts.compactMap { part in
      part.problem.map { problem in
        .note(
          .init(
            .withheld,
            Phrase(
              en: "\(part.estimator.rawValue): \(problem.reason.en). \(problem.remedy.en)",
              de: "\(part.estimator.rawValue): \(problem.reason.de). \(problem.remedy.de)")))
      }
    }
    if parts.contains(where: { $0.value != nil && $0.value?.interval == nil }) {
      blocks.append(
        .note(
          .init(
            .information,
            options.interval == .bernstein
              ? Phrase(
                en: "The Bernstein bound exists for ipw, which is a plain mean; the others have no "
                  + "interval here.",
                de:
                  "Die Bernstein-Schranke gibt es für ipw, das ein einfaches Mittel ist; die anderen "
                  + "haben hier kein Intervall.")
              : Phrase(
                en: "Where fewer than two effective rows carry an estimate there is no interval.",
                de: "Wo weniger als zwei effektive Zeilen eine Schätzung tragen, gibt es kein "
                  + "Intervall."))))
    }
    if parts.contains(where: { $0.estimator == .dm }) {
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en: "dm trusts its model: its interval holds the model's uncertainty, not its bias. "
                + "Read it beside dr, which mends the model by the propensities.",
              de:
                "dm vertraut seinem Modell: Sein Intervall enthält dessen Unsicherheit, nicht dessen "
                + "Verzerrung. Lesen Sie es neben dr, das das Modell anhand der Wahrscheinlichkeiten "
                + "berichtigt."))))
    }
    return blocks
  }

  private func supportSection() -> Section {
    let metrics: [(Phrase, FindingKey)] =
      [
        (
          Phrase(en: "Share not covered by the log", de: "Anteil, den das Protokoll nicht zeigt"),
          FindingKey(id: "bandit.support", subject: ["metric": "uncovered_share"])
        ),
        (
          Phrase(en: "Mean weight", de: "Mittleres Gewicht"),
          FindingKey(id: "bandit.weight", subject: ["metric": "mean"])
        ),
        (
          Phrase(en: "Largest weight", de: "Größtes Gewicht"),
          FindingKey(id: "bandit.weight", subject: ["metric": "largest"])
        ),
      ]
      + (options.clip == nil
        ? []
        : [
          (
            Phrase(en: "Share of rows cut down", de: "Anteil gekappter Zeilen"),
            FindingKey(id: "bandit.weight", subject: ["metric": "clipped_share"])
          )
        ])
      + (bounds == nil
        ? []
        : [
          (
            Phrase(en: "Value at the worst, by ipw", de: "Wert im schlechtesten Fall, nach ipw"),
            FindingKey(id: "bandit.bound", subject: ["metric": "lower"])
          ),
          (
            Phrase(en: "Value at the best, by ipw", de: "Wert im besten Fall, nach ipw"),
            FindingKey(id: "bandit.bound", subject: ["metric": "upper"])
          ),
        ])
    let summary = Grid(
      id: "bandit.support", title: Phrase(en: "Support and weights", de: "Abdeckung und Gewichte"),
      columns: [Phrase(en: "Measure", de: "Maß"), Phrase(en: "Value", de: "Wert")],
      rows: metrics.map { [.text($0.0), .value($0.1)] })
    var blocks: [Section.Block] = [.table(summary)]
    if weights.classes.count > 1 { blocks.append(.figure("bandit.weights")) }
    if !support.gaps.isEmpty { blocks += gapBlocks() }
    return Section(
      id: "bandit-support",
      title: Phrase(en: "Can the log tell?", de: "Kann das Protokoll es sagen?"),
      blocks: blocks + supportNotes())
  }

  private func gapBlocks() -> [Section.Block] {
    let shares = Grid(
      id: "bandit.gaps",
      title: Phrase(
        en: "Choices of the policy without a row", de: "Entscheidungen der Strategie ohne Zeile"),
      columns: [
        Phrase(en: "Action", de: "Aktion"), Phrase(en: "Key", de: "Schlüssel"),
        Phrase(en: "Share", de: "Anteil"),
      ],
      rows: support.gaps.map {
        [.text(Phrase($0.action)), .text(Phrase($0.key)), .number($0.share, .one)]
      })
    return [
      .table(shares),
      .note(
        .init(
          .warning,
          Phrase(
            en:
              "The policy makes choices that the log never shows: the shown values leave out what "
              + "they would bring (ipw, snipw, replay) or take it from a model (dm, dr, switch-dr). "
              + "Log these choices with a small probability first, or take them out of the policy."
              + (bounds == nil ? " Ask for ipw to see bounds." : ""),
            de:
              "Die Strategie trifft Entscheidungen, die das Protokoll nie zeigt: Die gezeigten Werte "
              + "lassen deren Ertrag weg (ipw, snipw, replay) oder nehmen ihn aus einem Modell (dm, dr, "
              + "switch-dr). Protokollieren Sie diese Entscheidungen zuerst mit kleiner "
              + "Wahrscheinlichkeit, oder nehmen Sie sie aus der Strategie."
              + (bounds == nil ? " Mit ipw sehen Sie Schranken." : "")))),
    ]
  }

  private func supportNotes() -> [Section.Block] {
    var blocks: [Section.Block] = []
    if weights.isOff, options.clip == nil {
      blocks.append(
        .note(
          .init(
            .warning,
            Phrase(
              en:
                "The mean weight is further from 1 than chance allows: the propensities are not those "
                + "the log was written with, or rare actions that the log lacks carry the policy. Check "
                + "the column of propensities.",
              de: "Das mittlere Gewicht ist weiter von 1 entfernt, als der Zufall erlaubt: Die "
                + "Wahrscheinlichkeiten sind nicht die, mit denen protokolliert wurde, oder seltene "
                + "Aktionen, die dem Protokoll fehlen, tragen die Strategie. Prüfen Sie die Spalte der "
                + "Wahrscheinlichkeiten."))))
    }
    if !support.absentKeys.isEmpty {
      let names = support.absentKeys.prefix(5).joined(separator: "; ")
      let more = support.absentKeys.count > 5 ? "; …" : ""
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en: "Keys of the policy without a row in the log count for nothing: \(names)\(more).",
              de: "Schlüssel der Strategie ohne Zeile im Protokoll zählen nicht: \(names)\(more)."))
        ))
    }
    blocks.append(
      .note(
        .init(
          .information,
          Phrase(
            en:
              "Values hold for traffic like that of the log, as far as its propensities are those "
              + "with which actions were really drawn.",
            de: "Die Werte gelten für Verkehr wie den des Protokolls, sofern dessen "
              + "Wahrscheinlichkeiten die sind, mit denen wirklich gezogen wurde."))))
    return blocks
  }
}
