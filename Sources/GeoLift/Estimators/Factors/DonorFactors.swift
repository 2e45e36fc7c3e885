import LinearAlgebra

/// The factors that donors share over all periods, beside effects of geos and periods.
///
/// With no treated cell among the donors the interactive fixed effects of Bai 2009 are the singular
/// vectors of the donors' table less its two-way means. A factor of periods sums to zero and has
/// length one.
struct DonorFactors {
  /// The donors' mean, a number a period.
  let means: [Double]
  /// The factors, a list of numbers a period each, the largest first.
  let factors: [[Double]]
  /// What each factor takes of the donors: their weighted sum with these weights is the factor plus a
  /// constant.
  let loadings: [[Double]]

  /// Finds factors.
  ///
  /// - Parameter most: the largest number of factors; fewer where the donors have no more.
  init(_ problem: GeoProblem, most: Int) throws(GeoLiftError) {
    let table = TwoWayMeans(problem.donors.transposed)
    let svd = try problem.solving("gsc") { () throws(LinearAlgebraError) in try SVD(table.left) }
    means = table.columns
    let count = min(most, svd.rank(tolerance: 1e-9))
    factors = (0..<count).map { Array(svd.rightTransposed.row($0)) }
    loadings = (0..<count).map { r in svd.left.column(r).map { $0 / svd.values[r] } }
  }

  /// A course as a constant and multiples of the first factors, by least squares over some periods.
  ///
  /// - Returns: the constant, then the multiples; nil where these periods do not determine them.
  func fit(_ course: [Double], over periods: [Int], count: Int) -> [Double]? {
    let rows = Matrix(rows: periods.count, columns: count + 1) {
      $1 == 0 ? 1 : factors[$1 - 1][periods[$0]]
    }
    guard let factors = try? QR(rows),
      let solution = try? factors.leastSquares(periods.map { course[$0] })
    else { return nil }
    return solution.coefficients
  }

  /// The value of a constant and multiples in a period.
  func value(_ coefficients: [Double], _ period: Int) -> Double {
    coefficients.indices.dropFirst().reduce(coefficients[0]) {
      $0 + coefficients[$1] * factors[$1 - 1][period]
    }
  }
}
