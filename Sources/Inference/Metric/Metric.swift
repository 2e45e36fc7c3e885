public import LinearAlgebra

/// The inverse mass of a chain: an estimate of the posterior's covariance.
public enum Metric: Sendable, Equatable {
  /// One variance a coordinate.
  case diagonal([Double])
  /// A covariance matrix and the lower Cholesky factor of it.
  case dense(covariance: Matrix, factor: Matrix)

  /// The variance of every coordinate.
  public var variances: [Double] {
    switch self {
    case .diagonal(let variances): variances
    case .dense(let covariance, _): covariance.diagonal
    }
  }

  /// The number of coordinates.
  public var dimension: Int {
    switch self {
    case .diagonal(let variances): variances.count
    case .dense(let covariance, _): covariance.rows
    }
  }

  /// A dense metric.
  ///
  /// - Throws: `LinearAlgebraError` unless the matrix, of which the lower triangle is read, is positive
  ///   definite.
  static func dense(_ covariance: Matrix) throws(LinearAlgebraError) -> Metric {
    .dense(covariance: covariance, factor: try Cholesky(covariance).factor)
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
