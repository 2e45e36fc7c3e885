import Foundation
public import Probability

/// A weighted mixture of distributions of one number.
public struct MixtureDistribution: UnivariateDistribution {
  /// The parts.
  public let parts: [any UnivariateDistribution]
  /// Their probabilities, which sum to one.
  public let weights: [Double]

  /// Mixes parts by weights, which need not sum to one.
  ///
  /// - Throws: `BanditError.badData` unless there is a weight a part, none negative and one positive.
  public init(
    _ parts: [any UnivariateDistribution], weights: [Double]
  ) throws(BanditError) {
    let total = weights.reduce(0, +)
    guard parts.count == weights.count, total > 0, total.isFinite, weights.allSatisfy({ $0 >= 0 })
    else {
      throw .badData("a mixture needs a weight a part, none negative and one of them positive.")
    }
    self.parts = parts
    self.weights = weights.map { $0 / total }
  }

  private func average(_ value: (any UnivariateDistribution) -> Double) -> Double {
    zip(parts, weights).reduce(0) { $0 + $1.1 * value($1.0) }
  }

  /// That of the first part: the parts of a mixture are posteriors of one measure.
  public var support: Support { parts[0].support }

  /// The logarithm of the weighted densities.
  public func logDensity(_ x: Double) -> Double { log(average { exp($0.logDensity(x)) }) }

  /// The weighted slope over the weighted density.
  public func logDensityDerivative(_ x: Double) -> Double {
    let density = average { exp($0.logDensity(x)) }
    guard density > 0 else { return 0 }
    return average { exp($0.logDensity(x)) * $0.logDensityDerivative(x) } / density
  }

  /// The weighted distribution functions.
  public func cdf(_ x: Double) -> Double { average { $0.cdf(x) } }

  /// By bisection between the smallest and the largest quantile of the parts.
  public func quantile(_ p: Double) -> Double {
    let ends = parts.map { $0.quantile(p) }
    guard var low = ends.min(), var high = ends.max(), p > 0, p < 1 else {
      return p == 0 ? ends.min() ?? .nan : p == 1 ? ends.max() ?? .nan : .nan
    }
    for _ in 0..<200 {
      let middle = low + 0.5 * (high - low)
      if middle <= low || middle >= high { break }
      if cdf(middle) < p { low = middle } else { high = middle }
    }
    return low + 0.5 * (high - low)
  }

  /// The weighted means.
  public var mean: Double { average { $0.mean } }

  /// From the variances within parts and of their means.
  public var standardDeviation: Double {
    let centre = mean
    return average {
      $0.standardDeviation * $0.standardDeviation + ($0.mean - centre) * ($0.mean - centre)
    }.squareRoot()
  }

  /// Draws a part, then from it.
  public func sample(_ stream: inout RandomStream) -> Double {
    var left = stream.uniform()
    for (part, weight) in zip(parts, weights) {
      left -= weight
      if left < 0 { return part.sample(&stream) }
    }
    return parts[parts.count - 1].sample(&stream)
  }
}
