import Foundation

/// The standard normal distribution's function and its inverse.
enum StandardNormal {
  /// Phi(z), to full relative precision also far below zero.
  static func lowerTail(_ z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }

  /// The z with Phi(z) = p; infinite at 0 and 1, not a number outside.
  ///
  /// Starts from formula 26.2.23 of Abramowitz and Stegun 1964 (error below 5e-4) and takes Halley
  /// steps on Phi, which triple the digits each.
  static func quantile(_ p: Double) -> Double {
    guard p > 0 && p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    if p > 0.5 { return -quantile(1 - p) }
    let t = (-2 * log(p)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = numerator / denominator - t
    for _ in 0..<3 {
      let error = (lowerTail(z) - p) * (2 * Double.pi).squareRoot() * exp(z * z / 2)
      guard error.isFinite else { break }
      z -= error / (1 + z * error / 2)
    }
    return z
  }
}
