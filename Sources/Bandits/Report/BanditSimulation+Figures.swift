public import Findings
import Probability

extension BanditSimulation {
  /// Cumulative regret over steps, each guardrail's metric over steps against its bound, and the shares
  /// of arms in the first campaign.
  public var figures: [Figure] {
    [regretFigure] + bandit.guardrails.indices.map(metricFigure) + [shareFigure]
  }

  private static let stepAxis = Figure.Axis(label: Phrase(en: "Step", de: "Schritt"))
  private static let guardedLabel = Phrase(en: "With guardrails", de: "Mit Leitplanken")
  private static let freeLabel = Phrase(en: "Without guardrails", de: "Ohne Leitplanken")

  private var steps: Figure.Column {
    .init("step", numbers: (1...options.steps).map { Double($0) })
  }

  /// The middle and the limits of a quantity over campaigns, by step; nil where no campaign has it.
  private func columns(
    _ name: String, _ value: (Campaign, Int) -> Double?
  ) -> [Figure.Column] {
    let tail = 0.5 * (1 - bandit.level)
    let limits = (0..<options.steps).map { step -> [Double]? in
      let values = campaigns.compactMap { value($0, step) }
      return values.isEmpty ? nil : Quantile.at([tail, 0.5, 1 - tail], of: values)
    }
    return [("lower", 0), ("median", 1), ("upper", 2)].map { suffix, index in
      .init("\(name)_\(suffix)", numbers: limits.map { $0?[index] })
    }
  }

  private func marks(_ name: String, _ role: Figure.Mark.Role, _ label: Phrase) -> [Figure.Mark] {
    [
      .init(.band, role: role, x: "step", y: "\(name)_lower", y2: "\(name)_upper"),
      .init(.line, role: role, label: label, x: "step", y: "\(name)_median"),
    ]
  }

  private var bothMarks: [Figure.Mark] {
    marks("free", .reference, Self.freeLabel) + marks("guarded", .model, Self.guardedLabel)
  }

  private var regretFigure: Figure {
    Figure(
      id: "bandit.regret_path", kind: .band,
      title: Phrase(en: "Cumulative regret", de: "Kumuliertes Bedauern"),
      caption: Phrase(
        en:
          "Expected reward missed so far against the best mix that keeps all bounds: the median of "
          + "campaigns, and the range that holds most of them. Without guardrails it can fall below "
          + "zero, at the price of the bounds.",
        de:
          "Bisher entgangener erwarteter Ertrag gegenüber der besten Mischung, die alle Grenzen hält: "
          + "der Median der Kampagnen und der Bereich der meisten. Ohne Leitplanken kann er unter null "
          + "fallen, auf Kosten der Grenzen."),
      description: Phrase(
        en: "Two lines with bands over the steps of a campaign.",
        de: "Zwei Linien mit Bändern über die Schritte einer Kampagne."),
      x: Self.stepAxis, y: .init(label: Phrase(en: "Regret", de: "Bedauern"), unit: rewardUnit),
      columns: [steps] + columns("guarded") { $0.guarded.path[$1].regret }
        + columns("free") { $0.free.path[$1].regret }, marks: bothMarks,
      findings: ["guardrails", "thompson"].map {
        FindingKey(id: "bandit.regret", subject: ["model": $0])
      })
  }

  private func metricFigure(_ index: Int) -> Figure {
    let guardrail = bandit.guardrails[index]
    let name = BanditWriter.name(guardrail.metric)
    return Figure(
      id: "bandit.metric_path.\(guardrail.metric.rawValue)", kind: .band,
      title: Phrase(
        en: "Against the bound: \(name.en)", de: "Gegen die Grenze: \(name.de)"),
      caption: Phrase(
        en:
          "The true expected metric of all decisions after the burn-in, up to each step: the median "
          + "of campaigns, and the range that holds most of them. A campaign misses the bound if its "
          + "last value does.",
        de:
          "Der wahre erwartete Wert aller Entscheidungen nach der Anlaufzeit bis zu jedem Schritt: "
          + "der Median der Kampagnen und der Bereich der meisten. Eine Kampagne verfehlt die Grenze, "
          + "wenn ihr letzter Wert es tut."),
      description: Phrase(
        en: "Two lines with bands over the steps, and a line at the bound.",
        de: "Zwei Linien mit Bändern über die Schritte und eine Linie an der Grenze."),
      x: Self.stepAxis, y: .init(label: name),
      columns: [
        steps, .init("bound", numbers: Array(repeating: guardrail.bound, count: options.steps)),
      ] + columns("guarded") { $0.guarded.path[$1].metrics[index] }
        + columns("free") { $0.free.path[$1].metrics[index] },
      marks: bothMarks + [
        .init(
          .line, role: .actual, label: Phrase(en: "Bound", de: "Grenze"), x: "step", y: "bound")
      ],
      findings: ["guardrails", "thompson"].map {
        FindingKey(
          id: "bandit.violation_share", subject: ["metric": guardrail.metric.rawValue, "model": $0])
      })
  }

  private var shareFigure: Figure {
    let names = bandit.arms.sorted()
    let path = campaigns.first?.guarded.path ?? []
    return Figure(
      id: "bandit.share_path", kind: .area,
      title: Phrase(
        en: "Shares of arms in the first campaign", de: "Anteile der Arme in der ersten Kampagne"),
      caption: Phrase(
        en:
          "What each arm got of a step's decisions, with guardrails. What is missing from one served "
          + "nobody.",
        de:
          "Was jeder Arm von den Entscheidungen eines Schritts erhielt, mit Leitplanken. Was zu eins "
          + "fehlt, bediente niemanden."),
      description: Phrase(
        en: "Stacked areas of arms over the steps.", de: "Gestapelte Flächen der Arme je Schritt."),
      x: Self.stepAxis, y: .init(label: Phrase(en: "Share", de: "Anteil")),
      columns: [steps]
        + names.enumerated().map { arm, name in
          .init(name, numbers: path.map { $0.shares[arm] })
        },
      marks: names.map {
        .init(.area, role: .channel($0), label: Phrase($0), x: "step", y: $0)
      })
  }
}
