import LinearAlgebra

/// Least squares of a panel on a baseline and regressors, reduced to the baseline's coefficients.
///
/// Geos keep levels of their own: means of geos are taken out, the overall mean is left in.
struct BaselineProjection {
  let timeCount: Int
  let cellCount: Int
  /// Inner products of the baseline's columns once regressors are taken out, K x K.
  let gram: Matrix
  /// Their inner products with the response, K.
  let right: [Double]
  /// The sum of squares of the response without regressors.
  private let responseSquares: Double
  /// T x K.
  private let basis: Matrix
  /// Mean response over geos, T.
  private let averageResponse: [Double]
  /// Mean regressors over geos, T x Q.
  private let averageRegressors: Matrix
  /// The response's coefficients on regressors, Q, and the baseline's, Q x K.
  private let responseCoefficients: [Double]
  private let basisCoefficients: Matrix

  init(
    basis columns: [[Double]], response: [Double], regressors: [[Double]], geoCount: Int,
    timeCount: Int
  ) throws(LinearAlgebraError) {
    self.timeCount = timeCount
    cellCount = geoCount * timeCount
    let mean = response.reduce(0, +) / Double(response.count)
    let y = Self.centred(response, timeCount).map { $0 + mean }
    let x = regressors.compactMap { Self.standardised(Self.centred($0, timeCount)) }
    let basis = Matrix(rows: timeCount, columns: columns.count) { columns[$1][$0] }
    let averages = x.map { Self.average($0, timeCount) }
    let averageX = Matrix(rows: timeCount, columns: x.count) { averages[$1][$0] }
    let averageY = Self.average(y, timeCount)
    let geos = Double(geoCount)
    var full = geos * basis.gram()
    var right = geos * (try Matrix(rows: [averageY]) * basis)
    var squares = y.reduce(0) { $0 + $1 * $1 }
    var (onResponse, onBasis) = ([Double](), Matrix(rows: 0, columns: columns.count, repeating: 0))
    if !x.isEmpty {
      let cells = Matrix(rows: y.count, columns: x.count) { x[$1][$0] }
      // A trace of ridge, so that regressors that say the same do no harm.
      let inner = try Cholesky(cells.gram() + 1e-6 * Matrix.identity(x.count))
      let cross = geos * (try averageX.transposed * basis)
      let dots = try cells.transposed * y
      onResponse = try inner.solve(dots)
      onBasis = try inner.solve(cross)
      full = try full - cross.transposed * onBasis
      right = try right - Matrix(rows: [dots]) * onBasis
      squares -= zip(dots, onResponse).reduce(0) { $0 + $1.0 * $1.1 }
    }
    // A trace here too: a trend among the regressors is a line as well.
    gram = try full + (1e-5 * geos) * Matrix.identity(columns.count)
    self.right = Array(right.row(0))
    responseSquares = squares
    self.basis = basis
    averageResponse = averageY
    averageRegressors = averageX
    responseCoefficients = onResponse
    basisCoefficients = onBasis
  }

  /// How well a baseline fits.
  struct Fit {
    /// Squared residuals over all cells.
    var squares: Double
    /// Squared residuals of the mean over geos.
    var averageSquares: Double
  }

  /// Fits a baseline made of combinations of the basis, each with one weight a column.
  func fit(_ combinations: [[Double]]) throws(LinearAlgebraError) -> Fit {
    let combine = Matrix(rows: basis.columns, columns: combinations.count) { combinations[$1][$0] }
    let dots = try combine.transposed * right
    let inner = try Cholesky(try combine.transposed * gram * combine)
    let solved = try inner.solve(dots)
    let levels = try combine * solved
    let baseline = try basis * levels
    var residual = zip(averageResponse, baseline).map { $0 - $1 }
    if averageRegressors.columns > 0 {
      let shift = try basisCoefficients * levels
      let media = try averageRegressors * zip(responseCoefficients, shift).map { $0 - $1 }
      for t in residual.indices { residual[t] -= media[t] }
    }
    return Fit(
      squares: responseSquares - zip(dots, solved).reduce(0) { $0 + $1.0 * $1.1 },
      averageSquares: residual.reduce(0) { $0 + $1 * $1 })
  }

  /// Each geo's series less its mean.
  private static func centred(_ values: [Double], _ times: Int) -> [Double] {
    stride(from: 0, to: values.count, by: times).flatMap { start -> [Double] in
      let row = values[start..<(start + times)]
      let mean = row.reduce(0, +) / Double(times)
      return row.map { $0 - mean }
    }
  }

  /// The column with a root mean square of 1; nil if it is as good as zero.
  private static func standardised(_ column: [Double]) -> [Double]? {
    let square = column.reduce(0) { $0 + $1 * $1 } / Double(column.count)
    let scale = square.squareRoot()
    return scale > 1e-12 ? column.map { $0 / scale } : nil
  }

  /// The mean over geos.
  private static func average(_ values: [Double], _ times: Int) -> [Double] {
    let geos = values.count / times
    return (0..<times).map { t in
      (0..<geos).reduce(0) { $0 + values[$1 * times + t] } / Double(geos)
    }
  }
}
