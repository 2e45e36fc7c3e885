import Foundation
public import Probability

/// Logistic regression of conversion on the context by Laplace's method.
///
/// The posterior is normal around the mode with the curvature there (Chapelle and Li 2011, algorithm
/// 3, with the full precision matrix). `fit` finds the mode of all observations at once; `learn`
/// takes one more, with what is known as its prior, and moves along one direction only.
public struct BayesianLogistic: Sendable, Equatable {
  /// The mode of β.
  public private(set) var coefficients: [Double]
  /// The curvature at the mode, as its Cholesky factor.
  public private(set) var precision: RankOneCholesky
  private let priorPrecision: Double

  /// Starts from the prior: every coefficient is normal around zero.
  ///
  /// - Parameters:
  ///   - size: how many numbers a context has; add a constant one for an intercept.
  ///   - precision: one over the prior's variance of each coefficient.
  public init(size: Int, precision: Double = 1) {
    coefficients = [Double](repeating: 0, count: size)
    self.precision = RankOneCholesky(size: size, precision: precision)
    priorPrecision = precision
  }

  /// The mode and curvature of all observations under the prior, by Newton's method with halved steps.
  ///
  /// - Throws: `BanditError.badData` if contexts differ in length or have numbers that are not finite.
  public mutating func fit(
    _ contexts: [[Double]], converted: [Bool]
  ) throws(BanditError) {
    let size = coefficients.count
    for context in contexts { try checkContext(context, size: size) }
    var beta = [Double](repeating: 0, count: size)
    var value = objective(beta, contexts, converted)
    for _ in 0..<100 {
      let (gradient, curvature) = derivatives(beta, contexts, converted)
      let step = curvature.solve(gradient)
      var length = 1.0
      var next = beta
      var reached = value
      repeat {
        next = zip(beta, step).map { $0 + length * $1 }
        reached = objective(next, contexts, converted)
        length /= 2
      } while reached < value && length > 1e-10
      let gain = reached - value
      if gain >= 0 { (beta, value) = (next, reached) }
      if gain <= 1e-14 * max(1, abs(value)) { break }
    }
    coefficients = beta
    precision = derivatives(beta, contexts, converted).curvature
  }

  /// Learns from one more decision.
  ///
  /// The new mode lies on the line β + t P⁻¹ x, so t is the root of one equation in one unknown.
  /// - Throws: `BanditError.badData` if the context has another length or a number is not finite.
  public mutating func learn(_ context: [Double], converted: Bool) throws(BanditError) {
    try checkContext(context, size: coefficients.count)
    let direction = precision.solve(context)
    let width = zip(context, direction).reduce(0) { $0 + $1.0 * $1.1 }
    let start = zip(context, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let outcome = converted ? 1.0 : 0
    // t = y - σ(start + t width): the right side falls in t, and t lies between y - 1 and y.
    var (low, high) = (outcome - 1, outcome)
    for _ in 0..<60 {
      let t = 0.5 * (low + high)
      if outcome - sigmoid(start + t * width) > t { low = t } else { high = t }
    }
    let t = 0.5 * (low + high)
    for i in coefficients.indices { coefficients[i] += t * direction[i] }
    let p = sigmoid(start + t * width)
    precision.add(context, weight: p * (1 - p))
  }

  /// The posterior of the log odds in a context, normal; log odds order arms as rates do.
  ///
  /// - Throws: `BanditError.badData` if the context has another length or a number is not finite.
  public func logOdds(_ context: [Double]) throws(BanditError) -> any UnivariateDistribution {
    try checkContext(context, size: coefficients.count)
    let mean = zip(context, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let deviation = precision.inverseForm(context).squareRoot()
    do {
      return try Normal(mean: mean, standardDeviation: max(deviation, .leastNormalMagnitude))
    } catch { throw .badData("\(error)") }
  }

  private func objective(
    _ beta: [Double], _ contexts: [[Double]], _ converted: [Bool]
  ) -> Double {
    var value = -0.5 * priorPrecision * beta.reduce(0) { $0 + $1 * $1 }
    for (x, yes) in zip(contexts, converted) {
      let score = zip(x, beta).reduce(0) { $0 + $1.0 * $1.1 }
      value -= softplus(yes ? -score : score)
    }
    return value
  }

  private func derivatives(
    _ beta: [Double], _ contexts: [[Double]], _ converted: [Bool]
  ) -> (gradient: [Double], curvature: RankOneCholesky) {
    var gradient = beta.map { -priorPrecision * $0 }
    var curvature = RankOneCholesky(size: beta.count, precision: priorPrecision)
    for (x, yes) in zip(contexts, converted) {
      let p = sigmoid(zip(x, beta).reduce(0) { $0 + $1.0 * $1.1 })
      for i in beta.indices { gradient[i] += ((yes ? 1 : 0) - p) * x[i] }
      curvature.add(x, weight: p * (1 - p))
    }
    return (gradient, curvature)
  }
}

private func sigmoid(_ x: Double) -> Double {
  x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
}

private func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
