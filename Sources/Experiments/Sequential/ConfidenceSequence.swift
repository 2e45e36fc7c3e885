import Foundation

/// Intervals and p-values that hold at every look, however many there are and whenever one stops.
///
/// The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024), for
/// the standardised estimate z of n units: |z|² <= 2 (1 + 1/(nρ²)) log(√(nρ²+1) / alpha), and for one
/// side log(1 + √(nρ²+1) / (2 alpha)). ρ makes the interval tightest near the tuning number of units;
/// it is asymptotic, so the first look should have some hundreds of units.
public struct ConfidenceSequence: Sendable, Equatable {
  /// The probability that any of the intervals misses.
  public let alpha: Double
  /// The number of units, of both arms compared, at which intervals are tightest.
  public let tuning: Double
  /// What the test looks for.
  public let alternative: ExperimentOptions.Alternative
  private let rhoSquared: Double

  /// Makes a sequence.
  ///
  /// - Throws: `ExperimentError.badOptions`.
  public init(
    alpha: Double, tuning: Double, alternative: ExperimentOptions.Alternative = .twoSided
  ) throws(ExperimentError) {
    guard alpha > 0, alpha < 0.5 else {
      throw .badOptions("alpha: a number between 0 and 0.5 is needed.")
    }
    guard tuning >= 1, tuning.isFinite else {
      throw .badOptions("tuning: the number of units at which to be sharpest, 1 or more.")
    }
    self.alpha = alpha
    self.tuning = tuning
    self.alternative = alternative
    // A test of one side has the same ρ as one of two sides at twice alpha.
    let level = alternative == .twoSided ? alpha : 2 * alpha
    let base = -2 * log(level)
    rhoSquared = (base + log(base + 1)) / tuning
  }

  /// How many standard errors the interval reaches at so many units.
  public func critical(units: Double) -> Double {
    let time = units * rhoSquared
    let root = (time + 1).squareRoot()
    let bound = alternative == .twoSided ? log(root / alpha) : log1p(root / (2 * alpha))
    return (2 * (1 + 1 / time) * bound).squareRoot()
  }

  /// The smallest alpha at which the interval at so many units excludes zero, ρ being what it is.
  ///
  /// The smallest over all looks so far is an always-valid p-value.
  public func pValue(standardised z: Double, units: Double) -> Double {
    let time = units * rhoSquared
    let root = (time + 1).squareRoot()
    let exponent = 0.5 * z * z * time / (time + 1)
    switch alternative {
    case .twoSided: return min(1, root * exp(-exponent))
    case .greater where z > 0, .less where z < 0: return min(1, root / (2 * expm1(exponent)))
    case .greater, .less: return 1
    }
  }
}
