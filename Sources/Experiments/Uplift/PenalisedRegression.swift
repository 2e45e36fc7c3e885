import Foundation
import LinearAlgebra

/// A linear or logistic regression with a ridge penalty on all coefficients but the constant.
package struct PenalisedRegression {
  /// The constant, then one coefficient a feature.
  package let coefficients: [Double]
  package let isLogistic: Bool

  /// The expected outcome of a row of features.
  package func predict(_ row: [Double]) -> Double {
    var sum = coefficients[0]
    for (coefficient, x) in zip(coefficients.dropFirst(), row) { sum += coefficient * x }
    return isLogistic ? 1 / (1 + exp(-sum)) : sum
  }

  /// Least squares: minimises |y - Xb|² + penalty |b|².
  package static func linear(
    _ rows: [[Double]], _ y: [Double], penalty: Double
  ) throws -> PenalisedRegression {
    let weights = [Double](repeating: 1, count: rows.count)
    return PenalisedRegression(
      coefficients: try solve(rows, weights, y, penalty), isLogistic: false)
  }

  /// Logistic regression by Newton's method, whose steps are weighted least squares.
  package static func logistic(
    _ rows: [[Double]], _ y: [Double], penalty: Double
  ) throws -> PenalisedRegression {
    let mean = min(max(y.reduce(0, +) / Double(y.count), 1e-6), 1 - 1e-6)
    var fit = PenalisedRegression(
      coefficients: [log(mean / (1 - mean))]
        + [Double](repeating: 0, count: rows.first?.count ?? 0),
      isLogistic: true)
    for _ in 0..<25 {
      let chances = rows.map { min(max(fit.predict($0), 1e-9), 1 - 1e-9) }
      let weights = chances.map { $0 * (1 - $0) }
      let working = rows.indices.map { unit in
        log(chances[unit] / (1 - chances[unit])) + (y[unit] - chances[unit]) / weights[unit]
      }
      let next = try solve(rows, weights, working, penalty)
      let step = zip(next, fit.coefficients).reduce(0) { max($0, abs($1.0 - $1.1)) }
      fit = PenalisedRegression(coefficients: next, isLogistic: true)
      if step < 1e-8 { break }
    }
    return fit
  }

  /// Weighted least squares with a ridge, by the normal equations.
  private static func solve(
    _ rows: [[Double]], _ weights: [Double], _ y: [Double], _ penalty: Double
  ) throws -> [Double] {
    let width = (rows.first?.count ?? 0) + 1
    var scaled: [Double] = []
    scaled.reserveCapacity(rows.count * width)
    var right = [Double](repeating: 0, count: width)
    for (unit, row) in rows.enumerated() {
      let root = weights[unit].squareRoot()
      scaled.append(root)
      right[0] += weights[unit] * y[unit]
      for (index, x) in row.enumerated() {
        scaled.append(root * x)
        right[index + 1] += weights[unit] * y[unit] * x
      }
    }
    let design = try Matrix(rows: rows.count, columns: width, elements: scaled)
    let ridge = Matrix(diagonal: [1e-9] + [Double](repeating: penalty, count: width - 1))
    return try Cholesky(design.gram() + ridge).solve(right)
  }
}
