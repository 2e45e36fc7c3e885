import Foundation

/// Finds a mode of a log density by limited-memory BFGS.
///
/// Liu and Nocedal 1989, "On the limited memory BFGS method for large scale optimization",
/// doi:10.1007/BF01589116, with a backtracking line search; steps along which the density is not
/// concave teach nothing. Coordinates of one scale converge fastest: standard deviations that differ by
/// 10^4 end within about 10^-4 of the mode's log density.
public struct ModeSearch: Sendable {
  /// The most iterations.
  public var maximumIterations: Int
  /// Stops when two steps in a row promise to raise the log density by no more than this.
  public var tolerance: Double

  /// Pairs of steps and gradient changes that are remembered.
  private static let memory = 10
  private static let halvings = 60

  /// Makes a search.
  public init(maximumIterations: Int = 1000, tolerance: Double = 1e-10) {
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Where a search ended.
  public struct Result: Sendable, Equatable {
    /// The best position.
    public var position: [Double]
    /// The log density there.
    public var logDensity: Double
    /// Iterations made.
    public var iterations: Int
    /// Gradients spent.
    public var gradients: Int
    /// Whether the tolerance was met; otherwise iterations ran out or no step led further up.
    public var converged: Bool
  }

  /// Climbs from a position.
  ///
  /// - Parameters:
  ///   - density: what to maximise.
  ///   - start: its coordinates at the start.
  /// - Throws: `InferenceError.wrongDimension`, `InferenceError.noFiniteStart` (both as chain 1), or
  ///   `CancellationError`.
  public func climb<Density: LogDensity>(
    _ density: Density, from start: [Double]
  ) throws -> Result {
    guard start.count == density.dimension else {
      throw InferenceError.wrongDimension(
        chain: 0, expected: density.dimension, found: start.count)
    }
    var scratch = density.makeScratch()
    let evaluate = { (position: [Double]) in
      ModePoint(position) { density.evaluate(at: $0, gradient: $1, scratch: &scratch) }
    }
    var point = evaluate(start)
    guard point.isFinite else { throw InferenceError.noFiniteStart(chain: 0, attempts: 1) }
    var history = CurvatureHistory(limit: Self.memory)
    var (gradients, calm) = (1, 0)
    for iteration in 0..<maximumIterations {
      try Task.checkCancellation()
      let direction = history.direction(for: point.gradient)
      let slope = dot(direction, point.gradient)
      // One small promise may only mean that the curvature is not known yet.
      calm = slope / 2 <= tolerance ? calm + 1 : 0
      if slope == 0 || calm == 2 {
        return result(point, iteration, gradients, converged: true)
      }
      guard let next = step(from: point, direction, slope, &gradients, evaluate) else {
        if history.isEmpty { return result(point, iteration, gradients, converged: calm > 0) }
        history = CurvatureHistory(limit: Self.memory)
        continue
      }
      history.add(from: point, to: next)
      point = next
    }
    return result(point, maximumIterations, gradients, converged: false)
  }

  /// The first of the halved steps that rises by a share of what the slope promises (Armijo's rule).
  private func step(
    from point: ModePoint, _ direction: [Double], _ slope: Double, _ gradients: inout Int,
    _ evaluate: ([Double]) -> ModePoint
  ) -> ModePoint? {
    var length = 1.0
    for _ in 0..<Self.halvings {
      let next = evaluate(zip(point.position, direction).map { $0 + length * $1 })
      gradients += 1
      if next.isFinite && next.value >= point.value + 1e-4 * length * slope { return next }
      length /= 2
    }
    return nil
  }

  private func result(
    _ point: ModePoint, _ iterations: Int, _ gradients: Int, converged: Bool
  ) -> Result {
    Result(
      position: point.position, logDensity: point.value, iterations: iterations,
      gradients: gradients, converged: converged)
  }
}

/// A position with the log density and gradient there.
struct ModePoint {
  let position: [Double]
  let value: Double
  let gradient: [Double]

  init(_ position: [Double], _ evaluate: Hamiltonian.Evaluation) {
    var gradient = [Double](repeating: 0, count: position.count)
    value = position.withUnsafeBufferPointer { position in
      gradient.withUnsafeMutableBufferPointer { evaluate(position, $0) }
    }
    self.position = position
    self.gradient = gradient
  }

  var isFinite: Bool { value.isFinite && gradient.allSatisfy(\.isFinite) }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}
