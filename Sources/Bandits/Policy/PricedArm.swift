public import Probability

/// An arm as the policy sees it: its reward, less the prices of what it uses up.
///
/// The index is `scale · reward + shift`; without guardrails or a budget that bind, the reward itself.
public struct PricedArm: Sendable {
  /// The posterior of the reward.
  public var reward: any UnivariateDistribution
  /// What a unit of reward is worth; positive.
  public var scale: Double
  /// What is added whatever the reward.
  public var shift: Double

  /// Makes an arm, without prices by default.
  public init(_ reward: any UnivariateDistribution, scale: Double = 1, shift: Double = 0) {
    self.reward = reward
    self.scale = scale
    self.shift = shift
  }

  func cdf(_ index: Double) -> Double { reward.cdf((index - shift) / scale) }

  func logDensity(_ index: Double) -> Double { reward.logDensity((index - shift) / scale) }

  func quantile(_ p: Double) -> Double { scale * reward.quantile(p) + shift }
}
