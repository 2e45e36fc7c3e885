import Foundation

extension DelayDistribution {
  /// One conversion: how long it took, and how long its decision has been watched.
  public struct Observation: Sendable, Equatable {
    /// Days from decision to conversion.
    public var delay: Double
    /// Days from decision until now; no shorter than the delay.
    public var watched: Double

    /// Makes an observation.
    public init(delay: Double, watched: Double) {
      self.delay = delay
      self.watched = watched
    }
  }

  /// The exponential law of the greatest likelihood, given that only conversions within the time
  /// watched are seen (right truncation; Chapelle 2014, doi:10.1145/2623330.2623634, models
  /// conversion and delay together; given conversion, its delay has this likelihood).
  ///
  /// - Throws: `BanditError.badData` if there are fewer than ten conversions, or if delays do not
  ///   grow rarer within the time watched, so that no mean can be told.
  public static func exponentialFit(
    _ observations: [Observation]
  ) throws(BanditError) -> DelayDistribution {
    try check(observations)
    let sum = observations.reduce(0) { $0 + $1.delay }
    // The slope of the log likelihood in the rate: n / r - Σ d - Σ w / (e^{r w} - 1); it falls in r.
    func slope(_ rate: Double) -> Double {
      observations.reduce(Double(observations.count) / rate - sum) {
        $0 - $1.watched / max(expm1(rate * $1.watched), .leastNormalMagnitude)
      }
    }
    let longest = observations.map(\.watched).max() ?? 1
    guard sum > 0, longest > 0 else {
      throw .badData("all delays are zero; say delay: none.")
    }
    var (low, high) = (1e-6 / longest, 1e3 * Double(observations.count) / sum)
    guard slope(low) > 0 else {
      throw .badData(
        "delays grow no rarer within the days watched, so their mean cannot be told; watch longer, "
          + "or state delay: {mean_days: …}.")
    }
    for _ in 0..<200 {
      let middle = (low * high).squareRoot()
      if slope(middle) > 0 { low = middle } else { high = middle }
    }
    return .exponential(meanDays: 1 / (low * high).squareRoot())
  }

  /// The law without a form: the product-limit estimate in reversed time for right-truncated delays
  /// (Lagakos, Barraj and De Gruttola 1988, doi:10.1093/biomet/75.3.515).
  ///
  /// It is relative to the longest time watched: conversions that take longer are not foreseen.
  /// - Throws: `BanditError.badData` if there are fewer than ten conversions.
  public static func empiricalFit(
    _ observations: [Observation]
  ) throws(BanditError) -> DelayDistribution {
    try check(observations)
    let days = Set(observations.map(\.delay)).sorted()
    var known = [Double](repeating: 1, count: days.count)
    for index in days.indices.dropFirst().reversed() {
      let day = days[index]
      // Decisions watched for as long as this day, whose delay is at most this day.
      var (atRisk, events) = (0.0, 0.0)
      for one in observations where one.watched >= day && one.delay <= day {
        atRisk += 1
        if one.delay == day { events += 1 }
      }
      known[index - 1] = known[index] * (1 - events / atRisk)
    }
    return .empirical(days: days, known: known)
  }

  private static func check(_ observations: [Observation]) throws(BanditError) {
    guard observations.count >= 10 else {
      throw .badData(
        "\(observations.count) conversions are too few to learn their delay from; ten are needed.")
    }
    for one in observations where !(one.delay >= 0 && one.watched >= one.delay) {
      throw .badData(
        "a conversion after \(one.delay) days of a decision watched for \(one.watched) days.")
    }
  }
}
