import Foundation
import Probability

/// A test at several looks whose probability of any false alarm is alpha.
public struct GroupSequentialDesign: Sendable, Equatable {
  /// The information at each look, as fractions of that at the planned end.
  public let fractions: [Double]
  /// How many standard errors the estimate must be off zero at each look, in the alternative's
  /// direction or, if it has two, in any.
  public let critical: [Double]
  /// The probability of a false alarm up to each look.
  public let spent: [Double]
  /// The probability of any false alarm if all looks up to full information are taken.
  public let alpha: Double
  /// What the test looks for.
  public let alternative: ExperimentOptions.Alternative
  /// How the probability is dealt out.
  public let boundary: StoppingBoundary

  /// Makes a design.
  ///
  /// - Parameters:
  ///   - fractions: information at the looks, rising from above 0 to at most 1, by 0.0001 at least;
  ///     up to 200 of them. A spending boundary may stop before 1, at the looks taken so far.
  ///   - alpha: the probability of any false alarm.
  /// - Throws: `ExperimentError.badOptions`.
  public init(
    fractions: [Double], alpha: Double, alternative: ExperimentOptions.Alternative = .twoSided,
    boundary: StoppingBoundary = .obrienFleming
  ) throws(ExperimentError) {
    try Self.check(fractions, alpha, boundary)
    self.fractions = fractions
    self.alpha = alpha
    self.alternative = alternative
    self.boundary = boundary
    let sides = alternative == .twoSided ? 2.0 : 1.0
    critical =
      boundary.isSpending
      ? Self.spending(fractions, alpha / sides, sides == 2, boundary)
      : Self.exact(fractions, alpha / sides, sides == 2, boundary)
    spent = Self.crossing(fractions, critical, sides == 2, drift: 0).map { $0.upper + $0.lower }
  }

  /// Makes a design of equally distant looks, the last at full information.
  ///
  /// - Throws: `ExperimentError.badOptions`.
  public init(
    looks: Int, alpha: Double, alternative: ExperimentOptions.Alternative = .twoSided,
    boundary: StoppingBoundary = .obrienFleming
  ) throws(ExperimentError) {
    guard looks >= 1, looks <= 200 else {
      throw .badOptions("looks: a number from 1 to 200 is needed.")
    }
    try self.init(
      fractions: (1...looks).map { Double($0) / Double(looks) }, alpha: alpha,
      alternative: alternative, boundary: boundary)
  }

  /// The probability of having stopped for an effect, up to each look.
  ///
  /// - Parameter drift: the expected standardised estimate at full information, positive in the
  ///   alternative's direction.
  public func power(drift: Double) -> [Double] {
    Self.crossing(fractions, critical, alternative == .twoSided, drift: drift).map {
      $0.upper + $0.lower
    }
  }

  /// The drift at which the test stops for an effect with this probability, up to its last look.
  public func drift(power: Double) -> Double {
    var (low, high) = (0.0, 20.0)
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if (self.power(drift: middle).last ?? 0) < power { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  /// How many times the units of a test with one look are needed for the same power, at most.
  public func inflation(power: Double) -> Double {
    let sides = alternative == .twoSided ? 2.0 : 1.0
    let single = -normalQuantile(alpha / sides) + normalQuantile(power)
    let ratio = drift(power: power) / single
    return ratio * ratio
  }

  private static func check(
    _ fractions: [Double], _ alpha: Double, _ boundary: StoppingBoundary
  ) throws(ExperimentError) {
    guard alpha > 1e-6, alpha < 0.5 else {
      throw .badOptions("alpha: a number between 0.000001 and 0.5 is needed.")
    }
    guard !fractions.isEmpty, fractions.count <= 200 else {
      throw .badOptions("looks: from 1 to 200 are needed.")
    }
    var last = 0.0
    for fraction in fractions {
      guard fraction >= last + 1e-4 else {
        throw .badOptions(
          "looks: each must have more information than the one before, by a ten thousandth of the "
            + "planned end at least; \(fraction) follows \(last).")
      }
      last = fraction
    }
    guard last <= 1 + 1e-9 else {
      throw .badOptions(
        "looks: there is more information than was planned (\(last) of it). Take the last look at "
          + "the planned number of units, or use always-valid intervals, which need no plan.")
    }
    guard boundary.isSpending || abs(last - 1) < 1e-9 else {
      throw .badOptions(
        "looks: \(boundary.rawValue) must know all looks, up to full information; "
          + "a spending boundary need not.")
    }
  }

  private static func spending(
    _ fractions: [Double], _ alpha: Double, _ hasTwoSides: Bool, _ boundary: StoppingBoundary
  ) -> [Double] {
    var walk = SequentialWalk()
    var (critical, spent): ([Double], Double) = ([], 0)
    for fraction in fractions {
      let target = boundary.spent(fraction, alpha: alpha)
      let z = walk.critical(target - spent, at: fraction)
      critical.append(z)
      spent = target
      walk.advance(to: fraction, between: hasTwoSides ? -z : -.infinity, and: z)
    }
    return critical
  }

  private static func exact(
    _ fractions: [Double], _ alpha: Double, _ hasTwoSides: Bool, _ boundary: StoppingBoundary
  ) -> [Double] {
    let shape = fractions.map { boundary.shape($0) }
    var (low, high) = (0.0, 9.0)
    for _ in 0..<50 {
      let middle = 0.5 * (low + high)
      let end = crossing(fractions, shape.map { $0 * middle }, hasTwoSides, drift: 0).last
      let total = (end?.upper ?? 0) + (end?.lower ?? 0)
      if total > (hasTwoSides ? 2 : 1) * alpha { low = middle } else { high = middle }
    }
    return shape.map { $0 * 0.5 * (low + high) }
  }

  /// The probabilities of having crossed each side first, up to each look.
  private static func crossing(
    _ fractions: [Double], _ critical: [Double], _ hasTwoSides: Bool, drift: Double
  ) -> [(upper: Double, lower: Double)] {
    var walk = SequentialWalk(drift: drift)
    var (upper, lower) = (0.0, 0.0)
    return zip(fractions, critical).map { fraction, z in
      upper += walk.probability(above: z, at: fraction)
      if hasTwoSides { lower += walk.probability(below: -z, at: fraction) }
      walk.advance(to: fraction, between: hasTwoSides ? -z : -.infinity, and: z)
      return (upper, lower)
    }
  }
}
