public import Findings
import Tables

extension GeoAnalysis {
  /// What to draw, all by the first estimator that has an estimate: the treated against what would have
  /// been, the effect by period and summed up, placebos, and choices made otherwise.
  public func figures() -> [Figure] {
    effectFigures() + placeboFigures() + sensitivityFigures()
  }

  func effectFigures() -> [Figure] {
    maker.map { [$0.courses(), $0.effects(), $0.cumulative()] } ?? []
  }

  func placeboFigures() -> [Figure] {
    maker.map { [$0.placeboEffects(), $0.placeboGaps()].compactMap { $0 } } ?? []
  }

  func sensitivityFigures() -> [Figure] {
    maker.map { [$0.sensitivity()].compactMap { $0 } } ?? []
  }

  private var maker: GeoFigureMaker? {
    guard let part = first, let estimate = part.estimate else { return nil }
    return GeoFigureMaker(analysis: self, part: part, estimate: estimate)
  }
}

/// Makes the figures of a geo test.
struct GeoFigureMaker {
  let analysis: GeoAnalysis
  let part: GeoAnalysis.Part
  let estimate: GeoEstimate

  var unit: Unit { analysis.options.isMoney ? .money(analysis.currency) : .one }
  var labels: [String] {
    Array(analysis.experiment.panel.axis.labels.prefix(estimate.observed.count))
  }
  var time: Figure.Axis { .init(label: Phrase(en: "Period", de: "Periode"), scale: .time) }
  private var start: String { labels[estimate.window.lowerBound] }

  /// The sign by which a gap becomes an effect of the campaign.
  var direction: Double { analysis.options.kind.direction }

  func figure(
    _ id: String, _ title: Phrase, _ caption: Phrase, y: Phrase, periods: [String]? = nil,
    columns: [Figure.Column], marks: [Figure.Mark]
  ) -> Figure {
    Figure(
      id: analysis.named(id), kind: .line, title: analysis.titled(title), caption: caption,
      description: title, x: time,
      y: .init(label: y, unit: unit),
      columns: [.init("period", texts: periods ?? labels)] + columns,
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
          + "other." + bandCaption.en,
        de:
          "Mittel über die behandelten Gebiete; der Test ist hinterlegt. Davor sollten beide Linien "
          + "aufeinander liegen." + bandCaption.de),
      y: Phrase(analysis.options.kpi),
      columns: [
        .init("observed", numbers: estimate.observed),
        .init("counterfactual", numbers: estimate.counterfactual),
      ] + bandColumns { $1 } + shadeColumns,
      marks: [shade] + band + [
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
        en: effectCaption.en + bandCaption.en, de: effectCaption.de + bandCaption.de),
      y: Phrase(en: "Effect on a treated geo", de: "Effekt je behandeltem Gebiet"),
      columns: [.init("gap", numbers: estimate.gaps.map { $0 * direction })]
        + bandColumns { place, end in (estimate.observed[place] - end) * direction }
        + shadeColumns,
      marks: [shade] + band + [.init(.line, role: .posterior, x: "period", y: "gap")])
  }

  func cumulative() -> Figure {
    var sum = 0.0
    let sums = estimate.window.map { place -> Double in
      sum += estimate.gaps[place] * Double(analysis.experiment.treated.count) * direction
      return sum
    }
    let ends = analysis.lead?.bands.cumulative ?? []
    let hasBand = ends.contains { $0 != nil }
    func column(_ name: String, _ end: (GeoBands.Ends) -> Double) -> Figure.Column {
      .init(name, numbers: ends.map { $0.map { end($0) * direction } })
    }
    let caption =
      hasBand
      ? Phrase(
        en: " The band is the interval of the permutation test had the test ended there.",
        de: " Das Band ist das Intervall des Permutationstests, wäre der Test dort zu Ende gewesen."
      )
      : Phrase("")
    return figure(
      "geo.cumulative", Phrase(en: "Effect summed up", de: "Effekt aufsummiert"),
      Phrase(
        en: "The effect on all treated geos since the test began." + caption.en,
        de: "Der Effekt auf alle behandelten Gebiete seit Beginn des Tests." + caption.de),
      y: Phrase(en: "Effect since the start", de: "Effekt seit Beginn"),
      periods: Array(labels[estimate.window]),
      columns: [.init("sum", numbers: sums)]
        + (hasBand ? [column("lower", \.lower), column("upper", \.upper)] : []),
      marks: (hasBand ? [bandMark] : []) + [
        .init(.line, role: .posterior, x: "period", y: "sum")
      ])
  }

  private var effectCaption: Phrase {
    analysis.options.kind == .holdout
      ? Phrase(
        en:
          "What would have been less what the geos held out had; before the test this is the error "
          + "of the fit.",
        de: "Vergleich minus ausgenommene Gebiete; vor dem Test ist das der Fehler der Anpassung.")
      : Phrase(
        en: "Treated less what would have been; before the test this is the error of the fit.",
        de: "Behandelt minus Vergleich; vor dem Test ist das der Fehler der Anpassung.")
  }

  // MARK: Bands

  private var counterfactual: [GeoBands.Ends] { analysis.lead?.bands.counterfactual ?? [] }

  private var bandCaption: Phrase {
    guard !counterfactual.isEmpty else { return Phrase("") }
    return Phrase(
      en: " The band is that of jackknife+, made for each period alone.",
      de: " Das Band ist das von Jackknife+, für jede Periode einzeln.")
  }

  private var band: [Figure.Mark] { counterfactual.isEmpty ? [] : [bandMark] }

  private var bandMark: Figure.Mark {
    .init(
      .band, role: .posterior,
      label: Phrase(
        en: "\(percent.en) interval", de: "\(percent.de)-Intervall"),
      x: "period", y: "lower", y2: "upper")
  }

  /// The level in percent.
  var percent: Phrase {
    let number = Int((analysis.options.level * 100).rounded())
    return Phrase(en: "\(number)%", de: "\(number) %")
  }

  /// The ends of the band in the test.
  ///
  /// - Parameter value: what to draw of an end of what would have been, at a period.
  private func bandColumns(_ value: (Int, Double) -> Double) -> [Figure.Column] {
    guard !counterfactual.isEmpty else { return [] }
    func column(_ name: String, _ end: (GeoBands.Ends) -> Double) -> Figure.Column {
      .init(
        name,
        numbers: labels.indices.map { place in
          let period = place - estimate.window.lowerBound
          return counterfactual.indices.contains(period)
            ? value(place, end(counterfactual[period])) : nil
        })
    }
    return [column("lower", \.lower), column("upper", \.upper)]
  }

  /// The test's first and last period, in columns as long as the others.
  var shadeColumns: [Figure.Column] {
    [
      .init("from", texts: labels.map { _ in start }),
      .init("to", texts: labels.map { _ in labels[labels.count - 1] }),
    ]
  }

  var shade: Figure.Mark { .init(.shade, role: .extrapolation, x: "from", x2: "to") }
}
