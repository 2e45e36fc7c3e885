/// A straight line through the fitted periods that may bend at change points.
///
/// Time runs from -1 in the first fitted period to 1 in the last, and on beyond it.
package struct BaselineTrend: Sendable, Equatable {
  /// Periods (0-based) after which the slope is another.
  package var changePoints: [Int]
  /// The number of fitted periods.
  package var fittedCount: Int

  /// States a trend.
  package init(changePoints: [Int], fittedCount: Int) {
    self.changePoints = changePoints
    self.fittedCount = fittedCount
  }

  /// The prior standard deviation of the slope.
  ///
  /// A scaled KPI that is nothing but a line has slope √3 = 1.7, for the variance of such a line is a
  /// third of its squared slope; a standard deviation of 1 lets that happen and doubts it.
  package static let slopeDeviation = 1.0
  /// The prior standard deviation of a change of slope: half, since a bend is the exception, and
  /// several of them add up.
  package static let changeDeviation = 0.5

  /// The slope's column, then one for each change point, over `count` periods.
  package func columns(count: Int) -> [[Double]] {
    let half = Double(max(fittedCount - 1, 1)) / 2
    return [(0..<count).map { (Double($0) - half) / half }]
      + changePoints.map { point in (0..<count).map { max(0, Double($0 - point)) / half } }
  }

  /// So many change points, equally spaced over the first four fifths of the fitted periods: later
  /// ones have too few data behind them, and a forecast would run off on what they guess.
  package static func equallySpaced(_ points: Int, fittedCount: Int) -> [Int] {
    (1...max(points, 1)).prefix(points).map { $0 * (fittedCount - 1) * 4 / (5 * points) }
  }
}
