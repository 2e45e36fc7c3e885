import Foundation
import Probability

/// The law of a standardised sum that has not left its boundaries yet, look by look.
///
/// The sum is a Brownian motion with drift at the looks' fractions of information; its density is
/// carried on by integration over the last look's (Armitage, McPherson & Rowe 1969; Jennison &
/// Turnbull 2000, chapter 19).
package struct SequentialWalk {
  /// The information of the last look; 0 before the first.
  private var time = 0.0
  private let drift: Double
  /// Where the sum may be, with the density times the weight of integration.
  private var nodes = [0.0]
  private var masses = [1.0]

  /// Starts a walk whose expected standardised sum at full information is the drift.
  package init(drift: Double = 0) { self.drift = drift }

  /// The probability of staying inside up to the last look and being at or above z at the next.
  package func probability(above z: Double, at next: Double) -> Double {
    let scale = (next - time).squareRoot()
    let bound = z * next.squareRoot() - drift * (next - time)
    var sum = 0.0
    for (node, mass) in zip(nodes, masses) {
      sum += mass * normalCDF((node - bound) / scale)
    }
    return sum
  }

  /// The probability of staying inside up to the last look and being at or below z at the next.
  package func probability(below z: Double, at next: Double) -> Double {
    let scale = (next - time).squareRoot()
    let bound = z * next.squareRoot() - drift * (next - time)
    var sum = 0.0
    for (node, mass) in zip(nodes, masses) {
      sum += mass * normalCDF((bound - node) / scale)
    }
    return sum
  }

  /// Goes on to the next look, staying between both z.
  package mutating func advance(to next: Double, between lower: Double, and upper: Double) {
    let root = next.squareRoot()
    let scale = (next - time).squareRoot()
    // Beyond 9 standard deviations around the drift there is nothing to integrate.
    let low = max(lower * root, drift * next - 9 * root)
    let high = min(upper * root, drift * next + 9 * root)
    guard low < high else {
      (nodes, masses, time) = ([], [], next)
      return
    }
    let rule = GaussLegendre(low, high, panel: 3 * scale)
    let shift = drift * (next - time)
    let constant = 1 / (scale * (2 * Double.pi).squareRoot())
    masses = zip(rule.nodes, rule.weights).map { x, weight in
      var density = 0.0
      for (node, mass) in zip(nodes, masses) {
        let z = (x - node - shift) / scale
        if abs(z) < 9 { density += mass * exp(-0.5 * z * z) }
      }
      return weight * constant * density
    }
    nodes = rule.nodes
    time = next
  }

  /// The z that is passed upwards at the next look with this probability.
  func critical(_ probability: Double, at next: Double) -> Double {
    var (low, high) = (-9.0, 9.0)
    if self.probability(above: high, at: next) >= probability { return high }
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if self.probability(above: middle, at: next) > probability {
        low = middle
      } else {
        high = middle
      }
    }
    return 0.5 * (low + high)
  }
}
