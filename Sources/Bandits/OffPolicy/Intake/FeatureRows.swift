import Findings
import Tables

/// The features of a log as numbers: columns of numbers as they are, scaled to mean 0 and standard
/// deviation 1, others as one indicator a level.
struct FeatureRows {
  /// The names of the features; `device: phone` for an indicator.
  let names: [String]
  /// Distinct rows of features, sorted.
  ///
  /// **Shape**: distinct rows x names, row by row.
  let values: [Double]
  /// The row of features of each row of the table.
  let rows: [Int32]

  /// The most levels of a column of texts.
  static let mostLevels = 100

  /// Reads columns; nil where there are none.
  ///
  /// - Throws: `TableError` for missing columns; `BanditError.badData` for empty cells and too many levels.
  init?(_ table: Table, columns: [String]) throws {
    guard !columns.isEmpty else { return nil }
    var names: [String] = []
    var features: [[Double]] = []
    for column in columns {
      let texts = try table.texts(column)
      if let row = texts.firstIndex(where: { $0 == nil }) {
        throw BanditError.badData(
          "\(table.source), line \(table.line(ofRow: row)), column '\(displayed(column))': the cell "
            + "is empty. Fill it, or leave the feature out.")
      }
      if let numbers = try? table.numbers(column) {
        names.append(column)
        features.append(Self.scaled(numbers.map { $0 ?? 0 }))
        continue
      }
      let levels = Set(texts.compactMap(\.self)).sorted()
      guard levels.count <= Self.mostLevels else {
        throw BanditError.badData(
          "\(table.source), column '\(displayed(column))': \(levels.count) different texts are too many "
            + "for a feature; \(Self.mostLevels) are allowed. Group them, or leave the feature out."
        )
      }
      for level in levels {
        names.append("\(column): \(level)")
        features.append(texts.map { $0 == level ? 1 : 0 })
      }
    }
    let all = (0..<table.rowCount).map { row in features.map { $0[row] } }
    let distinct = Set(all).sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) })
    self.names = names
    values = distinct.flatMap(\.self)
    rows = all.map { numbers[$0] ?? 0 }
  }

  /// Sums run over sorted numbers, so that the order of rows does not matter.
  private static func scaled(_ numbers: [Double]) -> [Double] {
    let sorted = numbers.sorted()
    let mean = sorted.reduce(0, +) / Double(numbers.count)
    let variance =
      sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
    guard variance > 0 else { return numbers.map { _ in 0 } }
    let scale = 1 / variance.squareRoot()
    return numbers.map { ($0 - mean) * scale }
  }
}
