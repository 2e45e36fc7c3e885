import LinearAlgebra

/// The maximum of the penalised likelihood, by Newton's method with halved steps.
package struct HazardFit: Sendable {
  /// β₀, β₁, and the channels' coefficients.
  package let coefficients: [Double]
  /// The information at the maximum, factored.
  let information: Cholesky
  /// How many Newton steps it took.
  package let steps: Int

  /// The most Newton steps.
  static let stepLimit = 60
  /// Converged when no element of the gradient exceeds this share of the conversions.
  static let tolerance = 1e-8

  /// Climbs from a start, by default from the overall rate and no effects.
  ///
  /// The likelihood is concave, and strictly so under the penalty wherever both outcomes occur, so that
  /// there is one maximum.
  ///
  /// - Throws: `refused` without conversions or without touches that did not convert, and if the
  ///   maximum was not found.
  package init(
    _ likelihood: HazardLikelihood, _ weights: HazardWeights, from start: [Double]? = nil
  ) throws(AttributionError) {
    let events = weights.converting.reduce(0, +)
    guard events > 0, weights.nulls.reduce(0, +) > 0 else { throw .hazardWithoutOutcomes }
    var place = start ?? Array(repeating: 0, count: likelihood.size)
    var current = likelihood.evaluate(place, weights)
    for step in 0...Self.stepLimit {
      let factor = try Self.factored(current.information, likelihood.size)
      if current.gradient.allSatisfy({ abs($0) <= Self.tolerance * max(1, events) }) {
        coefficients = place
        information = factor
        steps = step
        return
      }
      guard let direction = try? factor.solve(current.gradient),
        let next = Self.climb(likelihood, weights, from: place, current.value, along: direction)
      else { break }
      place = next
      current = likelihood.evaluate(place, weights)
    }
    throw .refused(
      "The hazard model did not converge in \(Self.stepLimit) steps; leave it out, or look for "
        + "channels with extreme numbers of touches in a journey.")
  }

  private static func factored(
    _ information: [Double], _ size: Int
  ) throws(AttributionError) -> Cholesky {
    do throws(LinearAlgebraError) {
      return try Cholesky(Matrix(rows: size, columns: size, elements: information))
    } catch {
      throw .refused(
        "The hazard model has no unique maximum (\(error)); leave it out, or merge channels that "
          + "always occur together.")
    }
  }

  /// The first of the steps 1, 1/2, 1/4, … that does not lower the likelihood beyond rounding.
  private static func climb(
    _ likelihood: HazardLikelihood, _ weights: HazardWeights, from place: [Double],
    _ value: Double, along direction: [Double]
  ) -> [Double]? {
    let rounding = 1e-12 * abs(value)
    var length = 1.0
    for _ in 0..<30 {
      let next = zip(place, direction).map { $0 + length * $1 }
      if likelihood.value(next, weights) >= value - rounding { return next }
      length /= 2
    }
    return nil
  }
}

extension AttributionError {
  static let hazardWithoutOutcomes = AttributionError.refused(
    "The hazard model needs journeys with and without conversion, with their times; export "
      + "journeys without conversion too, or leave the model out.")
}
