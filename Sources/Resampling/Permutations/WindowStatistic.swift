import Foundation

/// What a test sums over its window.
public struct WindowStatistic: Sendable, Equatable {
  /// What the test looks for.
  public enum Alternative: String, Sendable, Codable, CaseIterable {
    /// An effect of either sign.
    case twoSided
    /// An effect above the supposed one.
    case greater
    /// An effect below the supposed one.
    case less
  }

  /// What the test looks for.
  public let alternative: Alternative
  /// The power q of |residual|^q in tests of either sign.
  public let power: Double

  /// Makes a statistic: Σ |e|^q against either sign, Σ e or Σ -e against one.
  ///
  /// - Precondition: q is positive and finite.
  public init(_ alternative: Alternative = .twoSided, power: Double = 1) {
    precondition(power > 0 && power.isFinite, "the power of a statistic is positive")
    self.alternative = alternative
    self.power = power
  }

  /// One residual's part.
  func term(_ residual: Double) -> Double {
    switch alternative {
    case .twoSided: power == 1 ? abs(residual) : pow(abs(residual), power)
    case .greater: residual
    case .less: -residual
    }
  }
}
