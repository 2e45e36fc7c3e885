public import Findings
import Inference
import Tables

extension MediaMixResult {
  /// What to draw.
  ///
  /// If the gate failed and nothing is forced, only the data themselves are drawn.
  ///
  /// - Parameters:
  ///   - language: the language of names on category axes; other texts come in all languages.
  ///   - isForced: whether to draw numbers against the gate's advice.
  public func figures(language: Language, isForced: Bool = false) -> [Figure] {
    let maker = FigureMaker(result: self, language: language)
    let data = [maker.outcome(), maker.spend()] + maker.others()
    guard verdict.passed || isForced else { return data }
    return data + [maker.fit()] + maker.validation()
      + [maker.decomposition(), maker.waterfall(), maker.returns()]
      + maker.responses() + maker.shapes() + maker.frequencies() + maker.timeEffects()
      + maker.lessons(isForced: isForced)
      + health.figures
  }
}

/// Makes the figures of a fit.
struct FigureMaker {
  let result: MediaMixResult
  let language: Language
  let units: MediaMixUnits

  init(result: MediaMixResult, language: Language) {
    self.result = result
    self.language = language
    units = MediaMixUnits(result.model)
  }

  var data: MediaMixData { result.data }
  var time: Figure.Axis {
    Figure.Axis(label: Phrase(en: "Period", de: "Periode"), scale: .time)
  }
  var outcomeAxis: Figure.Axis {
    let target = result.model.options.target
    let label =
      target.isMoney
      ? Phrase(en: "Revenue", de: "Umsatz") : Phrase(target.column)
    return Figure.Axis(label: label, unit: units.outcome)
  }

  /// The level of intervals, as a reader of a language writes it.
  func levelText(_ language: Language) -> String {
    NumberStyle(language).level(result.model.options.level)
  }

  /// What intervals of the level are called in a language.
  func intervalName(_ language: Language) -> String {
    NumberStyle(language).intervalName(result.model.options.level)
  }

  /// The observed outcome over time.
  func outcome() -> Figure {
    Figure(
      id: "mmm.data.outcome", kind: .line,
      title: Phrase(en: "Outcome in the data", de: "Ergebnis in den Daten"),
      caption: Phrase(
        en: "The outcome of each period\(data.geoCount > 1 ? ", summed over regions" : "").",
        de: "Das Ergebnis jeder Periode\(data.geoCount > 1 ? ", über Regionen summiert" : "")."),
      description: Phrase(
        en: "Line of the observed outcome over time.",
        de: "Linie des beobachteten Ergebnisses über die Zeit."),
      x: time, y: outcomeAxis,
      columns: [
        .init("period", texts: data.times.labels), .init("observed", numbers: observed),
      ],
      marks: [.init(.line, role: .actual, x: "period", y: "observed")])
  }

  var observed: [Double?] {
    (0..<data.timeCount).map { ReportWindow.outcome(data, $0...$0) }
  }

  /// Spend of each channel over time.
  func spend() -> Figure {
    let columns = data.channels.enumerated().map { c, name in
      Figure.Column(
        name, numbers: (0..<data.timeCount).map { ReportWindow.spend(data, c, $0...$0) })
    }
    return Figure(
      id: "mmm.data.spend", kind: .area,
      title: Phrase(en: "Spend in the data", de: "Ausgaben in den Daten"),
      caption: Phrase(
        en: "Money spent on each channel in each period.",
        de: "Ausgaben je Kanal und Periode."),
      description: Phrase(
        en: "Stacked areas of spend by channel over time.",
        de: "Gestapelte Flächen der Ausgaben je Kanal über die Zeit."),
      x: time,
      y: .init(label: Phrase(en: "Spend", de: "Ausgaben"), unit: units.money),
      columns: [.init("period", texts: data.times.labels)] + columns,
      marks: data.channels.map {
        .init(.area, role: .channel($0), label: Phrase($0), x: "period", y: $0)
      })
  }

  /// Observed and expected outcome, with the interval of a new outcome.
  func fit() -> Figure {
    let series = result.series
    let train = result.model.design.specification.trainCount
    var columns = [
      Figure.Column("period", texts: data.times.labels),
      Figure.Column("observed", numbers: observed),
      Figure.Column("expected", numbers: series.mean.mean),
      Figure.Column("lower", numbers: series.predicted.lower),
      Figure.Column("upper", numbers: series.predicted.upper),
    ]
    var marks = [
      Figure.Mark(
        .band, role: .model,
        label: Phrase(
          en: "\(levelText(.en)) of new outcomes", de: "\(levelText(.de)) neuer Ergebnisse"),
        x: "period", y: "lower", y2: "upper"),
      Figure.Mark(
        .line, role: .model, label: Phrase(en: "Model", de: "Modell"), x: "period", y: "expected"),
      Figure.Mark(
        .line, role: .actual, label: Phrase(en: "Observed", de: "Beobachtet"), x: "period",
        y: "observed"),
    ]
    if train < data.timeCount {
      let count = data.timeCount
      columns.append(
        .init("from", texts: [String](repeating: data.times.labels[train], count: count)))
      columns.append(
        .init("to", texts: [String](repeating: data.times.labels[count - 1], count: count)))
      marks.insert(
        .init(
          .shade, role: .reference, label: Phrase(en: "Held out", de: "Zurückgelegt"), x: "from",
          x2: "to"), at: 0)
    }
    return Figure(
      id: "mmm.fit", kind: .band,
      title: Phrase(en: "Model against data", de: "Modell und Daten"),
      caption: Phrase(
        en: "About \(levelText(.en)) of the observed outcomes should lie in the band.",
        de: "Etwa \(levelText(.de)) der beobachteten Ergebnisse sollten im Band liegen."),
      description: Phrase(
        en: "Observed outcome and the model's expectation over time, with a predictive band.",
        de: "Beobachtetes Ergebnis und Erwartung des Modells über die Zeit, mit Band."),
      x: time, y: outcomeAxis, columns: columns, marks: marks,
      findings: [FindingKey(id: "mmm.fit", subject: ["metric": "r2"], period: trainPeriod)])
  }

