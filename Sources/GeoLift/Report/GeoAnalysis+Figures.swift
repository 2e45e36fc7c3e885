public import Findings
import Tables

extension GeoAnalysis {
  /// What to draw by the first estimator that has an estimate: the treated against what would have been,
  /// and the effect by period and summed up.
  public func figures() -> [Figure] {
    guard let part = parts.first(where: { $0.estimate != nil }), let estimate = part.estimate else {
      return []
    }
    let maker = GeoFigureMaker(analysis: self, part: part, estimate: estimate)
    return [maker.courses(), maker.effects(), maker.cumulative()]
  }
}

/// Makes the figures of a geo test.
struct GeoFigureMaker {
  let analysis: GeoAnalysis
  let part: GeoAnalysis.Part
  let estimate: GeoEstimate

  private var unit: Unit { analysis.options.isMoney ? .money(analysis.currency) : .one }
  private var labels: [String] {
    Array(analysis.experiment.panel.axis.labels.prefix(estimate.observed.count))
  }
  private var time: Figure.Axis { .init(label: Phrase(en: "Period", de: "Periode"), scale: .time) }
  private var start: String { labels[estimate.window.lowerBound] }

  private func figure(
    _ id: String, _ title: Phrase, _ caption: Phrase, y: Phrase, columns: [Figure.Column],
    marks: [Figure.Mark]
  ) -> Figure {
    Figure(
      id: id, kind: .line, title: title, caption: caption, description: title, x: time,
      y: .init(label: y, unit: unit),
      columns: [.init("period", texts: labels)] + columns,
      marks: marks)
  }

  func courses() -> Figure {
    figure(
      "geo.courses",
      Phrase(
        en: "Treated geos and what would have been",
        de: "Behandelte Gebiete und was sonst gewesen wäre"),
      Phrase(
        en:
          "Means over the treated geos; the test is shaded. Before it both lines should lie on each "
          + "other.",
        de:
          "Mittel über die behandelten Gebiete; der Test ist hinterlegt. Davor sollten beide Linien "
          + "aufeinander liegen."),
      y: Phrase(analysis.options.kpi),
      columns: [
        .init("observed", numbers: estimate.observed),
        .init("counterfactual", numbers: estimate.counterfactual),
      ] + shadeColumns,
      marks: [
        shade,
        .init(
          .line, role: .actual, label: Phrase(en: "Treated", de: "Behandelt"), x: "period",
          y: "observed"),
        .init(
          .line, role: .model, label: Phrase(en: "Without the test", de: "Ohne den Test"),
          x: "period", y: "counterfactual"),
      ])
  }

  func effects() -> Figure {
    figure(
      "geo.effects", Phrase(en: "Effect by period", de: "Effekt je Periode"),
      Phrase(
        en: "Treated less what would have been; before the test this is the error of the fit.",
        de: "Behandelt minus Vergleich; vor dem Test ist das der Fehler der Anpassung."),
      y: Phrase(en: "Effect on a treated geo", de: "Effekt je behandeltem Gebiet"),
      columns: [.init("gap", numbers: estimate.gaps)] + shadeColumns,
      marks: [shade, .init(.line, role: .posterior, x: "period", y: "gap")])
  }

  func cumulative() -> Figure {
    var sum = 0.0
    let sums = estimate.gaps.indices.map { place -> Double? in
      guard estimate.window.contains(place) else { return nil }
      sum += estimate.gaps[place] * Double(analysis.experiment.treated.count)
      return sum
    }
    return figure(
      "geo.cumulative", Phrase(en: "Effect summed up", de: "Effekt aufsummiert"),
      Phrase(
        en: "The effect on all treated geos since the test began.",
        de: "Der Effekt auf alle behandelten Gebiete seit Beginn des Tests."),
      y: Phrase(en: "Effect since the start", de: "Effekt seit Beginn"),
      columns: [.init("sum", numbers: sums)],
      marks: [.init(.line, role: .posterior, x: "period", y: "sum")])
  }

  /// The test's first and last period, in columns as long as the others.
  private var shadeColumns: [Figure.Column] {
    [
      .init("from", texts: labels.map { _ in start }),
      .init("to", texts: labels.map { _ in labels[labels.count - 1] }),
    ]
  }

  private var shade: Figure.Mark { .init(.shade, role: .extrapolation, x: "from", x2: "to") }
}
