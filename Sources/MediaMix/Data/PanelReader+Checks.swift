import Tables

extension PanelReader {
  /// Refuses a scaled KPI without variation in the periods that are fitted.
  mutating func checkVariation(
    _ kpi: [Double], _ population: [Double], _ options: MediaMixOptions, _ panel: Panel
  ) {
    let times = kpi.count / panel.geos.count
    let train = max(1, min(times, times - max(0, options.holdout?.last ?? 0)))
    let scaled = kpi.indices.filter { $0 % times < train }.map { kpi[$0] / population[$0 / times] }
    guard let low = scaled.min(), let high = scaled.max() else { return }
    if high - low <= 1e-12 * max(abs(low), abs(high)) {
      report(
        train < times
          ? "the KPI does not vary in the \(train) periods before the holdout"
          : "the KPI for each inhabitant is the same everywhere, so there is nothing to explain",
        column: options.target.column,
        remedy: train < times
          ? "Hold out fewer periods, or name the column that holds the outcome."
          : "Name the column that holds the outcome.")
    }
  }

  /// Reads all columns where rows have no place in a panel or the KPI has no beginning, so that what
  /// is wrong with them is told in the same go.
  mutating func surveyColumns(_ options: MediaMixOptions) {
    let channels = options.channels.sorted { $0.key < $1.key }.map(\.value)
    let organic = options.organic.sorted { $0.key < $1.key }.map(\.value.media)
    let media = channels.map(\.spend) + (channels.map(\.media) + organic).flatMap(\.columns)
    var others = [options.target.column]
    if case .column(let value) = options.target.value { others.append(value) }
    others += options.treatments.sorted { $0.key < $1.key }.map(\.value.column)
    others += Set(options.controls).sorted()
    if let population = columns.population { others.append(population) }
    for column in others { _ = numbers(column) }
    var seen: Set<String> = []
    for column in media where seen.insert(column).inserted {
      guard let numbers = numbers(column) else { continue }
      let negative = numbers.indices.filter { (numbers[$0] ?? 0) < 0 }
      for row in negative.prefix(10) {
        report(
          "\(numbers[row] ?? 0) is negative", column: column, row: row, remedy: "Correct it.")
      }
    }
  }
}
