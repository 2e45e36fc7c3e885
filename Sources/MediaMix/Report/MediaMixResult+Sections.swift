public import Findings
import Inference
import Tables

extension MediaMixResult {
  /// The parts of the report, in order.
  public func sections(isForced: Bool = false) -> [Section] {
    SectionMaker(result: self, showsNumbers: verdict.passed || isForced, isForced: isForced)
      .sections()
  }

  /// The numbers that head a report, in groups: the media's share of the outcome, the baseline's,
  /// the return of each channel, the verdict of the checks, and the fit.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    let maker = SectionMaker(result: self, showsNumbers: true)
    let share = Phrase(en: "Share of the outcome from media", de: "Anteil der Medien am Ergebnis")
    let fit = Phrase(en: "Variation explained (R²)", de: "Erklärte Schwankung (R²)")
    let words = health.verdict.words
    let objections = Phrase(
      en: "\(words.en): checks that object", de: "\(words.de): Prüfungen mit Einwand")
    return [
      (share, [(share, maker.key("mmm.contribution_share"))]),
      (
        Phrase(en: "Return on spend", de: "Rendite der Ausgaben"),
        returningChannels.map {
          (Phrase(data.channels[$0]), maker.key("mmm.roi", data.channels[$0]))
        }
      ),
      (objections, [(objections, MediaMixHealth.attention)]),
      (fit, [(fit, maker.fitKey("mmm.fit", "r2"))]),
    ]
  }
}

/// Lays a fit out as sections.
struct SectionMaker {
  let result: MediaMixResult
  /// Whether numbers of the posterior may be shown.
  let showsNumbers: Bool
  /// Whether numbers are shown against a gate's advice.
  var isForced = false

  var data: MediaMixData { result.data }
  /// Stands where a number does not exist, such as the return of no spend.
  static let absent = Grid.Cell.text(Phrase("–"))
  var writer: FindingWriter { FindingWriter(result: result, language: .en) }

  func key(_ id: String, _ channel: String? = nil, geo: String? = nil) -> FindingKey {
    var subject: [String: String] = [:]
    subject["channel"] = channel
    subject["geo"] = geo
    return subjectKey(id, subject)
  }

