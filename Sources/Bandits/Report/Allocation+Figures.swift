public import Findings

extension Allocation {
  /// Shares beside probabilities to be best, and the arms' rewards with their limits.
  public var figures: [Figure] {
    let names = arms.map(\.name)
    let keys = arms.map { FindingKey(id: "bandit.share", subject: ["arm": $0.name]) }
    let armAxis = Figure.Axis(label: Phrase(en: "Arm", de: "Arm"), scale: .category)
    let shares = Figure(
      id: "bandit.shares", kind: .bars,
      title: Phrase(en: "Shares of decisions", de: "Anteile der Entscheidungen"),
      caption: Phrase(
        en: "Bars are shares, dots the probabilities to be the best arm. Where they differ, a "
          + "guardrail, the baseline or another bound moved the shares.",
        de: "Balken sind Anteile, Punkte die Wahrscheinlichkeiten, der beste Arm zu sein. Wo sie "
          + "abweichen, hat eine Grenze die Anteile verschoben."),
      description: Phrase(
        en: "A bar and a dot for every arm.", de: "Ein Balken und ein Punkt je Arm."),
      x: armAxis, y: .init(label: Phrase(en: "Share", de: "Anteil")),
      columns: [
        .init("arm", texts: names), .init("share", numbers: arms.map(\.share)),
        .init("best", numbers: arms.map(\.probabilityBest)),
      ],
      marks: [
        .init(
          .bar, role: .model, label: Phrase(en: "Share", de: "Anteil"), x: "arm", y: "share"),
        .init(
          .point, role: .reference,
          label: Phrase(en: "Probability best", de: "Wahrscheinlichkeit, der beste zu sein"),
          x: "arm", y: "best"),
      ], findings: keys)
    return [shares, rewards(armAxis)]
  }

  private func rewards(_ armAxis: Figure.Axis) -> Figure {
    Figure(
      id: "bandit.rewards", kind: .points,
      title: Phrase(en: "Reward a decision", de: "Ertrag je Entscheidung"),
      caption: Phrase(
        en: "The posterior mean of every arm's reward with its credible interval.",
        de: "Der erwartete Ertrag jedes Arms mit seinem Glaubwürdigkeitsintervall."),
      description: Phrase(
        en: "A dot with a vertical bar for every arm.",
        de: "Ein Punkt mit senkrechtem Balken je Arm."),
      x: armAxis, y: .init(label: Phrase(en: "Reward", de: "Ertrag")),
      columns: [
        .init("arm", texts: arms.map(\.name)),
        .init("mean", numbers: arms.map { $0.reward?.mean }),
        .init("lower", numbers: arms.map { $0.reward?.lower }),
        .init("upper", numbers: arms.map { $0.reward?.upper }),
      ],
      marks: [
        .init(.range, role: .posterior, x: "arm", y: "lower", y2: "upper"),
        .init(.point, role: .posterior, x: "arm", y: "mean"),
      ])
  }
}
