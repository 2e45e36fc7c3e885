import Foundation

/// Plain statistics of a series of numbers.
enum Series {
  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  static func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }

  /// The cosine of the angle between two series: their correlation once means are taken off; nil if
  /// one of them has no length.
  static func correlation(_ left: [Double], _ right: [Double]) -> Double? {
    let scale = (squares(left) * squares(right)).squareRoot()
    guard scale > 0, scale.isFinite else { return nil }
    let product = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    return max(-1, min(1, product / scale))
  }

  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  /// Distances from the median in robust standard deviations: 1.4826 median absolute deviations
  /// (Iglewicz and Hoaglin 1993), or `floor` if that is larger; empty if both are zero.
  static func robustScores(_ values: [Double], floor: Double = 0) -> [Double] {
    guard let centre = median(values), let spread = median(values.map { abs($0 - centre) }) else {
      return []
    }
    let scale = max(1.4826 * spread, floor)
    guard scale > 0 else { return [] }
    return values.map { ($0 - centre) / scale }
  }
}
