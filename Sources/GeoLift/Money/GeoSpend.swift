package import LinearAlgebra
public import Tables

/// Money spent by geo and period, in the order of a panel.
public struct GeoSpend: Sendable, Equatable {
  /// The amounts, geos x periods.
  package let amounts: Matrix

  /// Takes amounts as they are.
  package init(amounts: Matrix) { self.amounts = amounts }

  /// Reads a column of the table that a panel was read from; an empty cell is no spend.
  ///
  /// - Throws: `TableError` for a missing column or cells that are no numbers;
  ///   `GeoLiftError.badPanel` for negative amounts.
  public init(
    _ table: Table, _ columns: GeoPanel.Columns, column: String, panel: GeoPanel
  ) throws {
    let numbers = try table.numbers(column)
    let names = try table.texts(columns.geo)
    let points = try table.times(columns.time)
    let rows = Dictionary(uniqueKeysWithValues: panel.geos.enumerated().map { ($1, $0) })
    var amounts = Matrix(rows: panel.geos.count, columns: panel.axis.count, repeating: 0)
    for row in names.indices {
      guard let name = names[row], let geo = rows[name],
        let period = panel.axis.index(of: points[row])
      else { continue }
      let amount = numbers[row] ?? 0
      guard amount >= 0 else {
        throw GeoLiftError.badPanel(
          "\(table.source), line \(table.line(ofRow: row)), column '\(displayed(column))': the amount "
            + "is negative. Book the correction where it belongs.")
      }
      amounts[geo, period] = amount
    }
    self.amounts = amounts
  }

  /// The sum over geos and periods.
  package func sum(_ geos: [Int], _ periods: Range<Int>) -> Double {
    geos.reduce(0) { sum, geo in periods.reduce(sum) { $0 + amounts[geo, $1] } }
  }
}
