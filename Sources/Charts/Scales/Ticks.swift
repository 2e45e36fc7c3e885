import Foundation

/// Round positions on an axis of numbers: multiples of 1, 2 or 5 times a power of ten.
package struct Ticks: Equatable {
  /// The positions, rising, evenly spaced by `step`.
  package let values: [Double]
  /// The distance between neighbours.
  package let step: Double

  /// Ticks that enclose a span when `enclosing`, or lie within it.
  ///
  /// - Parameters:
  ///   - count: The number of intervals wanted; the result has between half and twice as many.
  ///   - enclosing: Whether the first and last tick stand at or beyond the ends.
  package init(from lower: Double, to upper: Double, count: Int, enclosing: Bool) {
    // a span below the resolution of its ends would leave no distinct ticks
    let size = max(abs(lower), abs(upper))
    let span = size < 1e-150 ? 1 : max(upper - lower, size * 1e-9)
    let step = Self.step(for: span / Double(max(count, 1)))
    // a rounding error must not add a tick beyond an end that is itself a multiple
    let slack = 1e-9
    let first =
      enclosing ? (lower / step + slack).rounded(.down) : (lower / step - slack).rounded(.up)
    let end =
      enclosing ? (upper / step - slack).rounded(.up) : (upper / step + slack).rounded(.down)
    self.step = step
    let last = enclosing ? max(end, first + 1) : end
    values = first <= last ? (0...Int(last - first)).map { (first + Double($0)) * step } : []
  }

  private static func step(for raw: Double) -> Double {
    let power = pow(10, log10(raw).rounded(.down))
    let fraction = raw / power
    let rounded: Double = fraction < 1.5 ? 1 : fraction < 3.5 ? 2 : fraction < 7.5 ? 5 : 10
    return rounded * power
  }
}
