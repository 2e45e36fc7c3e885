public import Probability

/// Linear regression of the reward on the context, with unknown noise.
///
/// β given the variance σ² is normal with mean 0 and covariance σ² / precision; σ² is
/// InverseGamma(shape, scale). Each observation is a rank-one update (Bishop 2006, section 3.3).
public struct BayesianLinear: Sendable, Equatable {
  /// The precision of β over that of the noise, as its Cholesky factor.
  public private(set) var precision: RankOneCholesky
  /// Half the observations behind the noise.
  public private(set) var shape: Double
  private var moments: [Double]
  private var squares: Double
  private let priorScale: Double

  /// Starts from the prior.
  ///
  /// - Parameters:
  ///   - size: how many numbers a context has; add a constant one for an intercept.
  ///   - precision: how many observations the prior of each coefficient, zero, is worth.
  ///   - shape: half the observations the prior of the noise is worth; above 1.
  ///   - scale: the prior's variance of the noise times `shape - 1`.
  public init(size: Int, precision: Double = 1, shape: Double = 2, scale: Double = 1) {
    self.precision = RankOneCholesky(size: size, precision: precision)
    self.shape = shape
    moments = [Double](repeating: 0, count: size)
    squares = 0
    priorScale = scale
  }

  /// Learns from one decision.
  ///
  /// - Throws: `BanditError.badData` if the context has another length or a number is not finite.
  /// - Complexity: O(*n*²).
  public mutating func learn(_ context: [Double], reward: Double) throws(BanditError) {
    try checkContext(context, size: moments.count)
    guard reward.isFinite else { throw .badData("the reward \(reward) is no finite number.") }
    precision.add(context, weight: 1)
    for i in moments.indices { moments[i] += context[i] * reward }
    squares += reward * reward
    shape += 0.5
  }

  /// The posterior mean of β.
  public var coefficients: [Double] { precision.solve(moments) }

  /// The scale of the noise's inverse gamma after all observations.
  public var scale: Double {
    priorScale + 0.5 * max(0, squares - precision.inverseForm(moments))
  }

  /// The posterior of the expected reward in a context: Student's t.
  ///
  /// - Throws: `BanditError.badData` if the context has another length or a number is not finite.
  public func expectedReward(
    _ context: [Double]
  ) throws(BanditError) -> any UnivariateDistribution {
    try checkContext(context, size: moments.count)
    let location = zip(context, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let spread = (scale / shape * precision.inverseForm(context)).squareRoot()
    do {
      return try StudentT(
        degreesOfFreedom: 2 * shape, location: location, scale: max(spread, .leastNormalMagnitude))
    } catch { throw .badData("\(error)") }
  }
}

/// Refuses a context that is not `size` finite numbers.
func checkContext(_ context: [Double], size: Int) throws(BanditError) {
  guard context.count == size, context.allSatisfy(\.isFinite) else {
    throw .badData(
      "a context of \(size) finite numbers is needed, and \(context.count) are given: \(context).")
  }
}
