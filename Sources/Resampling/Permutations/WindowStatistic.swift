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

  /// How residuals of either sign are put together; tests of one sign sum them.
  public enum Form: Sendable, Equatable {
    /// |Σ e|: sensitive to an effect that lasts. Its p-value is largest at the estimate and falls on
    /// both sides, so it can be inverted to an interval.
    case mean
    /// Σ |e|^q: sensitive to effects that come and go. Periods that vary more than those before are
    /// evidence too, so that sometimes no constant effect is accepted.
    case magnitude(power: Double)
  }

  /// What the test looks for.
  public let alternative: Alternative
  /// How residuals are put together in tests of either sign.
  public let form: Form

  /// Makes a statistic: the form against either sign, Σ e or Σ -e against one.
  ///
  /// - Precondition: a power is positive and finite.
  public init(_ alternative: Alternative = .twoSided, form: Form = .mean) {
    if case .magnitude(let power) = form {
      precondition(power > 0 && power.isFinite, "the power of a statistic is positive")
    }
    self.alternative = alternative
    self.form = form
  }

  /// One residual's part of the sum.
  func term(_ residual: Double) -> Double {
    switch (alternative, form) {
    case (.greater, _), (.twoSided, .mean): residual
    case (.less, _): -residual
    case (.twoSided, .magnitude(let power)):
      power == 1 ? abs(residual) : pow(abs(residual), power)
    }
  }

  /// Whether a sum's size counts, whatever its sign.
  var countsSize: Bool { alternative == .twoSided && form == .mean }
}
