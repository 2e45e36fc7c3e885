public import Findings

extension ExperimentAnalysis {
  /// The parts of the report, in order.
  ///
  /// - Parameter isForced: whether to show what would be withheld.
  public func sections(isForced: Bool = false) -> [Section] {
    let maker = ExperimentSectionMaker(analysis: self, isForced: isForced)
    return [maker.decision(), maker.metrics(), maker.arms()]
  }

  /// The numbers that head the report.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    let hasLift = comparisons.allSatisfy { $0.lift != nil }
    let id = hasLift ? "experiment.lift" : "experiment.effect"
    let isSingle = result.arms.count == 2
    let tiles = goalNames.prefix(3).map { name in
      let entries = comparisons.filter { $0.metric == name }.prefix(6).map { found in
        (
          Phrase(found.arm),
          FindingKey(id: id, subject: ["arm": found.arm, "metric": name])
        )
      }
      let what =
        hasLift ? Phrase(en: "Lift in", de: "Lift bei") : Phrase(en: "Effect on", de: "Wirkung auf")
      let who = isSingle ? " (\(result.arms[1]))" : ""
      return (
        label: Phrase(en: "\(what.en) \(name)\(who)", de: "\(what.de) \(name)\(who)"),
        entries: entries.map { (label: $0.0, finding: $0.1) }
      )
    }
    let units = (
      label: Phrase(en: "Units", de: "Einheiten"),
      entries: [
        (label: Phrase(en: "Units", de: "Einheiten"), finding: FindingKey(id: "experiment.units"))
      ]
    )
    return tiles + [units]
  }
}

/// Lays an experiment out as sections.
struct ExperimentSectionMaker {
  let analysis: ExperimentAnalysis
  let isForced: Bool

  private var result: ExperimentResult { analysis.result }
  private var isWithheld: Bool { result.sampleRatio.isMismatch && !isForced }
  private static let absent = Grid.Cell.text(Phrase("–"))

  private func key(_ id: String, _ subject: [String: String] = [:]) -> FindingKey {
    FindingKey(id: "experiment.\(id)", subject: subject)
  }

  func decision() -> Section {
    var blocks: [Section.Block] = []
    if result.sampleRatio.isMismatch {
      let (reason, remedy) = ExperimentWriter.objection(result.sampleRatio)
      blocks.append(
        .note(
          .init(
            isForced ? .warning : .withheld,
            Phrase(
              en: "Decide nothing: \(reason.en). To do: \(remedy.en).",
              de: "Entscheiden Sie nichts: \(reason.de). Zu tun: \(remedy.de)."))))
    }
    if !isWithheld {
      blocks += analysis.decisions().map { .note(.init(.information, $0)) }
      blocks.append(.table(verdicts))
      blocks += analysis.figures(isForced: isForced).map { .figure($0.id) }
    }
    blocks.append(.note(.init(.information, method)))
    return Section(
      id: "experiment-decision",
      title: Phrase(en: "What did the experiment show?", de: "Was hat das Experiment gezeigt?"),
      blocks: blocks)
  }

  /// How goals were judged.
  private var method: Phrase {
    if analysis.sequential != nil {
      return Phrase(
        en:
          "Intervals hold at all looks together, for all goals and arms; one may stop at any look at "
          + "which an effect is shown. Guardrails are judged once, at the last look.",
        de:
          "Intervalle gelten für alle Blicke, Ziele und Gruppen zusammen; man darf bei jedem Blick "
          + "aufhören, der eine Wirkung zeigt. Leitplanken werden einmal beurteilt, beim letzten Blick."
      )
    }
    if analysis.bayesian != nil {
      return Phrase(
        en:
          "Posteriors under weak priors; they are not corrected for the number of goals, arms and "
          + "looks. Guardrails are judged by a test.",
        de:
          "Posteriore unter schwachen Prioren; sie sind nicht für die Zahl der Ziele, Gruppen und "
          + "Blicke angepasst. Leitplanken werden durch einen Test beurteilt.")
    }
    return Phrase(
      en:
        "Valid for one look, at the time that was planned before; whoever looks earlier needs the "
        + "method sequential. Intervals are of single comparisons, the adjusted p allows for all goals "
        + "and arms.",
      de:
        "Gültig für einen Blick, zu einem vorher geplanten Zeitpunkt; wer früher hinsieht, braucht die "
        + "Methode sequential. Intervalle gelten für einzelne Vergleiche, das angepasste p "
        + "berücksichtigt alle Ziele und Gruppen.")
  }