  private var trainPeriod: Period {
    FindingWriter(result: result, language: .en).period(
      0, result.model.design.specification.trainCount - 1)
  }

  /// Organic media and treatments over time, each over its largest size; none if there are none.
  func others() -> [Figure] {
    let organic = (data.channels.count..<data.exposure.count).map { c in
      (0..<data.timeCount).map { result.contacts(c, $0...$0) }
    }
    let treatments = data.treatmentValues.map { values in
      (0..<data.timeCount).map { t in
        data.geos.indices.reduce(0) { $0 + values[$1 * data.timeCount + t] }
      }
    }
    let names = data.organic + data.treatments
    guard !names.isEmpty else { return [] }
    let columns = zip(names, organic + treatments).map { name, values in
      let size = values.reduce(0) { max($0, abs($1)) }
      return Figure.Column(name, numbers: values.map { size > 0 ? $0 / size : 0 })
    }
    return [
      Figure(
        id: "mmm.data.other", kind: .line,
        title: Phrase(
          en: "Organic media and treatments in the data",
          de: "Organische Medien und Maßnahmen in den Daten"),
        caption: Phrase(
          en: "Each relative to its largest value, since their units differ.",
          de: "Jeweils relativ zum größten Wert, da sich die Einheiten unterscheiden."),
        description: Phrase(
          en: "Lines of organic media and treatments over time.",
          de: "Linien organischer Medien und Maßnahmen über die Zeit."),
        x: time,
        y: .init(
          label: Phrase(en: "Share of the largest value", de: "Anteil am größten Wert")),
        columns: [.init("period", texts: data.times.labels)] + columns,
        marks: names.map {
          .init(.line, role: .channel($0), label: Phrase($0), x: "period", y: $0)
        })
    ]
  }

  /// Baseline and terms over time.
  func decomposition() -> Figure {
    let series = result.series
    let channels = data.terms.enumerated().map { c, name in
      Figure.Column(name, numbers: series.contributions[c].mean)
    }
    let falls = series.contributions.contains { $0.mean.contains { $0 < 0 } }
    return Figure(
      id: "mmm.decomposition", kind: .area,
      title: Phrase(en: "What made the outcome", de: "Woraus das Ergebnis entstand"),
      caption: Phrase(
        en:
          "The expected outcome of each period: what would have come without \(causes.en), and what"
          + " each of them added."
          + (falls
            ? " What lies below zero is taken off; the line is what is left." : ""),
        de: "Das erwartete Ergebnis jeder Periode: was ohne \(causes.de) gekommen wäre, und was"
          + " davon jeweils hinzukam."
          + (falls
            ? " Was unter null liegt, geht ab; die Linie zeigt, was bleibt." : "")),
      description: Phrase(
        en: "Stacked areas of baseline and channel contributions over time.",
        de: "Gestapelte Flächen von Grundniveau und Kanalbeiträgen über die Zeit."),
      x: time, y: outcomeAxis,
      columns: [
        .init("period", texts: data.times.labels),
        .init(Self.baselineColumn, numbers: series.baseline.mean),
      ] + channels + (falls ? [.init(Self.expectedColumn, numbers: series.mean.mean)] : []),
      marks: [
        .init(
          .area, role: .baseline, label: Phrase(en: "Baseline", de: "Grundniveau"), x: "period",
          y: Self.baselineColumn)
      ]
        + data.terms.map {
          .init(.area, role: .channel($0), label: Phrase($0), x: "period", y: $0)
        }
        + (falls
          ? [
            .init(
              .line, role: .total, label: Phrase(en: "Expected outcome", de: "Erwartetes Ergebnis"),
              x: "period", y: Self.expectedColumn)
          ] : []))
  }

  /// What is told apart from the baseline, in words.
  private var causes: Phrase {
    data.treatments.isEmpty
      ? Phrase(en: "media", de: "Medien")
      : Phrase(en: "media and treatments", de: "Medien und Maßnahmen")
  }

  /// A name no channel of the data can have by accident.
  static let baselineColumn = "\u{2060}baseline"
  static let expectedColumn = "\u{2060}expected"
}
