import Findings
import Inference

extension FigureMaker {
  /// How each channel's effect decays over the periods after exposure.
  func adstock() -> Figure {
    let lags = result.model.design.specification.channels.map(\.maxLag).max() ?? 0
    let bands = data.channels.indices.map { c in
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
    let bands = data.channels.indices.map { c in
      let curve = result.model.design.specification.channels[c].saturation.curve
      return Band(
        draws(c) { shape in
          exposures.map {
            curve.value($0, shape.halfSaturation, shape.slope)
          }
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

  /// Shape parameters of one draw of a channel.
  private struct Shape {
    var alpha: Double
    var halfSaturation: Double
    var slope: Double
  }

  /// A function of the shape, over evenly thinned draws.
  private func draws(_ c: Int, _ function: (Shape) -> [Double]) -> [[Double]] {
    let (sampling, channels) = (result.sampling, data.channels.count)
    let perChain = max(1, SeriesSummary.limit / sampling.draws.chains.count)
    return sampling.parameters.flatMap { chain in
      let width = sampling.parameterIndex.count
      return SeriesSummary.thinned(chain.count / width, to: perChain).map { draw in
        let at = draw * width + c
        return function(
          Shape(
            alpha: chain[at + channels], halfSaturation: chain[at + 2 * channels],
            slope: chain[at + 3 * channels]))
      }
    }
  }

  private func adstockWeights(_ c: Int, _ shape: Shape, lags: Int) -> [Double] {
    let channel = result.model.design.specification.channels[c]
    let weights = channel.adstock.weights(shape.alpha, maxLag: channel.maxLag)
    return weights + [Double](repeating: 0, count: lags - channel.maxLag)
  }

  private func shapes(
    id: String, bands: [Band], title: Phrase, caption: Phrase, description: Phrase,
    x: Figure.Axis, y: Figure.Axis, positions: [Double]
  ) -> Figure {
    var columns = [Figure.Column("x", numbers: positions)]
    var bandMarks: [Figure.Mark] = []
    var lineMarks: [Figure.Mark] = []
    for (c, name) in data.channels.enumerated() {
      columns.append(.init("mean \(name)", numbers: bands[c].mean))
      columns.append(.init("lower \(name)", numbers: bands[c].lower))
      columns.append(.init("upper \(name)", numbers: bands[c].upper))
      if data.channels.count <= 3 {
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