  func metrics() -> Section {
    let adjusted = result.metrics.filter { $0.covariate != nil }
    return Section(
      id: "experiment-metrics", title: Phrase(en: "Metric by metric", de: "Kennzahl für Kennzahl"),
      blocks: result.metrics.map { .table(table($0)) }
        + (adjusted.isEmpty ? [] : [.table(reduction(adjusted))]))
  }

  private func table(_ metric: ExperimentResult.Metric) -> Grid {
    let name = metric.metric.name
    let isGoal = metric.metric.guardrail == nil
    let tests =
      isGoal ? goalTests : [(Phrase(en: "Guardrail p", de: "Leitplanke p"), key("guardrail"))]
    let hasLift = metric.effects.contains { $0.lift != nil }
    let hasRange = analysis.comparisons.contains { $0.metric == name && $0.liftLimits != nil }
    let head =
      [
        Phrase(en: "Arm", de: "Gruppe"), Phrase(en: "Value", de: "Wert"),
        Phrase(en: "Difference", de: "Unterschied"), Phrase(en: "Interval", de: "Intervall"),
      ] + (hasLift ? [Phrase(en: "Lift", de: "Lift")] : [])
      + (hasRange ? [Phrase(en: "Interval", de: "Intervall")] : []) + tests.map(\.0)
    let rows = result.arms.enumerated().map { index, arm -> [Grid.Cell] in
      let subject = ["arm": arm, "metric": name]
      let first: [Grid.Cell] = [.text(Phrase(arm)), .value(key("value", subject))]
      let found = analysis.comparisons.first { $0.metric == name && $0.arm == arm }
      guard index > 0, let found else {
        return first + [Grid.Cell](repeating: Self.absent, count: head.count - 2)
      }
      let lift = hasLift ? [found.lift == nil ? Self.absent : .value(key("lift", subject))] : []
      let range =
        hasRange
        ? [found.liftLimits == nil ? Self.absent : .interval(key("lift", subject))] : []
      return first + [.value(key("effect", subject)), .interval(key("effect", subject))] + lift
        + range
        + tests.map { test in
          .value(
            FindingKey(id: test.1.id, subject: subject.merging(test.1.subject) { $1 }))
        }
    }
    return Grid(
      id: "experiment.metric.\(name)",
      title: isGoal ? Phrase(name) : Phrase(en: "\(name) (guardrail)", de: "\(name) (Leitplanke)"),
      columns: head, rows: rows)
  }

  /// The columns that judge a goal, each with what its finding has besides arm and metric.
  private var goalTests: [(Phrase, FindingKey)] {
    if let sequential = analysis.sequential {
      let hasP = sequential.traces.contains { $0.looks.last?.pValue != nil }
      return [
        (Phrase(en: "Standard errors off", de: "Standardfehler entfernt"), key("statistic")),
        (Phrase(en: "Needed", de: "Nötig"), key("boundary")),
      ] + (hasP ? [(Phrase(en: "Always-valid p", de: "Jederzeit gültiges p"), key("p_value"))] : [])
    }
    if analysis.bayesian != nil {
      return [
        (Phrase(en: "More than control", de: "Mehr als Kontrolle"), key("probability_more")),
        (Phrase(en: "Most of all", de: "Am meisten"), key("probability_most")),
        (Phrase(en: "Expected loss", de: "Erwarteter Verlust"), key("expected_loss")),
      ]
    }
    let plain = [(Phrase("p"), key("p_value"))]
    guard analysis.options.correction != .none else { return plain }
    return plain + [
      (Phrase(en: "Adjusted p", de: "Angepasstes p"), key("p_value", ["parameter": "adjusted"]))
    ]
  }

