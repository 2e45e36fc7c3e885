/// How to divide money among cells whose outcomes add up.
///
///     maximise  sum_j f_j(x_j)   subject to   lower_r <= sum_j a_rj x_j <= upper_r,  x_j in D_j
///
/// Each f_j runs through its nodes in straight lines, of any shape. The domain D_j is made of the
/// nodes and of those gaps between neighbours that are open: all of them for plain amounts, none for
/// amounts in steps, all but the first for "nothing or at least so much".
package struct SeparableProgram: Sendable {
  /// One amount to be chosen.
  package struct Cell: Sendable {
    /// The nodes' places, increasing.
    package var x: [Double]
    /// The values at them.
    package var y: [Double]
    /// Whether amounts between a node and the next are allowed; one fewer than nodes.
    package var isOpen: [Bool]

    package init(x: [Double], y: [Double], isOpen: [Bool]? = nil) {
      self.x = x
      self.y = y
      self.isOpen = isOpen ?? [Bool](repeating: true, count: max(0, x.count - 1))
    }

    /// The last node that is not right of an amount; the last but one at the end.
    package func gap(of amount: Double) -> Int {
      var (low, high) = (0, max(0, x.count - 2))
      while low < high {
        let middle = (low + high + 1) / 2
        if x[middle] <= amount { low = middle } else { high = middle - 1 }
      }
      return low
    }

    /// The value at an amount within the nodes.
    package func value(_ amount: Double) -> Double {
      guard x.count > 1 else { return y[0] }
      let k = gap(of: amount)
      let share = (amount - x[k]) / (x[k + 1] - x[k])
      return y[k] + share * (y[k + 1] - y[k])
    }
  }

  /// A condition on a weighted sum of amounts.
  package struct Row: Sendable {
    /// What it is called in messages.
    package var name: String
    /// The weight of each cell.
    package var weights: [Double]
    /// The least the sum may be; minus infinity without.
    package var lower: Double
    /// The most; infinity without.
    package var upper: Double

    package init(_ name: String, weights: [Double], lower: Double, upper: Double) {
      self.name = name
      self.weights = weights
      self.lower = lower
      self.upper = upper
    }
  }

  package var cells: [Cell]
  package var rows: [Row]

  package init(cells: [Cell], rows: [Row]) {
    self.cells = cells
    self.rows = rows
  }

  /// The value of a plan.
  package func value(_ plan: [Double]) -> Double {
    zip(cells, plan).reduce(0) { $0 + $1.0.value($1.1) }
  }

  /// A plan, what it brings, and how much more any plan could bring.
  package struct Solution: Sendable {
    /// The amount of each cell.
    package var plan: [Double]
    /// The plan's value.
    package var value: Double
    /// No plan's value is above this, by weak duality.
    package var bound: Double
    /// What another unit of each row's limit would bring: multipliers of the first relaxation.
    package var prices: [Double]
    /// Subproblems looked at: one where all curves are concave and all gaps open.
    package var nodeCount: Int

    /// The certified distance from the optimum, in the values' unit.
    package var gap: Double { max(0, bound - value) }
  }
}
