public import Resampling

/// What a conformal test says under each law, and which of them to believe.
public struct ConformalResult: Sendable {
  /// The test under one law.
  public struct Verdict: Sendable, Equatable {
    /// The law.
    public let law: PermutationLaw.Kind
    /// The p-value of no effect.
    public let p: Double
    /// The smallest p-value that this law can give here.
    public let smallestP: Double
    /// How many arrangements were looked at, and whether these are all.
    public let arrangements: Int
    /// Whether the arrangements are all there are.
    public let isExact: Bool
    /// Whether residuals before the test let the law hold.
    public let isValid: Bool
    /// The constant effects a period that are not rejected at the level; of the same law.
    public let interval: InvertedTest
    /// Whether an end of the interval lies so far off that it shows how the fit follows a supposed
    /// effect, and not how noisy the periods are: more than ten times the size of the residuals.
    ///
    /// Factors that happen to move in the test's periods take up an effect of any size there. The test
    /// is valid, and blind.
    public let isFollowed: Bool
  }

  /// Under turns of the series.
  public let block: Verdict
  /// Under turns of the series and its mirror image.
  public let mirror: Verdict
  /// Under all orders of the series.
  public let iid: Verdict
  /// How residuals before the test depend on one another.
  public let autocorrelation: LjungBox
  /// The probability that intervals are meant to hold.
  public let level: Double

  /// The law that the residuals before the test allow.
  public var chosen: Verdict { autocorrelation.law == .mirror ? mirror : iid }
}
