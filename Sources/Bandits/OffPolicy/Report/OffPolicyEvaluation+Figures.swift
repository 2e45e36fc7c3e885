public import Findings

extension OffPolicyEvaluation {
  /// What to draw: the values with their intervals beside what the log earned, and the weights.
  public func figures() -> [Figure] { [valueFigure(), weightFigure()].compactMap { $0 } }

  private func valueFigure() -> Figure? {
    let shown = parts.filter { $0.value != nil }
    guard !shown.isEmpty else { return nil }
    let estimates = [logged] + shown.compactMap(\.value)
    func column(_ name: String, isLog: Bool, _ number: (Estimate) -> Double?) -> Figure.Column {
      .init(
        name,
        numbers: estimates.indices.map { ($0 == 0) == isLog ? number(estimates[$0]) : nil })
    }
    let level = options.level
    let (en, de) = (NumberStyle(.en).intervalName(level), NumberStyle(.de).intervalName(level))
    let (log, policy) = (
      Phrase(en: "Log", de: "Protokoll"), Phrase(en: "Policy", de: "Strategie")
    )
    let title = Phrase(
      en: "What the policy would have earned", de: "Was die Strategie gebracht hätte")
    return Figure(
      id: "bandit.value", kind: .points, title: title,
      caption: Phrase(
        en: "Rewards a decision by each estimator, with \(en)s, beside what the log earned.",
        de: "Erträge je Entscheidung nach jedem Schätzer mit \(de)en, neben dem des Protokolls."),
      description: title,
      x: .init(label: Phrase(en: "Estimator", de: "Schätzer"), scale: .category),
      y: .init(
        label: Phrase(en: "Reward a decision", de: "Ertrag je Entscheidung"), unit: rewardUnit),
      columns: [
        .init("estimator", texts: ["log"] + shown.map(\.estimator.rawValue)),
        column("logged", isLog: true) { $0.value },
        column("logged lower", isLog: true) { $0.interval?.lower },
        column("logged upper", isLog: true) { $0.interval?.upper },
        column("value", isLog: false) { $0.value },
        column("lower", isLog: false) { $0.interval?.lower },
        column("upper", isLog: false) { $0.interval?.upper },
      ],
      marks: [
        .init(
          .range, role: .reference, label: log, x: "estimator", y: "logged lower",
          y2: "logged upper"),
        .init(.point, role: .reference, label: log, x: "estimator", y: "logged"),
        .init(.range, role: .posterior, label: policy, x: "estimator", y: "lower", y2: "upper"),
        .init(.point, role: .posterior, label: policy, x: "estimator", y: "value"),
      ],
      findings: [FindingKey(id: "bandit.logged_value")]
        + shown.map { FindingKey(id: "bandit.value", subject: ["model": $0.estimator.rawValue]) })
  }

  private func weightFigure() -> Figure? {
    guard weights.classes.count > 1 else { return nil }
    let title = Phrase(en: "Weights of the rows", de: "Gewichte der Zeilen")
    let style = NumberStyle(.en)
    return Figure(
      id: "bandit.weights", kind: .histogram, title: title,
      caption: Phrase(
        en:
          "The share of rows by the largest weight of their class; each class reaches twice as far as "
          + "the one before. Rows far to the right carry the estimate by themselves.",
        de:
          "Der Anteil der Zeilen nach dem größten Gewicht ihrer Klasse; jede Klasse reicht doppelt so "
          + "weit wie die vorige. Zeilen weit rechts tragen die Schätzung allein."),
      description: title,
      x: .init(label: Phrase(en: "Weight up to", de: "Gewicht bis"), scale: .category),
      y: .init(label: Phrase(en: "Share of rows", de: "Anteil der Zeilen")),
      columns: [
        .init("weight", texts: weights.classes.map { style.number($0.upTo, significant: 6) }),
        .init("share", numbers: weights.classes.map(\.share)),
      ],
      marks: [.init(.bar, role: .actual, x: "weight", y: "share")],
      findings: [FindingKey(id: "bandit.weight", subject: ["metric": "largest"])])
  }
}
