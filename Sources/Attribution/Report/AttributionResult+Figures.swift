public import Findings

extension AttributionResult {
  /// What to draw: credits by model, assisted and last-touch conversions, where journeys go, how long
  /// they are and how long they take.
  ///
  /// - Parameters:
  ///   - language: the language of names on category axes; other texts come in all languages.
  ///   - isForced: whether to draw numbers that would be withheld.
  public func figures(language: Language, isForced: Bool = false) -> [Figure] {
    let maker = AttributionFigureMaker(result: self, language: language, isForced: isForced)
    return [
      maker.credits(), maker.assisted(), maker.transitions(), maker.lengths(), maker.lags(),
    ].compactMap { $0 }
  }
}

/// Makes the figures of an attribution; nil where there is nothing to draw.
struct AttributionFigureMaker {
  let result: AttributionResult
  let language: Language
  let isForced: Bool

  /// The most channels that a figure shows.
  static let mostChannels = 25

  var channelAxis: Figure.Axis {
    .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category)
  }

  func conversionAxis(_ label: Phrase) -> Figure.Axis {
    .init(label: label, unit: AttributionUnits.conversions)
  }

  /// Channels by their largest number, of those that have one; as many as a figure shows.
  func shown(by number: (Int) -> Double) -> [Int] {
    let sizes = result.channels.indices.map(number)
    let ordered = sizes.indices.filter { sizes[$0] > 0 }
      .sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    return Array(ordered.prefix(Self.mostChannels))
  }

  /// Says which channels are not shown, where some are not.
  func cut(_ count: Int) -> Phrase {
    guard count == Self.mostChannels, result.channels.count > count else {
      return Phrase("")
    }
    return Phrase(
      en: " Only the largest channels are shown.", de: " Nur die größten Kanäle sind gezeigt.")
  }

  /// Credits of every channel by every model, with intervals.
  func credits() -> Figure? {
    let models = result.models.filter {
      $0.credit.conversions != nil && (isForced || result.objection($0) == nil)
    }
    let channels = shown { channel in
      models.compactMap { $0.number(.conversions, channel: channel) }.max() ?? 0
    }
    guard !channels.isEmpty else { return nil }
    var columns: [Figure.Column] = [
      .init("channel", texts: channels.map { result.channels[$0] })
    ]
    var marks: [Figure.Mark] = []
    for estimate in models {
      let name = estimate.model.rawValue
      let intervals = channels.map { estimate.interval(.conversions, channel: $0) }
      columns += [
        .init(name, numbers: channels.map { estimate.number(.conversions, channel: $0) }),
        .init("\(name) lower", numbers: intervals.map { $0?.lower }),
        .init("\(name) upper", numbers: intervals.map { $0?.upper }),
      ]
      marks += [
        .init(
          .range, role: .channel(name), label: Phrase(name), x: "channel", y: "\(name) lower",
          y2: "\(name) upper"),
        .init(.point, role: .channel(name), label: Phrase(name), x: "channel", y: name),
      ]
    }
    let level = result.options.level
    let (en, de) = (NumberStyle(.en).intervalName(level), NumberStyle(.de).intervalName(level))
    let cut = cut(channels.count)
    return Figure(
      id: "attribution.credit", kind: .points,
      title: Phrase(en: "Credit by channel and model", de: "Gutschriften je Kanal und Modell"),
      caption: Phrase(
        en: "Dots are credited conversions, bars \(en)s from resampled users.\(cut.en)",
        de: "Punkte sind gutgeschriebene Conversions, Balken \(de)e aus neu gezogenen Nutzern."
          + cut.de),
      description: Phrase(
        en: "Credited conversions of each channel by model with intervals.",
        de: "Gutgeschriebene Conversions je Kanal und Modell mit Intervallen."),
      x: channelAxis,
      y: conversionAxis(
        Phrase(en: "Credited conversions", de: "Gutgeschriebene Conversions")),
      columns: columns, marks: marks,
      findings: models.flatMap { estimate in
        channels.map {
          result.key(
            "attribution.credit",
            ["channel": result.channels[$0], "model": estimate.model.rawValue])
        }
      })
  }

  /// Conversions each channel came last before, and those it was otherwise part of.
  func assisted() -> Figure? {
    let (last, assisted) = (result.paths.last, result.paths.assisted)
    let channels = shown { Double(result.paths.touched[$0]) }
    guard !channels.isEmpty else { return nil }
    let cut = cut(channels.count)
    return Figure(
      id: "attribution.assisted", kind: .bars,
      title: Phrase(en: "Last touch and assistance", de: "Letzter Kontakt und Mitwirkung"),
      caption: Phrase(
        en:
          "Conversions that a channel was the last touch of, and those it was part of without being"
          + " last.\(cut.en)",
        de: "Conversions, vor denen ein Kanal zuletzt stand, und solche, an denen er ohne letzten"
          + " Kontakt beteiligt war.\(cut.de)"),
      description: Phrase(
        en: "Bars of last-touch and assisted conversions by channel.",
        de: "Balken der Conversions mit letztem Kontakt und Mitwirkung je Kanal."),
      x: channelAxis, y: conversionAxis(Phrase("Conversions")),
      columns: [
        .init("channel", texts: channels.map { result.channels[$0] }),
        .init("last", numbers: channels.map { Double(last[$0]) }),
        .init("assisted", numbers: channels.map { Double(assisted[$0]) }),
      ],
      marks: [
        .init(
          .bar, role: .actual, label: Phrase(en: "Last touch", de: "Letzter Kontakt"),
          x: "channel", y: "last"),
        .init(
          .bar, role: .reference, label: Phrase(en: "Assisted", de: "Mitgewirkt"), x: "channel",
          y: "assisted"),
      ])
  }
}
