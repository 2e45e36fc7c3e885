/// How well chains agree on one quantity, and how precisely they give it.
///
/// A number that the draws do not allow (fewer than four a chain, a value that is not finite, R-hat of
/// one chain or of constant chains) is NaN, as in ArviZ.
public struct ConvergenceSummary: Sendable, Equatable {
  /// The mean of all draws.
  public var mean: Double
  /// The standard deviation of all draws.
  public var standardDeviation: Double
  /// Rank-normalised split R-hat, the larger of bulk and folded; at most 1.01 is good.
  public var rHat: Double
  /// Effective sample size of the bulk, in draws.
  public var essBulk: Double
  /// The smaller effective sample size of the 5 % and 95 % quantile, in draws.
  public var essTail: Double
  /// Monte Carlo standard error of the mean.
  public var mcseMean: Double
  /// Monte Carlo standard error of the standard deviation.
  public var mcseStandardDeviation: Double
}
