/// Hat functions over knots: the baseline is a straight line between knots and constant beyond them.
package enum KnotBasis {
  /// One column a knot, each with `count` entries; in every period the columns sum to 1.
  package static func columns(knots: [Int], count: Int) -> [[Double]] {
    var columns = [[Double]](repeating: [Double](repeating: 0, count: count), count: knots.count)
    guard let first = knots.first, let last = knots.last else { return [] }
    var left = 0
    for t in 0..<count {
      if t <= first {
        columns[0][t] = 1
      } else if t >= last {
        columns[knots.count - 1][t] = 1
      } else {
        while knots[left + 1] <= t { left += 1 }
        let share = Double(t - knots[left]) / Double(knots[left + 1] - knots[left])
        columns[left][t] = 1 - share
        columns[left + 1][t] = share
      }
    }
    return columns
  }

  /// `knots` positions from the first to the last of `count` periods, as equally spaced as whole
  /// periods allow (rounded down, as Meridian does).
  package static func equallySpaced(_ knots: Int, count: Int) -> [Int] {
    if knots <= 1 { return [0] }
    if knots >= count { return Array(0..<count) }
    return (0..<knots).map { $0 * (count - 1) / (knots - 1) }
  }
}
