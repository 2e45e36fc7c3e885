import LinearAlgebra

/// Mean and covariance of vectors that arrive one by one (Welford's update).
struct RunningCovariance {
  private(set) var count = 0
  private let dimension: Int
  private var mean: [Double]
  private var deviation: [Double]
  private var products: [Double]

  init(dimension: Int) {
    self.dimension = dimension
    mean = Array(repeating: 0, count: dimension)
    deviation = mean
    products = Array(repeating: 0, count: dimension * dimension)
  }

  /// Takes one vector in.
  mutating func add(_ x: UnsafeBufferPointer<Double>) {
    count += 1
    for i in 0..<dimension {
      deviation[i] = x[i] - mean[i]
      mean[i] += deviation[i] / Double(count)
    }
    for i in 0..<dimension {
      let scale = x[i] - mean[i]
      for j in 0..<dimension { products[i * dimension + j] += scale * deviation[j] }
    }
  }

  /// The covariance with its correlations shrunk towards zero, or nil if a
  /// coordinate does not vary.
  ///
  /// The intensity is estimated from the draws (Schäfer and Strimmer 2005, "A shrinkage approach to
  /// large-scale covariance matrix estimation", doi:10.2202/1544-6115.1175), but is at most
  /// (n / draws)^2: many draws of few coordinates whiten strong correlations best as they are. It
  /// works on correlations, so no scale of the coordinates enters.
  func shrunk() -> Matrix? {
    guard count > 2 else { return nil }
    let n = dimension
    let scales = (0..<n).map { (products[$0 * n + $0] / Double(count - 1)).squareRoot() }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let correlations = Matrix(rows: n, columns: n) { i, j in
      products[max(i, j) * n + min(i, j)] / Double(count - 1) / (scales[i] * scales[j])
    }
    let kept = 1 - shrinkage(of: correlations)
    return Matrix(rows: n, columns: n) { i, j in
      correlations[i, j] * scales[i] * scales[j] * (i == j ? 1 : kept)
    }
  }

  /// sum var(r) / sum r^2 over the correlations r, within bounds; at least a trace, so that fewer
  /// draws than coordinates still give a positive definite matrix.
  private func shrinkage(of correlations: Matrix) -> Double {
    var (noise, signal) = (0.0, 0.0)
    for i in 0..<dimension {
      for j in 0..<i {
        let r = correlations[i, j]
        noise += (1 - r * r) * (1 - r * r) / Double(count - 1)
        signal += r * r
      }
    }
    let floor = 5e-3 / Double(count + 5)
    let ratio = Double(dimension) / Double(count)
    let ceiling = min(1, ratio * ratio)
    return signal > 0 ? max(floor, min(ceiling, noise / signal)) : ceiling
  }
}
