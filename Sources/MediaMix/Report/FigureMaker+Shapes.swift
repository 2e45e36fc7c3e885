import Findings
import Inference

extension FigureMaker {
  /// Carry-over and saturation of media, where they have any to show.
  func shapes() -> [Figure] {
    let (repeated, plain) = (
      data.exposure.indices.filter { data.frequency[$0] != nil },
      data.exposure.indices.filter { data.frequency[$0] == nil }
    )
    return (result.carriedMedia.isEmpty ? [] : [adstock()])
      + (plain.isEmpty ? [] : [saturation(plain)])
      + (repeated.isEmpty ? [] : [frequencySaturation(repeated)])
  }

  /// How each medium's effect decays over the periods after exposure.
  private func adstock() -> Figure {
    let media = result.carriedMedia
    let lags = media.map { result.terms[$0].maxLag }.max() ?? 0
    let bands = media.map { c in
      Band(result.shapes(c) { adstockWeights(c, $0, lags: lags) }, count: lags + 1, level: level)
    }
    return lines(
      id: "mmm.adstock", media: media, bands: bands,
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

  /// How each medium's response flattens with exposure.
  private func saturation(_ media: [Int]) -> Figure {
    let isStandard = result.model.design.specification.scaling == .standard
    let last = isStandard ? 4.0 : 2.0
    let scale =
      isStandard
      ? Phrase(en: "medians of its active periods", de: "Medianen aktiver Perioden")
      : Phrase(en: "its largest value in the data", de: "Einheiten des größten Werts der Daten")
    return saturation(
      id: "mmm.saturation", media: media,
      title: Phrase(en: "Saturation", de: "Sättigung"),
      scale: Phrase(
        en: "exposure is in \(scale.en)", de: "Kontakte in \(scale.de)"),
      x: .init(
        label: Phrase(en: "Exposure per period", de: "Kontakte je Periode"),
        unit: Unit(isStandard ? "medians" : "maxima")),
      positions: stride(from: 0.0, through: last, by: last / 32).map { $0 })
  }

  /// How the response of those reached flattens with the contacts that each of them has.
  private func frequencySaturation(_ media: [Int]) -> Figure {
    let highest = media.flatMap { data.frequency[$0] ?? [] }.max() ?? 1
    let last = max(4, (1.25 * highest).rounded(.up))
    return saturation(
      id: "mmm.saturation.frequency", media: media,
      title: Phrase(en: "Saturation with frequency", de: "Sättigung mit der Frequenz"),
      scale: Phrase(
        en: "contacts are those of each person reached in a period",
        de: "Kontakte jeder erreichten Person in einer Periode"),
      x: .init(
        label: Phrase(en: "Contacts per person", de: "Kontakte je Person"), unit: Unit("contacts")),
      positions: stride(from: 0.0, through: last, by: last / 32).map { $0 })
  }

  private func saturation(
    id: String, media: [Int], title: Phrase, scale: Phrase, x: Figure.Axis, positions: [Double]
  ) -> Figure {
    let bands = media.map { c in
      let curve = result.terms[c].saturation.curve
      return Band(
        result.shapes(c) { shape in positions.map { curve.value($0, shape[2], shape[3]) } },
        count: positions.count, level: level)
    }
    let isBounded = media.allSatisfy { ![.root, .none].contains(result.terms[$0].saturation) }
    let what =
      isBounded
      ? Phrase(
        en: "Share of the largest possible effect that is reached",
        de: "Erreichter Anteil der größtmöglichen Wirkung")
      : Phrase(
        en:
          "Response, relative to the largest possible effect or, without one, to that of one unit",
        de: "Wirkung relativ zur größtmöglichen oder, wo es keine gibt, zu der einer Einheit")
    return lines(
      id: id, media: media, bands: bands, title: title,
      caption: Phrase(en: "\(what.en); \(scale.en).", de: "\(what.de); \(scale.de)."),
      description: Phrase(
        en: "Saturation curves of each channel.", de: "Sättigungskurven je Kanal."),
      x: x,
      y: .init(
        label: isBounded
          ? Phrase(en: "Share of the largest effect", de: "Anteil der größten Wirkung")
          : Phrase(en: "Response", de: "Wirkung")),
      positions: positions)
  }

  var level: Double { result.model.options.level }

  private func adstockWeights(_ c: Int, _ shape: [Double], lags: Int) -> [Double] {
    let term = result.terms[c]
    let weights = term.adstock.weights(shape[0], shape[1], maxLag: term.maxLag)
    return weights + [Double](repeating: 0, count: lags - term.maxLag)
  }

  private func lines(
    id: String, media: [Int], bands: [Band], title: Phrase, caption: Phrase, description: Phrase,
    x: Figure.Axis, y: Figure.Axis, positions: [Double]
  ) -> Figure {
    var columns = [Figure.Column("x", numbers: positions)]
    var bandMarks: [Figure.Mark] = []
    var lineMarks: [Figure.Mark] = []
    for (c, band) in zip(media, bands) {
      let name = data.terms[c]
      columns.append(.init("mean \(name)", numbers: band.mean))
      columns.append(.init("lower \(name)", numbers: band.lower))
      columns.append(.init("upper \(name)", numbers: band.upper))
      if media.count <= 3 {
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
