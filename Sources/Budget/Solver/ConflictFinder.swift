extension SeparableProgram {
  /// Whether some plan keeps a choice of rows.
  ///
  /// Where no gap is closed, the relaxation tells; else branch and bound with values of no account.
  func isFeasible(_ chosen: [Row]) -> Bool {
    let plain = SeparableProgram(
      cells: cells.map { cell in
        Cell(x: cell.x, y: cell.x.map { _ in 0 }, isOpen: cell.isOpen)
      }, rows: chosen)
    return plain.best(effort: Effort(tolerance: 0)) != nil
  }

  /// Conditions that no plan keeps together, each of which could be dropped to mend it.
  ///
  /// The deletion filter (Chinneck and Dravnieks 1991) over the rows and the cells' own ranges.
  ///
  /// - Parameter wide: for each cell, its domain without the conditions on it alone.
  /// - Returns: the places of conflicting rows and of cells whose ranges conflict.
  package func conflict(wide: [Cell]) -> (rows: [Int], cells: [Int]) {
    var keptRows = Array(rows.indices)
    var program = self
    for r in rows.indices {
      let fewer = keptRows.filter { $0 != r }
      if !program.isFeasible(fewer.map { rows[$0] }) { keptRows = fewer }
    }
    var keptCells: [Int] = []
    for j in cells.indices {
      let kept = program.cells[j]
      program.cells[j] = wide[j]
      if program.isFeasible(keptRows.map { rows[$0] }) {
        program.cells[j] = kept
        keptCells.append(j)
      }
    }
    return (keptRows, keptCells)
  }
}
