/// Quantiles of a sample by linear interpolation of the order statistics.
///
/// Hyndman and Fan's type 7, the default of R and numpy: the quantile at level p is at position
/// p (n - 1), counted from zero, of the sorted sample.
public enum Quantile {
  /// The quantile of a sorted sample.
  ///
  /// - Parameters:
  ///   - level: a probability; levels outside [0, 1] give the nearest end.
  ///   - sorted: the sample in ascending order.
  /// - Precondition: the sample is not empty.
  public static func at(_ level: Double, ofSorted sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty, "the quantile of an empty sample")
    let position = max(0, min(1, level)) * Double(sorted.count - 1)
    let index = min(Int(position), sorted.count - 1)
    guard index + 1 < sorted.count else { return sorted[index] }
    let fraction = position - Double(index)
    // Equal neighbours, infinite ones too, give their value and no NaN.
    if fraction == 0 || sorted[index] == sorted[index + 1] { return sorted[index] }
    return sorted[index] + fraction * (sorted[index + 1] - sorted[index])
  }

  /// The quantiles of a sample in any order, at several levels; the sample is sorted once.
  ///
  /// - Precondition: the sample is not empty.
  /// - Complexity: O(*n* log *n*).
  public static func at(_ levels: [Double], of sample: [Double]) -> [Double] {
    let sorted = sample.sorted()
    return levels.map { at($0, ofSorted: sorted) }
  }

  /// The bounds of the central interval that holds a share of the sample, such as 0.9.
  ///
  /// - Precondition: the sample is not empty.
  public static func centralInterval(
    _ share: Double, of sample: [Double]
  ) -> (lower: Double, upper: Double) {
    let sorted = sample.sorted()
    return (at((1 - share) / 2, ofSorted: sorted), at((1 + share) / 2, ofSorted: sorted))
  }
}
