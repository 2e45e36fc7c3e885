import LinearAlgebra
import Tables

/// How well a set of geos can be imitated by its donors: the root mean square of the gaps that the best
/// synthetic control leaves over all periods, as a share of the set's mean.
///
/// The products of all geos' series are computed once; a set's problem is a sum over them, as cheap for
/// the hundredth set as for the first.
package struct SetScore: Sendable {
  private let space: DesignSpace
  /// Products of the geos' series without the periods' means, geos x geos.
  ///
  /// On the simplex, and for a
  /// mean of geos, what all geos have in common cancels; taking it out first spares rounding.
  private let products: Matrix
  private let means: [Double]

  package init(_ space: DesignSpace) throws(GeoLiftError) {
    self.space = space
    let values = space.panel.values
    let periods = values.columns
    let count = Double(values.rows)
    let common = (0..<periods).map { t in
      (0..<values.rows).reduce(0) { $0 + values[$1, t] } / count
    }
    var rows = Matrix(rows: periods, columns: values.rows) { values[$1, $0] - common[$0] }
    if space.options.unitEffects { rows.centreColumns() }
    products = rows.gram()
    means = (0..<values.rows).map { values.row($0).reduce(0, +) / Double(periods) }
  }

  /// The score of a set; the less, the better.
  package func callAsFunction(_ set: [Int]) -> Double {
    let size = Double(set.count)
    let level = set.reduce(0) { $0 + means[$1] } / size
    let donors = space.donors(of: set)
    let own = set.reduce(0) { sum, i in set.reduce(sum) { $0 + products[i, $1] } } / (size * size)
    let cross = donors.map { j in set.reduce(0) { $0 + products[$1, j] } / size }
    let gram = Matrix(rows: donors.count, columns: donors.count) { a, b in
      products[donors[a], donors[b]] - cross[a] - cross[b] + own
    }
    let solution = SimplexProblem(gram: gram).solved()
    let spread = (solution.objective / Double(space.panel.axis.count)).squareRoot()
    return level > 0 ? spread / level : .infinity
  }
}
