import Findings
import Inference

extension FigureMaker {
  /// How each channel's effect decays over the periods after exposure.
  func adstock() -> Figure {
    let lags = media.map(\.maxLag).max() ?? 0
    let bands = media.indices.map { c in
      Band(draws(c) { adstockWeights(c, $0, lags: lags) }, count: lags + 1, level: level)
    }
    return shapes(
      id: "mmm.adstock", bands: bands,
      title: Phrase(en: "Carry-over", de: "Nachwirkung"),
      caption: Phrase(
        en: "Share of the effect that comes in each period after the exposure.",
        de: "Anteil der Wirkung, der in jede Periode nach dem Kontakt fällt."),
      description: Phrase(
        en: "Carry-over weights of each channel by lag.",
        de: "Nachwirkungsgewichte je Kanal und Abstand."),
      x: .init(label: Phrase(en: "Periods after exposure", de: "Perioden nach dem Kontakt")),
      y: .init(label: Phrase(en: "Share of the effect", de: "Anteil der Wirkung")),
      positions: (0...lags).map(Double.init))
  }

  /// How each channel's response flattens with exposure.
  func saturation() -> Figure {
    let exposures = stride(from: 0.0, through: 4.0, by: 0.125).map { $0 }
    let bands = media.enumerated().map { c, term in
      Band(
        draws(c) { shape in
          exposures.map { term.saturation.curve.value($0, shape[2], shape[3]) }
        }, count: exposures.count, level: level)
    }
    return shapes(
      id: "mmm.saturation", bands: bands,
      title: Phrase(en: "Saturation", de: "Sättigung"),
      caption: Phrase(
        en: "Share of the largest possible effect that is reached; exposure is in medians of its"
          + " active periods.",
        de: "Erreichter Anteil der größtmöglichen Wirkung; Kontakte in Medianen aktiver Perioden."),
      description: Phrase(
        en: "Saturation curves of each channel.", de: "Sättigungskurven je Kanal."),
      x: .init(
        label: Phrase(en: "Exposure per period", de: "Kontakte je Periode"), unit: Unit("medians")),
      y: .init(label: Phrase(en: "Share of the largest effect", de: "Anteil der größten Wirkung")),
      positions: exposures)
  }

  private var level: Double { result.model.options.level }

  /// Paid and organic media.
  private var media: ArraySlice<MediaMixSpecification.Term> {
    result.model.design.specification.terms.prefix(data.exposure.count)
  }

  /// A function of the four parameters of a medium's shape, over evenly thinned draws.
  private func draws(_ c: Int, _ function: ([Double]) -> [Double]) -> [[Double]] {
    let sampling = result.sampling
    let perChain = max(1, SeriesSummary.limit / sampling.draws.chains.count)
    var places = [Int?](repeating: nil, count: ParameterLayout.shapeCount)
    for (place, parameter) in media[c].shapeParameters {
      places[place] = sampling.parameterIndex.place(of: parameter.symbol, term: c)
    }
    return sampling.parameters.flatMap { chain in
      let width = sampling.parameterIndex.count
      return SeriesSummary.thinned(chain.count / width, to: perChain).map { draw in
        function(places.map { place in place.map { chain[draw * width + $0] } ?? 0 })
      }
    }
  }

  private func adstockWeights(_ c: Int, _ shape: [Double], lags: Int) -> [Double] {
    let term = media[c]
    let weights = term.adstock.weights(shape[0], shape[1], maxLag: term.maxLag)
    return weights + [Double](repeating: 0, count: lags - term.maxLag)
  }

  private func shapes(
    id: String, bands: [Band], title: Phrase, caption: Phrase, description: Phrase,
    x: Figure.Axis, y: Figure.Axis, positions: [Double]
  ) -> Figure {
    var columns = [Figure.Column("x", numbers: positions)]
    var bandMarks: [Figure.Mark] = []
    var lineMarks: [Figure.Mark] = []
    let names = data.channels + data.organic
    for (c, name) in names.enumerated() {
      columns.append(.init("mean \(name)", numbers: bands[c].mean))
      columns.append(.init("lower \(name)", numbers: bands[c].lower))
      columns.append(.init("upper \(name)", numbers: bands[c].upper))
      if names.count <= 3 {
        bandMarks.append(
          .init(
            .band, role: .channel(name), x: "x", y: "lower \(name)", y2: "upper \(name)"))
      }
      lineMarks.append(
        .init(.line, role: .channel(name), label: Phrase(name), x: "x", y: "mean \(name)"))
    }
    return Figure(
      id: id, kind: .line, title: title, caption: caption, description: description, x: x, y: y,
      columns: columns, marks: bandMarks + lineMarks)
  }
}
