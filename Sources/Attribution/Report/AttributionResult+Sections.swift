public import Findings

extension AttributionResult {
  /// The parts of the report: answers first, then what they rest on.
  public func sections(isForced: Bool = false) -> [Section] {
    let maker = AttributionSectionMaker(result: self, isForced: isForced)
    return [
      maker.credit(), maker.comparison(), maker.cost(), maker.calibrationSection(),
      maker.journeys(), maker.intake(),
    ].compactMap { $0 }
  }

  /// The parts of a report on how models differ, in order.
  public func comparisonSections(isForced: Bool = false) -> [Section] {
    let maker = AttributionSectionMaker(result: self, isForced: isForced)
    return [maker.comparison(), maker.credit(), maker.intake()].compactMap { $0 }
  }
}

/// Lays an attribution out as sections.
struct AttributionSectionMaker {
  let result: AttributionResult
  let isForced: Bool

  /// Stands where there is no number.
  static let absent = Grid.Cell.text(Phrase("–"))

  var channels: [String] { result.channels }
  var units: AttributionUnits { AttributionUnits(currency: result.currency) }

  static let channel = Phrase(en: "Channel", de: "Kanal")
  static let interval = Phrase(en: "Interval", de: "Intervall")

  func key(_ id: String, _ channel: Int, _ estimate: ModelEstimate) -> FindingKey {
    result.key(id, ["channel": channels[channel], "model": estimate.model.rawValue])
  }

  /// Whether a figure of the result exists.
  func figures(_ ids: [String]) -> [Section.Block] {
    let made = Set(result.figures(language: .en, isForced: isForced).map(\.id))
    return ids.filter(made.contains).map { .figure($0) }
  }

  /// A number and its interval, which may not exist.
  func cells(_ key: FindingKey, _ interval: Interval?) -> [Grid.Cell] {
    [.value(key), interval == nil ? Self.absent : .interval(key)]
  }

  /// What was read and what was left out.
  func intake() -> Section {
    let rows = result.intake.checks.map { check -> [Grid.Cell] in
      [.text(check.label), .value(result.key("attribution.check", ["metric": check.metric]))]
    }
    let totals: [[Grid.Cell]] =
      [
        [.text(Phrase("Journeys")), .value(result.key("attribution.journeys"))],
        [.text(Phrase("Conversions")), .value(result.key("attribution.conversions"))],
      ]
      + (result.intake.hasValue
        ? [
          [
            .text(Phrase(en: "Value of the conversions", de: "Wert der Conversions")),
            .value(result.key("attribution.value")),
          ]
        ] : [])
    return Section(
      id: "attribution-data",
      title: Phrase(en: "Which journeys were read?", de: "Welche Journeys wurden gelesen?"),
      blocks: [
        .table(
          Grid(
            id: "attribution.intake", title: Phrase(en: "The journeys", de: "Die Journeys"),
            columns: [Phrase(en: "Count", de: "Zählung"), Phrase(en: "Number", de: "Zahl")],
            rows: totals + rows))
      ] + intakeNotes)
  }

  private var intakeNotes: [Section.Block] {
    guard !result.intake.hasNulls, result.conversions > 0 else { return [] }
    return [
      .note(
        .init(
          .information,
          Phrase(
            en:
              "The data tell no journeys without conversion: models divide conversions, but cannot"
              + " say how likely one is.",
            de: "Die Daten nennen keine Journeys ohne Conversion: Modelle teilen Conversions auf,"
              + " können aber nicht sagen, wie wahrscheinlich eine ist.")))
    ]
  }
}
