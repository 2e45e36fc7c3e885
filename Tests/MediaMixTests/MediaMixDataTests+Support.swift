import MediaMix
import Tables
import Testing

/// A small weekly export, cell by cell, that a test can spoil.
struct WeeklyExport {
  var names: [String]
  var rows: [[String]]

  /// `weeks` rows a region, in order of week; national without regions.
  init(regions: [String] = [], weeks: Int = 10) {
    names = ["week"] + (regions.isEmpty ? [] : ["region", "inhabitants"])
    names += ["revenue", "tv_spend", "tv_impressions", "search_spend", "price"]
    rows = []
    let start = CivilDate(dayNumber: 19_723)  // Monday, 2024-01-01
    for week in 0..<weeks {
      for (index, region) in (regions.isEmpty ? [""] : regions).enumerated() {
        let wave = (week * 7 + index * 5) % 11
        let tv = week % 3 == 0 ? 0 : 100 + 10 * wave
        var row = ["\(start.adding(days: 7 * week))"]
        if !regions.isEmpty { row += [region, "\(1000 * (index + 1))"] }
        row += ["\(5000 + 30 * wave + 2 * tv)", "\(tv)", "\(tv * 40)", "\(50 + (wave * 3) % 7)"]
        row.append("\(20 + (week * 5 + index) % 4)")
        rows.append(row)
      }
    }
  }

  subscript(column: String, row: Int) -> String {
    get { names.firstIndex(of: column).map { rows[row][$0] } ?? "" }
    set { if let index = names.firstIndex(of: column) { rows[row][index] = newValue } }
  }

  /// Sets every cell of a column.
  mutating func fill(_ column: String, _ text: (Int) -> String) {
    for row in rows.indices { self[column, row] = text(row) }
  }

  mutating func add(_ column: String, _ text: (Int) -> String) {
    names.append(column)
    for row in rows.indices { rows[row].append(text(row)) }
  }

  var csv: String {
    ([names] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  var columns: MediaMixData.Columns {
    let isGeo = names.contains("region")
    return .init(
      time: "week", geo: isGeo ? "region" : nil, population: isGeo ? "inhabitants" : nil)
  }

  static func options(
    _ change: (inout MediaMixOptions) -> Void = { _ in }
  ) -> MediaMixOptions {
    var options = MediaMixOptions(
      target: .init(column: "revenue"),
      channels: [
        "tv": .init(spend: "tv_spend", exposure: "tv_impressions"),
        "search": .init(spend: "search_spend"),
      ], controls: ["price"])
    change(&options)
    return options
  }

  func data(
    columns: MediaMixData.Columns? = nil, options: MediaMixOptions = WeeklyExport.options(),
    currency: String? = nil
  ) throws -> MediaMixData {
    let table = try TableReader.read(bytes: Array(csv.utf8), source: "weekly.csv")
    return try MediaMixData(
      table: table, columns: columns ?? self.columns, options: options, currency: currency)
  }

  /// What the data are refused for; empty if they are accepted.
  func problems(
    columns: MediaMixData.Columns? = nil, options: MediaMixOptions = WeeklyExport.options(),
    currency: String? = nil
  ) throws -> [MediaMixProblem] {
    do {
      _ = try data(columns: columns, options: options, currency: currency)
      return []
    } catch MediaMixError.refused(let problems) {
      return problems
    }
  }
}

/// Whether one of the problems, as a person reads it, holds all the texts; and each has a remedy.
func names(_ problems: [MediaMixProblem], _ texts: String...) -> Bool {
  problems.allSatisfy { $0.remedy.hasSuffix(".") && !$0.location.isEmpty }
    && problems.contains { problem in texts.allSatisfy { problem.description.contains($0) } }
}
