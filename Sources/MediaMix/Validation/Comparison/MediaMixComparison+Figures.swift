public import Findings
import Inference

extension MediaMixComparison {
  /// What to draw: data against model uncertainty, how well each model predicts, and a specification
  /// curve a channel.
  ///
  /// - Parameter language: the language of names on category axes.
  public func figures(language: Language) -> [Figure] {
    guard !spreads.isEmpty else { return [] }
    return [spreadFigure(language), predictionFigure(language)]
      + channels.indices.map { curve($0, language) }
  }

  static func curveID(_ channel: String) -> String { "mmm.compare.\(channel)" }

  private var channelAxis: Figure.Axis {
    .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category)
  }
  private var modelAxis: Figure.Axis {
    .init(label: Phrase(en: "Model", de: "Modell"), scale: .category)
  }
  private var returnAxis: Figure.Axis {
    .init(label: Phrase(en: "Return", de: "Rendite"), unit: units.roi)
  }
  private var breakEven: Double? { base.options.target.isMoney ? 1 : nil }

  private func names(_ language: Language) -> [String] {
    usable.map { entries[$0].phrase[language] }
  }

  private func breakEvenLine(
    _ count: Int, x: String
  ) -> (columns: [Figure.Column], marks: [Figure.Mark]) {
    guard let breakEven else { return ([], []) }
    return (
      [.init("break-even", numbers: (0..<count).map { _ in breakEven })],
      [
        .init(
          .line, role: .reference, label: Phrase(en: "Break-even", de: "Gewinnschwelle"), x: x,
          y: "break-even")
      ]
    )
  }

  private func spreadFigure(_ language: Language) -> Figure {
    let level = NumberStyle(language).level(base.options.level)
    let line = breakEvenLine(spreads.count, x: "channel")
    let model = Phrase(en: "Means of all models", de: "Mittel aller Modelle")
    return Figure(
      id: "mmm.compare.spread", kind: .points,
      title: Phrase(
        en: "Data uncertainty against model uncertainty",
        de: "Unsicherheit der Daten gegen Unsicherheit des Modells"),
      caption: Phrase(
        en: "Dot and bar: the return under the model asked for, with its interval. The second bar"
          + " spans the means of all models. Where it reaches beyond the first, the answer depends"
          + " on the model more than the interval admits.",
        de: "Punkt und Balken: die Rendite unter dem angegebenen Modell mit Intervall. Der zweite"
          + " Balken umspannt die Mittelwerte aller Modelle. Reicht er über den ersten hinaus, hängt"
          + " die Antwort stärker vom Modell ab, als das Intervall zugibt."),
      description: Phrase(
        en: "Interval of each channel's return beside the range of its means over models.",
        de: "Intervall der Rendite je Kanal neben der Spanne ihrer Mittelwerte über Modelle."),
      x: channelAxis, y: returnAxis,
      columns: [
        .init("channel", texts: spreads.map(\.channel)),
        .init("mean", numbers: spreads.map(\.reference.mean)),
        .init("lower", numbers: spreads.map(\.reference.lower)),
        .init("upper", numbers: spreads.map(\.reference.upper)),
        .init("lowest", numbers: spreads.map(\.lowest)),
        .init("highest", numbers: spreads.map(\.highest)),
      ] + line.columns,
      marks: line.marks + [
        .init(
          .range, role: .posterior,
          label: Phrase(
            en: "\(referencePhrase.en), \(level) interval",
            de: "\(referencePhrase.de), \(level)-Intervall"), x: "channel", y: "lower",
          y2: "upper"),
        .init(.point, role: .posterior, x: "channel", y: "mean"),
        .init(.range, role: .prior, label: model, x: "channel", y: "lowest", y2: "highest"),
      ],
      findings: spreads.flatMap { [key($0, "roi_min"), key($0, "roi_max")] })
  }

  private func predictionFigure(_ language: Language) -> Figure {
    let found = usable.compactMap { differences[$0] }
    let centres: [Double?] = found.map(\.elpd)
    let lower: [Double?] = found.map { $0.elpd - 2 * $0.standardError }
    let upper: [Double?] = found.map { $0.elpd + 2 * $0.standardError }
    return Figure(
      id: "mmm.compare.elpd", kind: .points,
      title: Phrase(en: "Which model predicts best?", de: "Welches Modell sagt am besten voraus?"),
      caption: Phrase(
        en: "Difference in expected log predictive density to the best model, with two standard"
          + " errors either side. A bar that reaches zero is no evidence against a model.",
        de: "Abstand der erwarteten logarithmischen Vorhersagedichte zum besten Modell, mit zwei"
          + " Standardfehlern nach beiden Seiten. Ein Balken, der die Null erreicht, spricht nicht"
          + " gegen ein Modell."),
      description: Phrase(
        en: "Differences in predictive density with intervals, one a model.",
        de: "Abstände der Vorhersagedichte mit Intervallen, je Modell einer."),
      x: modelAxis,
      y: .init(label: Phrase(en: "elpd less the best", de: "elpd minus das beste")),
      columns: [
        .init("model", texts: names(language)),
        .init("difference", numbers: centres),
        .init("lower", numbers: lower),
        .init("upper", numbers: upper),
        .init("zero", numbers: found.map { _ in 0 }),
      ],
      marks: [
        .init(
          .line, role: .reference, label: Phrase(en: "Best model", de: "Bestes Modell"), x: "model",
          y: "zero"),
        .init(.range, role: .posterior, x: "model", y: "lower", y2: "upper"),
        .init(.point, role: .posterior, x: "model", y: "difference"),
      ], findings: usable.map { key($0, .difference) })
  }

  /// The return of a channel under every model, in the order of the return.
  private func curve(_ c: Int, _ language: Language) -> Figure {
    let order = usable.sorted {
      (entries[$0].returns[c].mean, $0) < (entries[$1].returns[c].mean, $1)
    }
    let summaries = order.map { entries[$0].returns[c] }
    let line = breakEvenLine(order.count, x: "model")
    func only(_ isReference: Bool, _ values: [Double]) -> [Double?] {
      zip(order, values).map { ($0 == reference) == isReference ? $1 : nil }
    }
    func columns(_ prefix: String, _ isReference: Bool) -> [Figure.Column] {
      [
        .init("\(prefix)mean", numbers: only(isReference, summaries.map(\.mean))),
        .init("\(prefix)lower", numbers: only(isReference, summaries.map(\.lower))),
        .init("\(prefix)upper", numbers: only(isReference, summaries.map(\.upper))),
      ]
    }
    return Figure(
      id: Self.curveID(channels[c]), kind: .points, title: Phrase(channels[c]),
      caption: spreads[c].conclusion,
      description: Phrase(
        en: "Return of \(channels[c]) with its interval under every model, lowest first.",
        de: "Rendite von \(channels[c]) mit Intervall unter jedem Modell, kleinste zuerst."),
      x: modelAxis, y: returnAxis,
      columns: [.init("model", texts: order.map { entries[$0].phrase[language] })]
        + columns("", false) + columns("asked ", true) + line.columns,
      marks: line.marks + [
        .init(.range, role: .channel(channels[c]), x: "model", y: "lower", y2: "upper"),
        .init(.point, role: .channel(channels[c]), x: "model", y: "mean"),
        .init(.range, role: .total, x: "model", y: "asked lower", y2: "asked upper"),
        .init(
          .point, role: .total, label: referencePhrase, x: "model", y: "asked mean"),
      ], findings: usable.map { key($0, channel: c) })
  }
}
