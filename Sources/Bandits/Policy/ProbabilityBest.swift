import Foundation

/// The probability of every arm to be the best of all, by numerical integration.
///
///     P(a) = ∫ f_a(x) ∏_{b ≠ a} F_b(x) dx
///
/// Panels run between quantiles of all arms, so that every density is smooth on each at its own
/// scale; twelve Gauss-Legendre points a panel leave errors near 1e-10, which are shared out so that
/// the sum is one. Drawing samples, as most tools do, errs by a percentage point with 2,000 draws.
public enum ProbabilityBest {
  /// Levels at which panels end: dense in the tails, where densities fall fast.
  private static let levels: [Double] = [
    1e-13, 1e-9, 1e-6, 1e-4, 1e-3, 0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999,
    1 - 1e-4, 1 - 1e-6, 1 - 1e-9, 1 - 1e-13,
  ]

  /// How many steps between levels of one arm a panel may span.
  private static let span = 2

  /// The probabilities, in the order of the arms.
  ///
  /// - Parameters:
  ///   - arms: independent posteriors with densities.
  ///   - floor: an index below which no arm is served; minus infinity serves always.
  /// - Returns: each arm's probability, and that no arm reaches the floor.
  /// - Complexity: O(*n*² · levels · 12) at most; panels where no arm can be best are left out.
  public static func shares(
    _ arms: [PricedArm], floor: Double = -.infinity
  ) -> (arms: [Double], none: Double) {
    guard !arms.isEmpty else { return ([], 1) }
    let none = floor > -.infinity ? arms.reduce(1) { $0 * $1.cdf(floor) } : 0
    guard arms.count > 1 else { return ([1 - none], none) }
    let edges = panelEdges(arms, floor)
    var shares = [Double](repeating: 0, count: arms.count)
    for (lower, upper) in zip(edges, edges.dropFirst()) {
      let half = 0.5 * (upper - lower)
      for (node, weight) in GaussLegendre.rule {
        add(arms, at: lower + half * (1 + node), half * weight, to: &shares)
      }
    }
    let total = shares.reduce(0, +)
    guard total > 0 else { return (shares, 1) }
    return (shares.map { $0 * (1 - none) / total }, none)
  }

  /// Adds one point of the integrals: products of all others' distribution functions from the left
  /// and from the right.
  private static func add(
    _ arms: [PricedArm], at x: Double, _ weight: Double, to shares: inout [Double]
  ) {
    let below = arms.map { $0.cdf(x) }
    var right = [Double](repeating: 1, count: arms.count + 1)
    for index in arms.indices.reversed() { right[index] = right[index + 1] * below[index] }
    var left = 1.0
    for index in arms.indices {
      let others = left * right[index + 1]
      if others > 1e-18 {
        let arm = arms[index]
        shares[index] += weight * exp(arm.logDensity(x)) / arm.scale * others
      }
      left *= below[index]
      if left == 0 { break }
    }
  }

  /// Ends of panels, from where no arm is certainly beaten up to where all have ended.
  ///
  /// Of arms alike, the quantiles lie close together: an end is kept only where a panel would else span
  /// more than `span` steps between levels of some arm.
  private static func panelEdges(_ arms: [PricedArm], _ floor: Double) -> [Double] {
    let quantiles = arms.map { arm in levels.map { arm.quantile($0) } }
    let start = max(floor, quantiles.map { $0[0] }.max() ?? 0)
    let end = quantiles.compactMap(\.last).max() ?? 0
    let inner = quantiles.enumerated()
      .flatMap { arm, ends in ends.map { (arm: arm, x: $0) } }
      .filter { $0.x > start && $0.x <= end }.sorted { ($0.x, $0.arm) < ($1.x, $1.arm) }
    var edges = [start]
    var passed = [Int](repeating: 0, count: arms.count)
    for (index, edge) in inner.enumerated() {
      passed[edge.arm] += 1
      let isLast = index == inner.count - 1
      guard isLast || passed[edge.arm] == span, let last = edges.last,
        edge.x - last > 1e-14 * max(abs(edge.x), abs(last))
      else { continue }
      edges.append(edge.x)
      passed = [Int](repeating: 0, count: arms.count)
    }
    return edges
  }
}
