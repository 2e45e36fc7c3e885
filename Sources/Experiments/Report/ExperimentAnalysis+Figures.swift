public import Findings

extension ExperimentAnalysis {
  /// What to draw: the lift in every metric and arm, the path of each goal over the looks, or the
  /// posterior of each difference.
  ///
  /// Nothing that is withheld is drawn.
  ///
  /// - Parameter isForced: whether to draw what would be withheld.
  public func figures(isForced: Bool = false) -> [Figure] {
    guard isForced || !result.sampleRatio.isMismatch else { return [] }
    let maker = ExperimentFigureMaker(analysis: self)
    return maker.lifts() + maker.paths() + maker.posteriors()
  }
}

/// Makes the figures of an experiment.
struct ExperimentFigureMaker {
  let analysis: ExperimentAnalysis

  /// No more figures of single comparisons than a person looks at.
  static let mostComparisons = 8

  /// Lift with its interval, by metric and arm.
  func lifts() -> [Figure] {
    let bars = analysis.comparisons.filter { $0.lift != nil && $0.liftLimits != nil }
    guard !bars.isEmpty else { return [] }
    let hasSeveralArms = analysis.result.arms.count > 2
    return [
      Figure(
        id: "experiment.lift", kind: .points,
        title: Phrase(
          en: "Change against \(analysis.result.arms[0])",
          de: "Veränderung gegenüber \(analysis.result.arms[0])"),
        caption: Phrase(
          en:
            "Each point is an arm in a metric, with its interval. An interval across zero leaves the "
            + "sign open.",
          de:
            "Jeder Punkt ist eine Gruppe bei einer Kennzahl, mit Intervall. Ein Intervall über null "
            + "hinweg lässt das Vorzeichen offen."),
        description: Phrase(
          en: "Points with intervals, one for each arm and metric.",
          de: "Punkte mit Intervallen, je Gruppe und Kennzahl einer."),
        x: .init(label: Phrase(en: "Metric and arm", de: "Kennzahl und Gruppe"), scale: .category),
        y: .init(label: Phrase(en: "Lift", de: "Lift")),
        columns: [
          .init(
            "comparison",
            texts: bars.map { hasSeveralArms ? "\($0.metric), \($0.arm)" : $0.metric }),
          .init("lift", numbers: bars.map(\.lift)),
          .init("lower", numbers: bars.map { $0.liftLimits?.lower }),
          .init("upper", numbers: bars.map { $0.liftLimits?.upper }),
        ],
        marks: [
          .init(.range, role: .posterior, x: "comparison", y: "lower", y2: "upper"),
          .init(.point, role: .posterior, x: "comparison", y: "lift"),
        ],
        findings: bars.map {
          FindingKey(id: "experiment.lift", subject: ["arm": $0.arm, "metric": $0.metric])
        })
    ]
  }

  /// The standardised estimate of each goal and arm at the looks, between the boundaries.
  func paths() -> [Figure] {
    guard let traces = analysis.sequential?.traces else { return [] }
    return traces.prefix(Self.mostComparisons).enumerated().compactMap { index, trace in
      trace.looks.count > 1 ? path(trace, index) : nil
    }
  }

  private func path(_ trace: SequentialAnalysis.Trace, _ index: Int) -> Figure {
    let side = analysis.options.alternative
    let critical = trace.looks.map(\.critical)
    var columns: [Figure.Column] = [
      .init("look", texts: Array(analysis.lookLabels.suffix(trace.looks.count))),
      .init("statistic", numbers: trace.looks.map(\.standardised)),
    ]
    var marks: [Figure.Mark] = []
    let label = Phrase(en: "Boundary", de: "Grenze")
    if side != .less {
      columns.append(.init("above", numbers: critical))
      marks.append(.init(.line, role: .reference, label: label, x: "look", y: "above"))
    }
    if side != .greater {
      columns.append(.init("below", numbers: critical.map { -$0 }))
      marks.append(
        .init(
          .line, role: .reference, label: side == .less ? label : nil, x: "look", y: "below"))
    }
    marks.append(
      .init(
        .line, role: .posterior, label: Phrase(en: "Estimate", de: "Schätzung"), x: "look",
        y: "statistic"))
    return Figure(
      id: "experiment.path.\(index + 1)", kind: .line,
      title: Phrase(
        en: "\(trace.arm) in \(trace.metric), look by look",
        de: "\(trace.arm) bei \(trace.metric), Blick für Blick"),
      caption: Phrase(
        en:
          "How many standard errors the difference is off zero. Outside the boundary an effect is "
          + "shown, however often one has looked.",
        de:
          "Wie viele Standardfehler der Unterschied von null entfernt ist. Außerhalb der Grenze ist eine "
          + "Wirkung gezeigt, wie oft auch hingesehen wurde."),
      description: Phrase(
        en: "A line of the estimate by look, and lines of the boundary.",
        de: "Eine Linie der Schätzung je Blick und Linien der Grenze."),
      x: .init(label: Phrase(en: "Look", de: "Blick"), scale: .time),
      y: .init(label: Phrase(en: "Standard errors", de: "Standardfehler")),
      columns: columns, marks: marks,
      findings: ["experiment.statistic", "experiment.boundary"].map {
        FindingKey(id: $0, subject: ["arm": trace.arm, "metric": trace.metric])
      })
  }

  /// The posterior of each difference.
  func posteriors() -> [Figure] {
    let goals = analysis.goalNames
    let shown = (analysis.bayesian?.comparisons ?? []).filter { goals.contains($0.metric) }
    return shown.prefix(Self.mostComparisons).enumerated().map { index, found in
      Figure(
        id: "experiment.posterior.\(index + 1)", kind: .area,
        title: Phrase(
          en: "Difference of \(found.arm) in \(found.metric)",
          de: "Unterschied von \(found.arm) bei \(found.metric)"),
        caption: Phrase(
          en:
            "How plausible each difference from \(analysis.result.arms[0]) is after the experiment; "
            + "the line marks no difference.",
          de:
            "Wie plausibel jeder Unterschied zu \(analysis.result.arms[0]) nach dem Experiment ist; "
            + "die Linie steht für keinen Unterschied."),
        description: Phrase(
          en: "The density of the difference.", de: "Die Dichte des Unterschieds."),
        x: .init(label: Phrase(en: "Difference", de: "Unterschied")),
        y: .init(label: Phrase(en: "Density", de: "Dichte")),
        columns: [
          .init("difference", numbers: found.density.map(\.difference)),
          .init("density", numbers: found.density.map(\.density)),
          .init("zero", numbers: found.density.map { _ in 0 }),
        ],
        marks: [
          .init(.area, role: .posterior, x: "difference", y: "density"),
          .init(.rule, role: .reference, x: "zero"),
        ],
        findings: [
          FindingKey(
            id: "experiment.effect", subject: ["arm": found.arm, "metric": found.metric])
        ])
    }
  }
}
