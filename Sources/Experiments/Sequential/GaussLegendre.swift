import Foundation

/// Nodes and weights of numerical integration over an interval: panels of 16 Gauss-Legendre points.
struct GaussLegendre {
  let nodes: [Double]
  let weights: [Double]

  /// Covers the interval with panels of at most this width.
  init(_ lower: Double, _ upper: Double, panel: Double) {
    let count = max(1, Int(((upper - lower) / panel).rounded(.up)))
    let half = 0.5 * (upper - lower) / Double(count)
    var (nodes, weights): ([Double], [Double]) = ([], [])
    nodes.reserveCapacity(16 * count)
    weights.reserveCapacity(16 * count)
    for index in 0..<count {
      let centre = lower + half * Double(2 * index + 1)
      for (x, w) in Self.rule {
        nodes.append(centre + half * x)
        weights.append(half * w)
      }
    }
    self.nodes = nodes
    self.weights = weights
  }

  func integral(_ f: (Double) -> Double) -> Double {
    var sum = 0.0
    for (x, w) in zip(nodes, weights) { sum += w * f(x) }
    return sum
  }

  /// The rule on -1...1: roots of the Legendre polynomial of degree 16 by Newton's method.
  private static let rule: [(Double, Double)] = (0..<16).map { index in
    var x = cos(Double.pi * (Double(15 - index) + 0.75) / 16.5)
    var slope = 1.0
    for _ in 0..<20 {
      var (last, value) = (1.0, x)
      for degree in 2...16 {
        let k = Double(degree)
        (last, value) = (value, ((2 * k - 1) * x * value - (k - 1) * last) / k)
      }
      slope = 16 * (x * value - last) / (x * x - 1)
      x -= value / slope
    }
    return (x, 2 / ((1 - x * x) * slope * slope))
  }
}
