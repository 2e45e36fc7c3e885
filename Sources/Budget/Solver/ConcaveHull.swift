/// The least concave function above a cell's nodes from one to another: straight lines whose slopes
/// fall.
package struct ConcaveHull: Sendable {
  package private(set) var x: [Double] = []
  package private(set) var y: [Double] = []

  /// Andrew's monotone chain over the nodes of a range.
  package init(_ cell: SeparableProgram.Cell, _ range: ClosedRange<Int>) {
    x.reserveCapacity(range.count)
    y.reserveCapacity(range.count)
    for k in range {
      let (px, py) = (cell.x[k], cell.y[k])
      while x.count > 1 {
        let n = x.count
        let turn =
          (y[n - 1] - y[n - 2]) * (px - x[n - 1]) - (py - y[n - 1]) * (x[n - 1] - x[n - 2])
        // A node on or below the line to the next one is not needed.
        if turn > 0 { break }
        x.removeLast()
        y.removeLast()
      }
      x.append(px)
      y.append(py)
    }
  }

  /// The slope of a piece.
  package func slope(_ piece: Int) -> Double {
    (y[piece + 1] - y[piece]) / (x[piece + 1] - x[piece])
  }

  /// The value at an amount within the hull.
  package func value(_ amount: Double) -> Double {
    SeparableProgram.Cell(x: x, y: y, isOpen: []).value(amount)
  }
}
