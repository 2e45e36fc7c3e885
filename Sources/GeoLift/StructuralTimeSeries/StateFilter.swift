import Foundation
package import LinearAlgebra

/// The Kalman filter of the states, for any number of series under the same variances.
///
/// Gains and variances of innovations do not depend on the series, so that they are computed once and
/// then run over all series side by side.
/// Durbin and Koopman, Time Series Analysis by State Space Methods, second edition, sections 4.3 and 4.9.
package struct StateFilter: Sendable {
  let layout: StateLayout
  /// periods x dimension.
  let loadings: [Double]
  let firstCovariance: [Double]
  /// The variance of each period's innovation.
  private(set) var variances: [Double]
  /// The gains of the states by an innovation, periods x dimension.
  private(set) var gains: [Double]
  /// The sum of the logarithms of `variances`.
  private(set) var logVariance = 0.0
  private var covariance: [Double]
  private var column: [Double]

  /// Makes a filter for so many periods.
  package init(periods: Int, trend: StructuralOptions.Trend, season: Int) {
    self.init(StateLayout(periods: periods, trend: trend, season: season))
  }

  init(_ layout: StateLayout) {
    self.layout = layout
    let (n, d) = (layout.periods, layout.dimension)
    loadings = (0..<n).flatMap(layout.loading)
    firstCovariance = layout.firstCovariance
    variances = [Double](repeating: 1, count: n)
    gains = [Double](repeating: 0, count: n * d)
    covariance = [Double](repeating: 0, count: d * d)
    column = [Double](repeating: 0, count: d)
  }

  /// Computes gains and variances of innovations.
  ///
  /// - Complexity: O(periods x dimension²).
  package mutating func prepare(_ parameters: StructuralVariances) {
    let (n, d) = (layout.periods, layout.dimension)
    let hasSlope = layout.hasSlope
    covariance = firstCovariance
    var sum = 0.0
    // Raw pointers: this and the whitening are where a sweep spends its time.
    covariance.withUnsafeMutableBufferPointer { p in
      column.withUnsafeMutableBufferPointer { pz in
        loadings.withUnsafeBufferPointer { loadings in
          for t in 0..<n {
            var f = parameters.noise
            for i in 0..<d {
              var value = 0.0
              for j in 0..<d { value += p[i * d + j] * loadings[t * d + j] }
              pz[i] = value
              f += loadings[t * d + i] * value
            }
            variances[t] = f
            sum += log(f)
            let inverse = 1 / f
            for i in 0..<d {
              let gain = pz[i] * inverse
              gains[t * d + i] = gain
              for j in 0..<d { p[i * d + j] -= gain * pz[j] }
            }
            if hasSlope {
              for j in 0..<d { p[j] += p[d + j] }
              for i in 0..<d { p[i * d] += p[i * d + 1] }
            }
            for i in parameters.steps.indices { p[i * d + i] += parameters.steps[i] }
          }
        }
      }
    }
    logVariance = sum
  }

  /// The innovations of a series.
  func innovations(_ series: [Double]) -> [Double] {
    let d = layout.dimension
    var states = [Double](repeating: 0, count: d)
    return series.indices.map { t in
      var innovation = series[t]
      for i in 0..<d { innovation -= loadings[t * d + i] * states[i] }
      for i in 0..<d { states[i] += gains[t * d + i] * innovation }
      if layout.hasSlope { states[0] += states[1] }
      return innovation
    }
  }

  /// The logarithm of the density of a series whose mean is zero before the states.
  package func logLikelihood(_ series: [Double]) -> Double {
    let innovations = innovations(series)
    var squares = 0.0
    for t in innovations.indices { squares += innovations[t] * innovations[t] / variances[t] }
    return -0.5 * (logVariance + squares + Double(series.count) * log(2 * Double.pi))
  }

  /// Innovations over their standard deviations of all columns of a table of periods x series: the
  /// states are taken out of it, and what is left is independent with variance one.
  package func whitened(_ table: Matrix) -> Matrix {
    let (n, d, m) = (layout.periods, layout.dimension, table.columns)
    let hasSlope = layout.hasSlope
    let elements = [Double](unsafeUninitializedCapacity: n * m) { out, count in
      count = n * m
      var states = [Double](repeating: 0, count: d * m)
      states.withUnsafeMutableBufferPointer { states in
        table.elements.withUnsafeBufferPointer { table in
          for t in 0..<n {
            let row = t * m
            for c in 0..<m { out[row + c] = table[row + c] }
            for i in 0..<d where loadings[t * d + i] != 0 {
              let loading = loadings[t * d + i]
              for c in 0..<m { out[row + c] -= loading * states[i * m + c] }
            }
            for i in 0..<d {
              let gain = gains[t * d + i]
              for c in 0..<m { states[i * m + c] += gain * out[row + c] }
            }
            if hasSlope {
              for c in 0..<m { states[c] += states[m + c] }
            }
            let scale = 1 / variances[t].squareRoot()
            for c in 0..<m { out[row + c] *= scale }
          }
        }
      }
    }
    return Matrix(rows: n, columns: m) { elements[$0 * m + $1] }
  }
}