  /// The key of a number over the window.
  func subjectKey(_ id: String, _ subject: [String: String]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: writer.period)
  }

  func fitKey(_ id: String, _ metric: String) -> FindingKey {
    let trainEnd = result.model.design.specification.trainCount - 1
    let span =
      id == "mmm.fit"
      ? writer.period(0, trainEnd) : writer.period(trainEnd + 1, data.timeCount - 1)
    return FindingKey(id: id, subject: ["metric": metric], period: span)
  }

  func sections() -> [Section] {
    var sections = [dataSection()]
    if showsNumbers {
      sections += [
        fitSection(), validationSection(), contributionSection(), returnSection(),
        responseSection(), shapeSection(),
      ]
      sections += [frequencySection(), timeSection()].compactMap { $0 }
      if data.geoCount > 1 { sections.append(geoSection()) }
      if !result.window.years.isEmpty { sections.append(yearSection()) }
    }
    if let experiments = experimentSection() { sections.append(experiments) }
    if showsNumbers { sections.append(learnedSection()) }
    return sections + [healthSection()]
  }

  private func fitSection() -> Section {
    var rows: [[Grid.Cell]] = []
    let names = [
      ("r2", Phrase("R²")), ("mape", Phrase("MAPE")), ("wmape", Phrase("wMAPE")),
      ("crps", Phrase("CRPS")),
      ("coverage", Phrase(en: "Coverage of the interval", de: "Überdeckung des Intervalls")),
    ]
    for (metric, name) in names {
      func cell(_ id: String, _ metrics: FitMetrics) -> Grid.Cell {
        metrics.value(of: metric) == nil ? Self.absent : .value(fitKey(id, metric))
      }
      var row: [Grid.Cell] = [.text(name), cell("mmm.fit", result.training)]
      if let holdout = result.holdout { row.append(cell("mmm.holdout", holdout)) }
      rows.append(row)
    }
    var columns = [Phrase(en: "Measure", de: "Maß"), Phrase(en: "Fitted", de: "Angepasst")]
    if result.holdout != nil { columns.append(Phrase(en: "Held out", de: "Zurückgelegt")) }
    return Section(
      id: "fit", title: Phrase(en: "Does the model fit?", de: "Passt das Modell?"),
      blocks: [
        .figure("mmm.fit"),
        .table(
          Grid(
            id: "mmm.fit", title: Phrase(en: "Closeness", de: "Güte"), columns: columns, rows: rows
          )),
      ] + tailNotes)
  }

  private func returnSection() -> Section {
    let hasCosts = result.model.options.target.kind != .revenue
    let interval = Phrase(en: "Interval", de: "Intervall")
    var columns = [
      Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Return", de: "Rendite"), interval,
      Phrase(en: "Median", de: "Median"),
      Phrase(en: "Marginal return", de: "Grenzrendite"), interval,
    ]
    if hasCosts { columns += [Phrase(en: "Cost per KPI", de: "Kosten je Einheit"), interval] }
    let rows = data.channels.enumerated().map { c, name -> [Grid.Cell] in
      guard result.window.spend[c] > 0 else {
        return [.text(Phrase(name))] + columns.dropFirst().map { _ in Self.absent }
      }
      var row: [Grid.Cell] = [
        .text(Phrase(name)), .value(key("mmm.roi", name)), .interval(key("mmm.roi", name)),
        .median(key("mmm.roi", name)), .value(key("mmm.mroi", name)),
        .interval(key("mmm.mroi", name)),
      ]
      if hasCosts {
        row += [
          .value(key("mmm.cost_per_kpi", name)), .interval(key("mmm.cost_per_kpi", name)),
        ]
      }
      return row
    }
    return Section(
      id: "return",
      title: Phrase(en: "What did each channel return?", de: "Was brachte jeder Kanal?"),
      blocks: [
        .figure("mmm.roi"),
        .table(
          Grid(
            id: "mmm.roi", title: Phrase(en: "Return on spend", de: "Rendite der Ausgaben"),
            columns: columns, rows: rows)),
      ] + profitNotes)
  }

  /// That returns are profit, where the project states a margin.
  private var profitNotes: [Section.Block] {
    guard let margin = result.model.options.target.margin else { return [] }
    func share(_ language: Language) -> String {
      NumberStyle(language).quantity(margin, as: .share)
    }
    let text = Phrase(
      en: "Returns are profit: contributions are counted at a margin of \(share(.en)).",
      de: "Renditen sind Gewinn: Beiträge zählen mit einer Marge von \(share(.de)).")
    return [.note(Section.Note(.information, text))]
  }

  /// Regions by channels; turned over where channels are more, so that the table stays narrow.
  private func geoSection() -> Section {
    func cell(_ c: Int, _ g: Int) -> Grid.Cell {
      ReportWindow.spend(data, c, result.window.periods, geo: g) > 0
        ? .value(key("mmm.roi", data.channels[c], geo: data.geos[g])) : Self.absent
    }
    let isTurned = data.channels.count > data.geoCount
    let (channels, geos) = (data.channels.indices, data.geos.indices)
    let rows: [[Grid.Cell]] =
      isTurned
      ? channels.map { c in [.text(Phrase(data.channels[c]))] + geos.map { cell(c, $0) } }
      : geos.map { g in [.text(Phrase(data.geos[g]))] + channels.map { cell($0, g) } }
    let corner = isTurned ? Phrase(en: "Channel", de: "Kanal") : Phrase(en: "Region", de: "Region")
    return Section(
      id: "geos", title: Phrase(en: "Return by region", de: "Rendite nach Region"),
      blocks: [
        .table(
          Grid(
            id: "mmm.roi.geos",
            title: Phrase(
              en: "Return on spend in each region", de: "Rendite der Ausgaben je Region"),
            columns: [corner] + (isTurned ? data.geos : data.channels).map { Phrase($0) },
            rows: rows))
      ])
  }

  private func yearSection() -> Section {
    let years = result.window.years
    let rows = data.channels.enumerated().map { c, name -> [Grid.Cell] in
      [.text(Phrase(name))]
        + years.map { year in
          guard ReportWindow.spend(data, c, year.first...year.last) > 0 else {
            return Self.absent
          }
          return .value(
            FindingKey(
              id: "mmm.roi", subject: ["channel": name],
              period: writer.period(year.first, year.last)))
        }
    }
    return Section(
      id: "years", title: Phrase(en: "Return by year", de: "Rendite nach Jahr"),
      blocks: [
        .table(
          Grid(
            id: "mmm.roi.years",
            title: Phrase(en: "Return on spend in each year", de: "Rendite der Ausgaben je Jahr"),
            columns: [Phrase(en: "Channel", de: "Kanal")] + years.map { Phrase($0.label) },
            rows: rows))
      ])
  }
}
