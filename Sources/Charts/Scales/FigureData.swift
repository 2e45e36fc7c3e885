import Findings

/// The columns of a figure by name; numbers that are not finite, or too large for arithmetic on
/// axes, count as gaps.
struct FigureData {
  private let columns: [String: Figure.Column]

  init(_ figure: Figure) {
    columns = Dictionary(
      figure.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The numbers of a column; empty where it holds texts or does not exist.
  func numbers(_ name: String?) -> [Double?] {
    guard let name, let column = columns[name] else { return [] }
    return column.numbers.map { number in number.flatMap { abs($0) < 1e150 ? $0 : nil } }
  }

  /// The texts of a column; empty where it holds numbers or does not exist.
  func texts(_ name: String?) -> [String] {
    name.flatMap { columns[$0]?.texts } ?? []
  }

  /// The number in a row of a column.
  func number(_ name: String?, _ row: Int) -> Double? {
    let numbers = numbers(name)
    return numbers.indices.contains(row) ? numbers[row] : nil
  }
}
