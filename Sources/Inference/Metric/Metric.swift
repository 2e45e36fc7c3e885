/// The inverse mass of a chain: an estimate of the posterior's covariance.
public enum Metric: Sendable, Equatable {
  /// One variance a coordinate.
  case diagonal([Double])
  /// A covariance matrix, row-major, and the lower Cholesky factor of it, row-major.
  case dense(covariance: [Double], factor: [Double])

  /// The variance of every coordinate.
  public var variances: [Double] {
    switch self {
    case .diagonal(let variances): return variances
    case .dense(let covariance, _):
      let n = dimension
      return (0..<n).map { covariance[$0 * n + $0] }
    }
  }

  /// The number of coordinates.
  public var dimension: Int {
    switch self {
    case .diagonal(let variances): variances.count
    case .dense(let covariance, _): Int(Double(covariance.count).squareRoot())
    }
  }

  /// A dense metric, or nil if the matrix is not positive definite.
  ///
  /// - Parameter covariance: n x n, row-major, symmetric.
  static func dense(covariance: [Double], dimension n: Int) -> Metric? {
    var factor = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0...i {
        var rest = covariance[i * n + j]
        for k in 0..<j { rest -= factor[i * n + k] * factor[j * n + k] }
        if i == j {
          guard rest > 0, rest.isFinite else { return nil }
          factor[i * n + i] = rest.squareRoot()
        } else {
          factor[i * n + j] = rest / factor[j * n + j]
        }
      }
    }
    return .dense(covariance: covariance, factor: factor)
  }
}

/// How a chain learns its metric in warm-up.
public enum MetricKind: String, Sendable, Codable, CaseIterable {
  /// Variances sqrt(var(draws) / var(gradients)), in overlapping windows.
  case gradientDiagonal
  /// Variances of draws, in windows that double.
  case diagonal
  /// Covariances of draws, in windows that double.
  case dense
}
