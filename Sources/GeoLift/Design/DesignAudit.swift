import LinearAlgebra
import Resampling
import Tables

/// How often the test of a design finds an effect where there is none: on windows of the time before.
///
/// Windows overlap, so they tell less than as many independent ones. The Monte Carlo error counts only
/// those that fit side by side.
public struct DesignAudit: Sendable, Equatable {
  /// What the audit says.
  public enum Verdict: String, Sendable {
    /// The rate is no further above the level than chance explains.
    case passed
    /// The test finds effects too often where there are none.
    case failed
    /// There is too little history, or no p-value can be as small as the level.
    case cannotTell
  }

  /// How many windows were tried.
  public let windows: Int
  /// How many windows fit side by side.
  public let disjoint: Int
  /// The share of windows in which an effect was found; nil without windows.
  public let rate: Double?
  /// The standard deviation of the rate of as many windows side by side at the level.
  public let error: Double?
  /// The smallest p-value that the test can have on these windows.
  public let smallestP: Double?
  /// What the audit says.
  public let verdict: Verdict

  /// How many errors the rate may lie above the level.
  static let leeway = 3.0
  /// The fewest windows side by side from which something can be told.
  public static let fewestDisjoint = 5

  package init(found: Int, windows: Int, disjoint: Int, smallestP: Double, alpha: Double) {
    self.windows = windows
    self.disjoint = min(disjoint, windows)
    guard windows > 0 else {
      (rate, error, self.smallestP, verdict) = (nil, nil, nil, .cannotTell)
      return
    }
    let rate = Double(found) / Double(windows)
    let error = (alpha * (1 - alpha) / Double(max(min(disjoint, windows), 1))).squareRoot()
    self.rate = rate
    self.error = error
    self.smallestP = smallestP
    if smallestP > alpha || self.disjoint < Self.fewestDisjoint {
      verdict = .cannotTell
    } else {
      verdict = rate <= alpha + Self.leeway * error ? .passed : .failed
    }
  }

  /// The fewest periods before a placebo window: half of what the real test would have, at most 25.
  private static func before(_ space: DesignSpace, _ duration: Int) -> Int {
    max(DesignSpace.fewestPeriods, min(25, (space.panel.axis.count - duration) / 2))
  }

  /// The windows to try, latest first, evenly spread over those there are.
  static func windows(_ space: DesignSpace, duration: Int) -> [Range<Int>] {
    let first = before(space, duration)
    let last = space.panel.axis.count - duration
    guard last >= first, space.options.placeboWindows > 0 else { return [] }
    let count = min(space.options.placeboWindows, last - first + 1)
    let step = count > 1 ? Double(last - first) / Double(count - 1) : 0
    return (0..<count).map { place in
      let start = last - Int((Double(place) * step).rounded())
      return start..<start + duration
    }
  }

  /// How many windows fit side by side.
  static func disjoint(_ space: DesignSpace, duration: Int) -> Int {
    (space.panel.axis.count - before(space, duration)) / duration
  }
}

extension PowerStudy {
  /// The audit of a set of geos.
  func audit(_ set: [Int], duration: Int) throws(GeoLiftError) -> DesignAudit {
    let donors = space.donors(of: set)
    let windows = DesignAudit.windows(space, duration: duration)
    var (found, smallestP): (Int, Double) = (0, 0)
    var start: [Double]?
    for window in windows {
      var planned = try PlannedWindow(
        space, set: set, donors: donors, window: window, estimator: estimator, laws: laws,
        start: start)
      start = planned.fit.weights
      smallestP = max(smallestP, planned.law.smallestP)
      let residuals = try planned.residuals(0)
      if planned.law.rejects(residuals, statistic, alpha: space.options.alpha) { found += 1 }
    }
    return DesignAudit(
      found: found, windows: windows.count,
      disjoint: DesignAudit.disjoint(space, duration: duration), smallestP: smallestP,
      alpha: space.options.alpha)
  }
}
