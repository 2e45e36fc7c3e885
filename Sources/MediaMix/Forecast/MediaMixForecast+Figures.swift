public import Findings
import Inference
import Tables

extension MediaMixForecast {
  /// What to draw; nothing if the gate failed and nothing is forced.
  public func figures(language: Language, isForced: Bool = false) -> [Figure] {
    guard result.verdict.passed || isForced else { return [] }
    let maker = FigureMaker(result: result, language: language)
    return [course(maker), parts(maker), carry(maker)]
  }

  /// The last year of the data and the plan behind it.
  private func course(_ maker: FigureMaker) -> Figure {
    let data = result.data
    let shown = max(0, data.timeCount - (data.periodsOfYear ?? 52))..<data.timeCount
    let past = [Double?](repeating: nil, count: shown.count)
    let observed = shown.map { Double?.some(ReportWindow.outcome(data, $0...$0)) }
    let future = [Double?](repeating: nil, count: plan.count)
    func planned(_ values: [Double]) -> [Double?] { past + values.map { $0 } }
    let count = shown.count + plan.count
    let from = [String](repeating: plan.times.labels[0], count: count)
    return Figure(
      id: "mmm.forecast", kind: .band,
      title: Phrase(en: "The outcome under the plan", de: "Das Ergebnis unter dem Plan"),
      caption: Phrase(
        en: "The wide band should hold about \(maker.levelText(.en)) of the outcomes to come, the"
          + " narrow one the mean of such outcomes.",
        de: "Das breite Band sollte etwa \(maker.levelText(.de)) der künftigen Ergebnisse"
          + " enthalten, das schmale den Mittelwert solcher Ergebnisse."),
      description: Phrase(
        en: "Line of the observed outcome, and behind it the expected outcome with bands.",
        de: "Linie des beobachteten Ergebnisses, dahinter das erwartete Ergebnis mit Bändern."),
      x: maker.time, y: maker.outcomeAxis,
      columns: [
        .init("period", texts: Array(data.times.labels[shown]) + plan.times.labels),
        .init("observed", numbers: observed + future),
        .init("expected", numbers: planned(expected.mean)),
        .init("lower", numbers: planned(periods.map(\.lower))),
        .init("upper", numbers: planned(periods.map(\.upper))),
        .init("mean lower", numbers: planned(expected.lower)),
        .init("mean upper", numbers: planned(expected.upper)),
        .init("from", texts: from),
      ],
      marks: [
        .init(
          .band, role: .model,
          label: Phrase(
            en: "\(maker.levelText(.en)) of new outcomes",
            de: "\(maker.levelText(.de)) neuer Ergebnisse"), x: "period", y: "lower", y2: "upper"),
        .init(.band, role: .model, x: "period", y: "mean lower", y2: "mean upper"),
        .init(
          .line, role: .model, label: Phrase(en: "Expected", de: "Erwartet"), x: "period",
          y: "expected"),
        .init(
          .line, role: .actual, label: Phrase(en: "Observed", de: "Beobachtet"), x: "period",
          y: "observed"),
        .init(
          .rule, role: .reference, label: Phrase(en: "Plan begins", de: "Beginn des Plans"),
          x: "from"),
      ], findings: [FindingKey(id: "mmm.forecast", subject: [:], period: period)])
  }

  /// What makes the outcome of each planned period.
  private func parts(_ maker: FigureMaker) -> Figure {
    let media = result.data.channels + result.data.organic
    let pipe = "\u{2060}pipe"
    return Figure(
      id: "mmm.forecast.parts", kind: .area,
      title: Phrase(en: "What will make the outcome", de: "Woraus das Ergebnis entstehen wird"),
      caption: Phrase(
        en: "What would come without media, what media of the past still cause, and what each part"
          + " of the plan adds.",
        de: "Was ohne Medien käme, was vergangene Medien noch bewirken, und was jeder Teil des"
          + " Plans hinzufügt."),
      description: Phrase(
        en: "Stacked areas of baseline, carry-in and the plan's media over the planned periods.",
        de: "Gestapelte Flächen von Grundniveau, Nachwirkung und Medien des Plans."),
      x: maker.time, y: maker.outcomeAxis,
      columns: [
        .init("period", texts: plan.times.labels),
        .init(FigureMaker.baselineColumn, numbers: withoutMedia),
        .init(pipe, numbers: carriedInSeries),
      ] + zip(media, causedSeries).map { .init($0, numbers: $1) },
      marks: [
        .init(
          .area, role: .baseline, label: Phrase(en: "Baseline", de: "Grundniveau"), x: "period",
          y: FigureMaker.baselineColumn),
        .init(
          .area, role: .prior,
          label: Phrase(en: "Already in the pipe", de: "Bereits unterwegs"), x: "period", y: pipe),
      ] + media.map { .init(.area, role: .channel($0), label: Phrase($0), x: "period", y: $0) })
  }

  /// The expected outcome of each planned period without any medium.
  private var withoutMedia: [Double] {
    (0..<plan.count).map { t in
      causedSeries.reduce(expected.mean[t] - carriedInSeries[t]) { $0 - $1[t] }
    }
  }

  /// For each channel, what is in the pipe, what the plan causes, and what comes after it.
  private func carry(_ maker: FigureMaker) -> Figure {
    let media = result.data.channels + result.data.organic
    return Figure(
      id: "mmm.forecast.carry", kind: .bars,
      title: Phrase(
        en: "Carried in, caused, carried out", de: "Mitgebracht, bewirkt, weitergegeben"),
      caption: Phrase(
        en: "What each channel's past still causes in the planned periods, what the plan causes in"
          + " them, and what it causes after them.",
        de: "Was die Vergangenheit jedes Kanals in den geplanten Perioden noch bewirkt, was der"
          + " Plan darin bewirkt, und was er danach bewirkt."),
      description: Phrase(
        en: "Bars by channel of carry-in, effect and carry-out.",
        de: "Balken je Kanal: Nachwirkung, Wirkung, Weiterwirkung."),
      x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
      y: maker.outcomeAxis,
      columns: [
        .init("channel", texts: media), .init("in", numbers: carriedIn.map(\.mean)),
        .init("caused", numbers: caused.map(\.mean)), .init("out", numbers: carriedOut.map(\.mean)),
      ],
      marks: [
        .init(
          .bar, role: .prior, label: Phrase(en: "Already in the pipe", de: "Bereits unterwegs"),
          x: "channel", y: "in"),
        .init(
          .bar, role: .model, label: Phrase(en: "In the plan's periods", de: "In der Planzeit"),
          x: "channel", y: "caused"),
        .init(
          .bar, role: .extrapolation, label: Phrase(en: "After them", de: "Danach"), x: "channel",
          y: "out"),
      ])
  }
}
