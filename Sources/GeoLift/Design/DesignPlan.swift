import LinearAlgebra

/// One design: the geos to treat, for how long, what it can find and what it costs.
public struct DesignPlan: Sendable {
  /// The rows of the treated geos, ascending.
  let set: [Int]
  /// The names of the treated geos, in canonical order.
  public let geos: [String]
  /// The geos that are compared with, in canonical order.
  public let donors: [String]
  /// How many periods the test lasts.
  public let duration: Int
  /// What it can find.
  public let curve: PowerCurve
  /// The smallest effect that is found often enough; nil if none of those tried is.
  public let mde: Double?
  /// The same by the test of the mean effect.
  public let meanMDE: Double?
  /// The power at the smallest effect that is found.
  public let power: Double?
  /// The mean effect a geo and period at the smallest effect that is found.
  public let att: Double?
  /// How far the lift that the estimator sees lies from the effect that was put in.
  public let recoveryError: Double?
  /// What the test costs; nil where costs are not known or no effect is found.
  public let investment: Double?
  /// What has to be spent, or not spent, for the effect; nil as above.
  public let needed: Double?
  /// The share of the KPI that is not treated.
  public let holdout: Double
  /// The correlation of the treated geos' sum with that of the donors; nil if one does not change.
  public let correlation: Double?
  /// Whether its test keeps its level where nothing happened; nil if it was not looked at.
  public internal(set) var audit: DesignAudit?
  /// Its place among the designs; equals share one.
  public internal(set) var rank = 0

  init(_ space: DesignSpace, set: [Int], duration: Int, curve: PowerCurve) {
    let options = space.options
    let donors = space.donors(of: set)
    self.set = set
    self.duration = duration
    self.curve = curve
    geos = set.map { space.panel.geos[$0] }
    self.donors = donors.map { space.panel.geos[$0] }
    let place = curve.detectable(curve.power)
    let effect = place.map { curve.effects[$0] }
    mde = effect
    meanMDE = curve.detectable(curve.meanPower).map { curve.effects[$0] }
    power = place.map { curve.power[$0] }
    att = place.map { curve.att[$0] }
    recoveryError = place.flatMap { place in
      curve.lift[place].map { abs($0 - curve.effects[place]) }
    }
    needed = effect.flatMap { effect in
      options.costPerOutcome.map { $0 * abs(effect) * max(curve.total, 0) }
    }
    investment =
      space.usualSpend.map { spend in
        set.reduce(0) { $0 + spend[$1] } * Double(duration)
      } ?? needed
    holdout = 1 - space.share(of: set)
    correlation = Self.correlation(space.panel.values, set, donors)
  }

  /// The name of the design: its geos joined by a plus, a slash, and the duration.
  public var scenario: String { geos.joined(separator: "+") + "/\(duration)" }

  private static func correlation(_ values: Matrix, _ a: [Int], _ b: [Int]) -> Double? {
    func centred(_ rows: [Int]) -> [Double] {
      let sums = (0..<values.columns).map { t in rows.reduce(0) { $0 + values[$1, t] } }
      let mean = sums.reduce(0, +) / Double(sums.count)
      return sums.map { $0 - mean }
    }
    let (x, y) = (centred(a), centred(b))
    func product(_ x: [Double], _ y: [Double]) -> Double {
      zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let scale = (product(x, x) * product(y, y)).squareRoot()
    return scale > 0 ? product(x, y) / scale : nil
  }
}
