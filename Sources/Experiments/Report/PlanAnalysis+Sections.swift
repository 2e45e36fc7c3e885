public import Findings

extension PlanAnalysis {
  /// The parts of the report, in order.
  public func sections() -> [Section] {
    func key(_ id: String, _ subject: [String: String] = [:]) -> FindingKey {
      FindingKey(id: "experiment.\(id)", subject: subject)
    }
    var facts: [(Phrase, FindingKey)] = [
      (Phrase(en: "Units in all arms", de: "Einheiten in allen Gruppen"), key("sample_size")),
      (Phrase(en: "Lift that is found", de: "Lift, der gefunden wird"), key("mde")),
      (Phrase(en: "Power", de: "Trennschärfe"), key("power")),
    ]
    if plan.days != nil {
      facts.append((Phrase(en: "Run time", de: "Laufzeit"), key("run_time")))
    }
    if plan.inflation != 1 {
      facts.append(
        (
          Phrase(
            en: "Units per unit of a single look", de: "Einheiten je Einheit eines einzigen Blicks"),
          key("inflation")
        ))
    }
    let rows = facts.map { [Grid.Cell.text($0.0), .value($0.1)] }
    var blocks: [Section.Block] = [
      .table(
        Grid(
          id: "experiment.plan", title: Phrase(en: "The plan", de: "Der Plan"),
          columns: [Phrase(en: "Number", de: "Zahl"), Phrase(en: "Value", de: "Wert")], rows: rows)),
      .table(
        Grid(
          id: "experiment.plan_arms",
          title: Phrase(en: "Units by arm", de: "Einheiten je Gruppe"),
          columns: [Phrase(en: "Arm", de: "Gruppe"), Phrase(en: "Units", de: "Einheiten")],
          rows: armNames.map { [.text(Phrase($0)), .value(key("sample_size", ["arm": $0]))] })),
      .table(
        Grid(
          id: "experiment.plan_baseline",
          title: Phrase(en: "Planned with", de: "Geplant mit"),
          columns: [
            Phrase(en: "Of control", de: "Der Kontrolle"), Phrase(en: "Value", de: "Wert"),
          ],
          rows: baselines.map { metric, _ in
            [
              .text(
                metric == "value"
                  ? Phrase(en: "Baseline", de: "Ausgangswert")
                  : Phrase(
                    en: "Standard deviation of a unit", de: "Standardabweichung einer Einheit")),
              .value(key("baseline", ["metric": metric])),
            ]
          })),
    ]
    if !horizons.isEmpty {
      blocks.append(
        .table(
          Grid(
            id: "experiment.plan_days",
            title: Phrase(
              en: "What is found within some days", de: "Was in einigen Tagen gefunden wird"),
            columns: [
              Phrase(en: "Days", de: "Tage"), Phrase(en: "Units", de: "Einheiten"),
              Phrase(en: "Smallest lift", de: "Kleinster Lift"),
            ],
            rows: horizons.map { horizon in
              [
                .text(Phrase("\(horizon.days)")), .number(Double(horizon.units), Unit("units")),
                horizon.lift == nil
                  ? .text(Phrase("–")) : .value(key("mde", ["scenario": "\(horizon.days) days"])),
              ]
            })))
    }
    blocks += figures().map { .figure($0.id) }
    blocks.append(.note(.init(.information, assumptions)))
    return [
      Section(
        id: "experiment-plan",
        title: Phrase(
          en: "How large must the experiment be?", de: "Wie groß muss das Experiment sein?"),
        blocks: blocks)
    ]
  }

  private var assumptions: Phrase {
    Phrase(
      en:
        "Of several arms the smallest decides; several goals and arms share alpha (Bonferroni), which "
        + "Holm's correction never needs more than. Units that come back on a later day count once.",
      de:
        "Von mehreren Gruppen entscheidet die kleinste; mehrere Ziele und Gruppen teilen sich alpha "
        + "(Bonferroni), mehr braucht auch Holms Anpassung nie. Einheiten, die an einem späteren Tag "
        + "wiederkommen, zählen einmal.")
  }

  /// The numbers that head the report.
  public var headline: [(label: Phrase, finding: FindingKey)] {
    var tiles: [(label: Phrase, finding: FindingKey)] = [
      (
        label: Phrase(en: "Units in all arms", de: "Einheiten in allen Gruppen"),
        finding: FindingKey(id: "experiment.sample_size")
      ),
      (
        label: Phrase(en: "Lift that is found", de: "Lift, der gefunden wird"),
        finding: FindingKey(id: "experiment.mde")
      ),
    ]
    if plan.days != nil {
      tiles.append(
        (
          label: Phrase(en: "Run time in days", de: "Laufzeit in Tagen"),
          finding: FindingKey(id: "experiment.run_time")
        ))
    }
    return tiles
  }

  /// The power by effect, and the smallest effect by run time.
  public func figures() -> [Figure] {
    let power = Figure(
      id: "experiment.power", kind: .line,
      title: Phrase(en: "Power by effect", de: "Trennschärfe je Wirkung"),
      caption: Phrase(
        en:
          "The probability of finding an effect of each size with the planned units; the line marks "
          + "the planned effect.",
        de:
          "Die Wahrscheinlichkeit, mit den geplanten Einheiten eine Wirkung dieser Größe zu finden; "
          + "die Linie steht für die geplante Wirkung."),
      description: Phrase(
        en: "A rising line of power by lift.", de: "Eine steigende Linie der Trennschärfe je Lift."),
      x: .init(label: Phrase(en: "Lift", de: "Lift")),
      y: .init(label: Phrase(en: "Power", de: "Trennschärfe")),
      columns: [
        .init("lift", numbers: chances.map(\.lift)), .init("power", numbers: chances.map(\.power)),
        .init("planned", numbers: chances.map { _ in plan.lift }),
      ],
      marks: [
        .init(.rule, role: .reference, x: "planned"),
        .init(.line, role: .posterior, x: "lift", y: "power"),
      ],
      findings: ["experiment.power", "experiment.mde"].map { FindingKey(id: $0) })
    let found = horizons.filter { $0.lift != nil }
    guard found.count > 1 else { return [power] }
    return [
      power,
      Figure(
        id: "experiment.mde", kind: .line,
        title: Phrase(en: "Smallest lift by run time", de: "Kleinster Lift je Laufzeit"),
        caption: Phrase(
          en: "The smallest lift that is found with the power asked for, by days.",
          de: "Der kleinste Lift, der mit der verlangten Trennschärfe gefunden wird, je Tage."),
        description: Phrase(
          en: "A falling line of lift by days.", de: "Eine fallende Linie des Lifts je Tage."),
        x: .init(label: Phrase(en: "Days", de: "Tage")),
        y: .init(label: Phrase(en: "Lift", de: "Lift")),
        columns: [
          .init("days", numbers: found.map { Double($0.days) }),
          .init("lift", numbers: found.map(\.lift)),
        ],
        marks: [
          .init(.line, role: .posterior, x: "days", y: "lift"),
          .init(.point, role: .posterior, x: "days", y: "lift"),
        ],
        findings: found.map {
          FindingKey(id: "experiment.mde", subject: ["scenario": "\($0.days) days"])
        }),
    ]
  }
}