  private func reduction(_ metrics: [ExperimentResult.Metric]) -> Grid {
    Grid(
      id: "experiment.covariates",
      title: Phrase(en: "Sharpened by a covariate", de: "Durch eine Kovariate geschärft"),
      columns: [
        Phrase(en: "Metric", de: "Kennzahl"), Phrase(en: "Covariate", de: "Kovariate"),
        Phrase(en: "Share of variance taken away", de: "Weggenommener Anteil der Varianz"),
      ],
      rows: metrics.map { metric in
        [
          .text(Phrase(metric.metric.name)), .text(Phrase(metric.covariate ?? "")),
          .value(key("variance_share", ["metric": metric.metric.name])),
        ]
      })
  }

  /// Every comparison in a word.
  private var verdicts: Grid {
    Grid(
      id: "experiment.decision", title: Phrase(en: "In a word", de: "In einem Wort"),
      columns: [
        Phrase(en: "Arm", de: "Gruppe"), Phrase(en: "Metric", de: "Kennzahl"),
        Phrase(en: "Verdict", de: "Urteil"),
      ],
      rows: result.arms.dropFirst().flatMap { arm in
        analysis.comparisons.filter { $0.arm == arm }.map { found in
          [.text(Phrase(arm)), .text(Phrase(found.metric)), .text(Self.word(found))]
        }
      })
  }

  private static func word(_ found: ExperimentComparison) -> Phrase {
    switch (found.guardrail?.verdict, found.verdict) {
    case (.kept, _): Phrase(en: "guardrail kept", de: "Leitplanke eingehalten")
    case (.broken, _): Phrase(en: "guardrail broken", de: "Leitplanke verletzt")
    case (.unclear, _): Phrase(en: "guardrail open", de: "Leitplanke offen")
    case (nil, .more): Phrase(en: "raised", de: "erhöht")
    case (nil, .less): Phrase(en: "lowered", de: "gesenkt")
    case (nil, .open): Phrase(en: "open", de: "offen")
    }
  }

  func arms() -> Section {
    let expected = result.sampleRatio.expected
    let rows = result.arms.indices.map { arm -> [Grid.Cell] in
      [
        .text(Phrase(result.arms[arm])), .value(key("units", ["arm": result.arms[arm]])),
        .number(expected[arm].rounded(), Unit("units")),
      ]
    }
    let checks = ["repeated_units", "crossed_units"].filter {
      $0 == "repeated_units" ? result.intake.repeatedUnits > 0 : result.intake.crossedUnits > 0
    }
    var blocks: [Section.Block] = [
      .table(
        Grid(
          id: "experiment.arms", title: Phrase(en: "Units by arm", de: "Einheiten je Gruppe"),
          columns: [
            Phrase(en: "Arm", de: "Gruppe"), Phrase(en: "Units", de: "Einheiten"),
            Phrase(en: "Expected", de: "Erwartet"),
          ], rows: rows)),
      .table(
        Grid(
          id: "experiment.srm",
          title: Phrase(
            en: "Do the numbers fit the planned split?",
            de: "Passen die Zahlen zur geplanten Aufteilung?"),
          columns: [Phrase(en: "Test", de: "Test"), Phrase("p")],
          rows: [
            [
              .text(Phrase(en: "Sample-ratio mismatch", de: "Abweichung von der Aufteilung")),
              .value(key("srm")),
            ]
          ])),
    ]
    if !checks.isEmpty {
      let names = [
        "repeated_units": Phrase(
          en: "Units with several rows, added up", de: "Einheiten mit mehreren Zeilen, addiert"),
        "crossed_units": Phrase(
          en: "Units in several arms, left out", de: "Einheiten in mehreren Gruppen, ausgelassen"),
      ]
      blocks.append(
        .table(
          Grid(
            id: "experiment.checks",
            title: Phrase(en: "What was read", de: "Was gelesen wurde"),
            columns: [Phrase(en: "Check", de: "Prüfung"), Phrase(en: "Units", de: "Einheiten")],
            rows: checks.map {
              [.text(names[$0] ?? Phrase($0)), .value(key("check", ["metric": $0]))]
            })))
    }
    return Section(
      id: "experiment-arms",
      title: Phrase(en: "Were the arms assigned fairly?", de: "Wurde fair zugeteilt?"),
      blocks: blocks)
  }
}
