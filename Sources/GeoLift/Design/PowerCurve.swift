import LinearAlgebra
public import Resampling
import Tables

/// How often effects of several sizes are found in one set of geos by a test of one duration.
public struct PowerCurve: Sendable, Equatable {
  /// The effects, ascending.
  public let effects: [Double]
  /// The share of tries in which the effect is found, an effect each.
  public let power: [Double]
  /// The same by the test of the mean effect.
  public let meanPower: [Double]
  /// The mean effect a period that the estimator sees, an effect each.
  public let att: [Double]
  /// The mean lift that it sees, an effect each; nil where it is not defined.
  public let lift: [Double?]
  /// What the fit before the window misses as a share of what equal weights miss, on average.
  public let imbalance: Double?
  /// The sum of the KPI in the treated geos over the test, on average.
  public let total: Double
  /// The law of the last try.
  public let law: PermutationLaw.Kind
  /// The smallest p-value of all tries.
  public let smallestP: Double

  /// The smallest effect that is found often enough, and so are all larger ones of its sign, by one of
  /// the tests; nil if none is.
  ///
  /// Of few tries the share may fall again as effects grow: the fit under the null follows them.
  public func detectable(_ power: [Double]) -> Int? {
    func isFound(_ place: Int) -> Bool {
      power[place] >= GeoDesignOptions.enoughPower - 1e-12
    }
    return effects.indices.filter { place in
      effects[place] != 0
        && effects.indices.allSatisfy {
          effects[$0] * (effects[place] < 0 ? -1 : 1) < abs(effects[place]) || isFound($0)
        }
    }.min { (abs(effects[$0]), -effects[$0]) < (abs(effects[$1]), -effects[$1]) }
  }
}

/// Computes power curves.
struct PowerStudy: Sendable {
  let space: DesignSpace
  let estimator: any GeoEstimator
  let laws: DesignLaws
  let statistic: WindowStatistic
  let mean: WindowStatistic

  /// The windows of tests of a duration, from the last end of the panel backwards.
  static func windows(_ space: DesignSpace, duration: Int) -> [Range<Int>] {
    let periods = space.panel.axis.count
    return (0..<space.options.lookback).map { periods - $0 - duration..<periods - $0 }
  }

  /// The curve of a set of geos.
  func curve(_ set: [Int], duration: Int) throws(GeoLiftError) -> PowerCurve {
    let effects = space.options.effects
    let donors = space.donors(of: set)
    let windows = Self.windows(space, duration: duration)
    var found = [Int](repeating: 0, count: effects.count)
    var foundByMean = found
    var att = [Double](repeating: 0, count: effects.count)
    var lift = [Double?](repeating: 0, count: effects.count)
    var (imbalance, total): (Double?, Double) = (0, 0)
    var (start, law, smallestP): ([Double]?, PermutationLaw.Kind, Double) = (nil, .iid, 0)
    let tries = Double(windows.count)
    for window in windows {
      var planned = try PlannedWindow(
        space, set: set, donors: donors, window: window, estimator: estimator, laws: laws,
        start: start)
      start = planned.fit.weights
      law = planned.law.kind
      smallestP = max(smallestP, planned.law.smallestP)
      imbalance = imbalance.flatMap { sum in planned.scaledImbalance.map { sum + $0 / tries } }
      total += planned.level * Double(set.count * duration) / tries
      for (place, effect) in effects.enumerated() {
        let residuals = try planned.residuals(effect)
        let alpha = space.options.alpha
        let isFound = planned.law.rejects(residuals, statistic, alpha: alpha)
        if isFound { found[place] += 1 }
        let isFoundByMean =
          mean == statistic ? isFound : planned.law.rejects(residuals, mean, alpha: alpha)
        if isFoundByMean { foundByMean[place] += 1 }
        att[place] += planned.att(effect) / tries
        lift[place] = lift[place].flatMap { sum in planned.lift(effect).map { sum + $0 / tries } }
      }
    }
    return PowerCurve(
      effects: effects, power: found.map { Double($0) / tries },
      meanPower: foundByMean.map { Double($0) / tries }, att: att, lift: lift,
      imbalance: imbalance, total: total, law: law, smallestP: smallestP)
  }
}

extension PlannedWindow {
  /// What the fit before the window misses as a share of what equal weights miss.
  var scaledImbalance: Double? {
    let plain = GeoFit.equalWeights(problem).imbalance(problem)
    return plain > 0 ? fit.imbalance(problem) / plain : nil
  }
}
