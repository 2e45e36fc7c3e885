/// The values that a test does not reject: an interval from the same law as the p-value.
///
/// The p-value is a function of the supposed value that falls on both sides of the estimate. Each end
/// is where it comes down to the level, found by doubling steps and bisection: no grid decides.
public struct InvertedTest: Sendable, Equatable {
  /// What came out.
  public enum Outcome: String, Sendable, Codable {
    /// There is an interval; an end may be infinite, where no value however far is rejected.
    case interval
    /// The level is below the smallest p-value there can be: nothing can be rejected.
    case cannotTell
    /// Everything that was tried is rejected: no constant value agrees with the data.
    case empty
  }

  /// What came out.
  public let outcome: Outcome
  /// The lower end; minus infinity where nothing below is rejected; NaN without an interval.
  public let lower: Double
  /// The upper end; infinity where nothing above is rejected; NaN without an interval.
  public let upper: Double

  /// Inverts a test.
  ///
  /// - Parameters:
  ///   - alpha: the level; values with a p-value of at most this are rejected.
  ///   - smallestP: the smallest p-value that the law has.
  ///   - estimate: where the search starts.
  ///   - step: the first step, positive.
  ///   - alternative: tests against one sign have one end.
  ///   - p: the p-value of a supposed value.
  /// - Throws: what `p` throws.
  public init(
    alpha: Double, smallestP: Double, estimate: Double, step: Double,
    alternative: WindowStatistic.Alternative = .twoSided, p: (Double) throws -> Double
  ) rethrows {
    guard smallestP <= alpha else {
      (outcome, lower, upper) = (.cannotTell, .nan, .nan)
      return
    }
    guard let inside = try Self.inside(alpha, estimate, step, p) else {
      (outcome, lower, upper) = (.empty, .nan, .nan)
      return
    }
    outcome = .interval
    lower = alternative == .less ? -.infinity : try Self.end(alpha, inside, -step, p)
    upper = alternative == .greater ? .infinity : try Self.end(alpha, inside, step, p)
  }

  /// A value that is not rejected: the estimate, or the nearest of forty around it.
  private static func inside(
    _ alpha: Double, _ estimate: Double, _ step: Double, _ p: (Double) throws -> Double
  ) rethrows -> Double? {
    if try p(estimate) > alpha { return estimate }
    for distance in 1...20 {
      for side in [-1.0, 1] {
        let value = estimate + side * Double(distance) * step
        if try p(value) > alpha { return value }
      }
    }
    return nil
  }

  /// Where the p-value comes down to the level on one side, from outside.
  private static func end(
    _ alpha: Double, _ start: Double, _ step: Double, _ p: (Double) throws -> Double
  ) rethrows -> Double {
    var inside = start
    var outside = start + step
    var reach = step
    while try p(outside) > alpha {
      inside = outside
      reach *= 2
      outside = start + reach
      // A rejection further than this would be rounding.
      guard abs(reach) < 1e9 * abs(step) else { return step < 0 ? -.infinity : .infinity }
    }
    for _ in 0..<60 where abs(outside - inside) > 1e-9 * max(abs(outside), abs(step)) {
      let middle = inside + (outside - inside) / 2
      if try p(middle) > alpha { inside = middle } else { outside = middle }
    }
    return outside
  }
}
