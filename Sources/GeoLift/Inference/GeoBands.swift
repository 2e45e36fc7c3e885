import Resampling

/// Bands around the courses that are drawn.
public struct GeoBands: Sendable, Equatable {
  /// The ends of a band at a period of the test.
  public struct Ends: Sendable, Equatable {
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double
  }

  /// Around what would have been, by jackknife+, a value a period of the test; empty without it.
  public let counterfactual: [Ends]
  /// Around the effect on all treated geos summed up to a period of the test: what the permutation test
  /// would say had the test ended there, so that the last is the interval of the whole; nil where it
  /// says nothing.
  public let cumulative: [Ends?]

  /// In tests of more periods, some are left out, and the ends between are on a straight line.
  package static let mostHorizons = 20

  /// Makes the bands of an estimator whose test has an interval.
  ///
  /// - Throws: `CancellationError`.
  package init(
    _ estimator: any GeoEstimator, _ problem: GeoProblem, _ test: ConformalTest,
    _ conformal: ConformalResult, jackknife: JackknifePlus?
  ) throws {
    counterfactual =
      jackknife.map { zip($0.lower, $0.upper).map { Ends(lower: $0, upper: $1) } } ?? []
    let count = problem.window.count
    guard conformal.chosen.interval.outcome == .interval else {
      cumulative = [Ends?](repeating: nil, count: count)
      return
    }
    let horizons = Self.horizons(count)
    let ends = try horizons.map { horizon -> Ends? in
      try Task.checkCancellation()
      let interval =
        horizon == count
        ? conformal.chosen.interval
        : try? test.interval(
          estimator, problem.ending(after: horizon), law: conformal.chosen.law)
      guard let interval, interval.outcome == .interval, interval.lower.isFinite,
        interval.upper.isFinite
      else { return nil }
      let scale = Double(horizon * problem.treatedCount)
      return Ends(lower: interval.lower * scale, upper: interval.upper * scale)
    }
    cumulative = Self.joined(horizons, ends, count: count)
  }

  /// No bands.
  init(without problem: GeoProblem) {
    counterfactual = []
    cumulative = [Ends?](repeating: nil, count: problem.window.count)
  }

  private static func horizons(_ count: Int) -> [Int] {
    let step = (count + mostHorizons - 1) / mostHorizons
    return stride(from: count, to: 0, by: -step).reversed()
  }

  private static func joined(_ horizons: [Int], _ ends: [Ends?], count: Int) -> [Ends?] {
    (1...count).map { period in
      guard let next = horizons.firstIndex(where: { $0 >= period }) else { return nil }
      if horizons[next] == period { return ends[next] }
      guard next > 0, let a = ends[next - 1], let b = ends[next] else { return nil }
      let share =
        Double(period - horizons[next - 1]) / Double(horizons[next] - horizons[next - 1])
      return Ends(
        lower: a.lower + share * (b.lower - a.lower), upper: a.upper + share * (b.upper - a.upper))
    }
  }
}
