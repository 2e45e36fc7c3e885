import LinearAlgebra
import Probability

/// A metric laid out for the dynamics: multiplies by the inverse mass, and draws momenta.
struct MassOperator {
  private let memory: LaneMemory
  private let dimension: Int
  private let dense: Bool
  /// Row-major lower factor of the inverse mass; empty if diagonal.
  private let factor: [Double]

  init(_ metric: Metric) {
    let n = metric.dimension
    dimension = n
    switch metric {
    case .diagonal(let variances):
      dense = false
      factor = []
      memory = LaneMemory(vectors: 2, dimension: n)
      let (inverse, root) = (memory.vector(0).doubles(n), memory.vector(1).doubles(n))
      for i in 0..<n {
        inverse[i] = variances[i]
        root[i] = variances[i].squareRoot()
      }
    case .dense(let covariance, let lower):
      dense = true
      factor = lower.elements
      memory = LaneMemory(vectors: n, dimension: n)
      for i in 0..<n {
        let row = memory.vector(i).doubles(n)
        for j in 0..<n { row[j] = covariance[i, j] }
      }
    }
  }

  /// Writes M^-1 x into `result`.
  func apply(to x: Lanes, into result: Lanes) {
    if dense { applyDense(x, result) } else { applyDiagonal(x, result) }
  }

  private func applyDiagonal(_ x: Lanes, _ result: Lanes) {
    let inverse = memory.vector(0)
    for i in 0..<memory.groups { result[i] = inverse[i] * x[i] }
  }

  /// Sums columns (the matrix is symmetric, so its rows), which vectorises without reductions.
  private func applyDense(_ x: Lanes, _ result: Lanes) {
    let values = x.doubles(dimension)
    for i in 0..<memory.groups { result[i] = .zero }
    for j in 0..<dimension {
      let column = memory.vector(j)
      let scale = SIMD4(repeating: values[j])
      for i in 0..<memory.groups { result[i] += scale * column[i] }
    }
  }

  /// Draws p ~ N(0, M) and writes v = M^-1 p beside it.
  ///
  /// With M^-1 = L L' and z standard normal, v = L z and p = L'^-1 z.
  func draw(_ momentum: Lanes, velocity: Lanes, from stream: inout RandomStream) {
    let (p, v) = (momentum.doubles(dimension), velocity.doubles(dimension))
    for i in 0..<dimension { p[i] = stream.standardNormal() }
    if dense {
      drawDense(p, v)
    } else {
      let root = memory.vector(1).doubles(dimension)
      for i in 0..<dimension {
        v[i] = root[i] * p[i]
        p[i] = p[i] / root[i]
      }
    }
  }

  private func drawDense(
    _ p: UnsafeMutableBufferPointer<Double>, _ v: UnsafeMutableBufferPointer<Double>
  ) {
    let n = dimension
    factor.withUnsafeBufferPointer { lower in
      for i in 0..<n {
        var sum = 0.0
        for j in 0...i { sum += lower[i * n + j] * p[j] }
        v[i] = sum
      }
      for i in (0..<n).reversed() {
        p[i] /= lower[i * n + i]
        for j in 0..<i { p[j] -= lower[i * n + j] * p[i] }
      }
    }
  }
}
