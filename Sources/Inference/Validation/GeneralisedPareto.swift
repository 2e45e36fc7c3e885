import Foundation

/// A generalised Pareto distribution of exceedances over zero.
///
/// Its quantile function is sigma ((1 - p)^-k - 1) / k; k is the shape: moments of order 1 / k and above
/// do not exist.
public struct GeneralisedPareto: Sendable, Equatable {
  /// The shape, k.
  public var shape: Double
  /// The scale, sigma.
  public var scale: Double

  /// States the parameters.
  public init(shape: Double, scale: Double) {
    self.shape = shape
    self.scale = scale
  }

  /// Estimates the parameters from exceedances by the profile posterior mean of Zhang and Stephens
  /// (2009, "A new and efficient estimation method for the generalized Pareto distribution",
  /// doi:10.1198/tech.2009.08017), with the weak prior on the shape of Vehtari, Simpson, Gelman, Yao
  /// and Gabry (2024, "Pareto smoothed importance sampling", appendix G): as if ten more exceedances
  /// had shown a shape of 0.5.
  ///
  /// - Parameter sorted: exceedances in ascending order, at least two, the largest positive.
  /// - Complexity: O(n^1.5), where n is the number of exceedances.
  public init(fitting sorted: [Double]) {
    let count = Double(sorted.count)
    let points = 30 + Int(count.squareRoot())
    let largest = sorted[sorted.count - 1]
    let quartile = sorted[Int(count / 4 + 0.5) - 1]
    // Candidates for b = k / sigma, spread as the data-driven prior has them; the profile likelihood
    // of each is its weight.
    var candidates = [Double](repeating: 0, count: points)
    var profile = candidates
    for j in 0..<points {
      let spread = 1 - (Double(points) / (Double(j) + 0.5)).squareRoot()
      let b = spread / (3 * quartile) + 1 / largest
      let shape = Self.shape(b, sorted)
      candidates[j] = b
      profile[j] = count * (log(-(b / shape)) - shape - 1)
    }
    let best = profile.max() ?? 0
    let weights = profile.map { exp($0 - best) }
    let b = zip(candidates, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    let raw = Self.shape(b, sorted)
    scale = -raw / b
    shape = (count * raw + 10 * 0.5) / (count + 10)
  }

  /// The shape that belongs to b: the mean of log(1 - b x).
  ///
  /// Logarithms are most of the cost, so one is taken of several factors at a time; a factor spans
  /// far less than the eighth part of a double's exponents.
  private static func shape(_ b: Double, _ sorted: [Double]) -> Double {
    var sum = 0.0
    var product = 1.0
    for (index, value) in sorted.enumerated() {
      product *= 1 - b * value
      if index % 8 == 7 {
        sum += log(product)
        product = 1
      }
    }
    return (sum + log(product)) / Double(sorted.count)
  }

  /// The quantile at a probability.
  public func quantile(_ probability: Double) -> Double {
    if abs(shape) < 1e-12 { return -scale * log1p(-probability) }
    return scale * expm1(-shape * log1p(-probability)) / shape
  }
}
