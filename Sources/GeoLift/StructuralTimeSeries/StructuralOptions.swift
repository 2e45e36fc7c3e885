/// What a structural time series is made of, its priors, and how long it is sampled.
///
/// Priors are stated on the scale of a target with mean 0 and standard deviation 1 before the test, and
/// of donors likewise; their values are those that Brodersen and others' CausalImpact hands to bsts.
public struct StructuralOptions: Sendable, Equatable {
  /// How the level moves.
  public enum Trend: String, Codable, Sendable, CaseIterable {
    /// A random walk.
    case level
    /// A random walk with a slope that is one too.
    case slope
  }

  /// How the level moves.
  public var trend = Trend.level
  /// The number of seasons that follow each other, such as seven days; 1 for none.
  ///
  /// Their pattern does not change.
  public var season = 1
  /// How many donors are expected to count; each has the same chance to.
  public var expectedDonors = 3.0
  /// The share of the target's variance that is expected to be explained.
  public var expectedShare = 0.8
  /// How many observations that expectation is worth.
  public var noiseDegrees = 50.0
  /// The standard deviation that a step of the level is expected to have, and of the slope.
  public var stepDeviation = 0.01
  /// How many steps that expectation is worth.
  public var stepDegrees = 32.0
  /// How many observations the slab is worth: the coefficients' precision is this share of the donors'
  /// Gram matrix a period, halfway to its diagonal (Zellner's prior).
  public var slabObservations = 0.01
  /// The number of chains.
  public var chains = 4
  /// Sweeps of each chain that are thrown away.
  public var warmup = 300
  /// Draws of each chain.
  public var draws = 1000
  /// Where random numbers come from.
  public var seed: UInt64 = 1

  /// The priors of CausalImpact, and four chains of 1000 draws.
  public init() {}

  /// Refuses what cannot be sampled.
  ///
  /// - Throws: `GeoLiftError.badOptions`.
  func check() throws(GeoLiftError) {
    guard season >= 1, chains >= 1, warmup >= 0, draws >= 4 else {
      throw .badOptions(
        "bsts needs a season of 1 or more, a chain or more and 4 draws or more; there are "
          + "\(season), \(chains) and \(draws).")
    }
    let positive = [
      expectedDonors, noiseDegrees, stepDeviation, stepDegrees, slabObservations, expectedShare,
      1 - expectedShare,
    ]
    guard positive.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .badOptions(
        "The priors of bsts have to be positive and the expected share below one; leave them as they "
          + "are.")
    }
  }
}

/// An inverse-gamma prior of a variance, as so many observations of a size.
struct VariancePrior: Sendable {
  let degrees: Double
  /// The sum of squares of these observations.
  let squares: Double

  init(degrees: Double, variance: Double) {
    self.degrees = degrees
    squares = degrees * variance
  }
}

/// Standard deviations of states before the first period, on the target's scale.
enum FirstState {
  static let levelVariance = 1.0
  static let slopeVariance = 0.01
  static let seasonVariance = 1.0
}
