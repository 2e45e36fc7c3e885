import Probability

/// What is reported of one quantity's draws.
public struct Summary: Sendable, Equatable {
  /// The posterior mean.
  public var mean: Double
  /// The posterior median.
  public var median: Double
  /// The posterior standard deviation.
  public var deviation: Double
  /// The lower end of the equal-tailed interval.
  public var lower: Double
  /// Its upper end.
  public var upper: Double

  init(mean: Double, median: Double, deviation: Double, lower: Double, upper: Double) {
    self.mean = mean
    self.median = median
    self.deviation = deviation
    self.lower = lower
    self.upper = upper
  }

  /// Summarises draws, in any order.
  package init(_ draws: [Double], level: Double) {
    let sorted = draws.sorted()
    let tail = (1 - level) / 2
    mean = draws.reduce(0, +) / Double(draws.count)
    let centre = mean
    let square = draws.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    deviation = (square / Double(max(1, draws.count - 1))).squareRoot()
    median = Quantile.at(0.5, ofSorted: sorted)
    lower = Quantile.at(tail, ofSorted: sorted)
    upper = Quantile.at(1 - tail, ofSorted: sorted)
  }
}

/// A band over positions: mean and interval of each.
struct Band: Sendable {
  var mean: [Double] = []
  var median: [Double] = []
  var lower: [Double] = []
  var upper: [Double] = []

  mutating func append(_ summary: Summary) {
    mean.append(summary.mean)
    median.append(summary.median)
    lower.append(summary.lower)
    upper.append(summary.upper)
  }

  /// The band of columns of draws: `count` positions, entry `offset + position` of each draw.
  init(_ draws: [[Double]], offset: Int = 0, count: Int, level: Double) {
    for position in 0..<count {
      append(Summary(draws.map { $0[offset + position] }, level: level))
    }
  }
}
