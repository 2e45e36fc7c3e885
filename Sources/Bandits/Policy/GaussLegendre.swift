import Foundation

/// Gauss-Legendre's rule of twelve points on -1...1.
enum GaussLegendre {
  /// Roots of the Legendre polynomial of degree 12 by Newton's method, with their weights.
  static let rule: [(node: Double, weight: Double)] = (0..<degree).map { index in
    var x = -cos(Double.pi * (Double(index) + 0.75) / (Double(degree) + 0.5))
    var slope = 1.0
    for _ in 0..<20 {
      var (last, value) = (1.0, x)
      for order in 2...degree {
        let k = Double(order)
        (last, value) = (value, ((2 * k - 1) * x * value - (k - 1) * last) / k)
      }
      slope = Double(degree) * (x * value - last) / (x * x - 1)
      x -= value / slope
    }
    return (x, 2 / ((1 - x * x) * slope * slope))
  }

  private static let degree = 12
}
