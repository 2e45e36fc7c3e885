/// What a measured model says that spend would bring: the contract between models and decisions.
///
/// A model plans over some periods. Its outcome is a sum over channels and geos, so one channel in one
/// geo can be asked by itself. Each posterior draw is one possible truth; a decision weighs them all.
public protocol ResponseModel: Sendable {
  /// The channels' names, in canonical order.
  var channels: [String] { get }
  /// The geos' names, in canonical order; one that is empty for a national model.
  var geos: [String] { get }
  /// The labels of the periods planned for.
  var periods: [String] { get }
  /// How many posterior draws there are.
  var drawCount: Int { get }
  /// Money that a unit of outcome is worth: 1 if outcome is money already, nil if nobody said.
  var outcomeValue: Double? { get }
  /// Outcome of one unit of the KPI: the value of a conversion where outcome is money, else 1; nil if
  /// it is not the same everywhere.
  var outcomePerKPI: Double? { get }
  /// The share of outcome money that is profit, between 0 and 1.
  var margin: Double { get }

  /// Today's plan: spend of a channel in a geo, a number a period of `periods`.
  func currentSpend(channel: Int, geo: Int) -> [Double]

  /// The largest spend a period that was observed; beyond it the response is extrapolated.
  func largestObservedSpend(channel: Int, geo: Int) -> Double

  /// The outcome that a course of spend brings, by one draw.
  ///
  /// Counts what falls into the planned periods and what is carried over after them; what earlier
  /// spend carries in lifts the level from which saturation starts, but is not itself counted.
  ///
  /// - Parameters:
  ///   - spend: a number a planned period, not negative.
  ///   - gradient: if not nil, receives the derivative by each period's spend.
  /// - Returns: the outcome, in the outcome's unit; finite.
  func outcome(
    channel: Int, geo: Int, draw: Int, spend: UnsafeBufferPointer<Double>,
    gradient: UnsafeMutableBufferPointer<Double>?
  ) -> Double

  /// Adds the outcome of multiples of a course of spend, and its derivative by the multiple.
  ///
  /// A model that can do this faster than one call of `outcome` a multiple says how.
  ///
  /// - Parameters:
  ///   - profile: a number a planned period, not negative.
  ///   - multiples: what the profile is multiplied by, not negative.
  ///   - values: the outcome at each multiple is added to it.
  ///   - slopes: the derivative by the multiple is added to it.
  func addOutcomes(
    channel: Int, geo: Int, draw: Int, profile: UnsafeBufferPointer<Double>, multiples: [Double],
    values: UnsafeMutableBufferPointer<Double>, slopes: UnsafeMutableBufferPointer<Double>)
}

extension ResponseModel {
  /// Outcome is counted as it is.
  public var outcomePerKPI: Double? { 1 }
  /// All outcome money is profit.
  public var margin: Double { 1 }

  /// Asks for one multiple after another.
  public func addOutcomes(
    channel: Int, geo: Int, draw: Int, profile: UnsafeBufferPointer<Double>, multiples: [Double],
    values: UnsafeMutableBufferPointer<Double>, slopes: UnsafeMutableBufferPointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * profile.count) { scratch in
      let spend = UnsafeMutableBufferPointer(rebasing: scratch[..<profile.count])
      let gradient = UnsafeMutableBufferPointer(rebasing: scratch[profile.count...])
      for (k, multiple) in multiples.enumerated() {
        for t in profile.indices { spend[t] = multiple * profile[t] }
        values[k] += outcome(
          channel: channel, geo: geo, draw: draw, spend: UnsafeBufferPointer(spend),
          gradient: gradient)
        for t in profile.indices { slopes[k] += gradient[t] * profile[t] }
      }
    }
  }
}
