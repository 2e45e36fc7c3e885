/// What a measured model says that spend would bring: the contract between models and decisions.
///
/// A model plans over some periods that follow its data. Its outcome is a sum over channels and geos,
/// so one channel in one geo can be asked by itself. Each posterior draw is one possible truth;
/// a decision weighs them all.
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
  /// - Returns: the outcome, in the KPI's unit.
  func outcome(
    channel: Int, geo: Int, draw: Int, spend: UnsafeBufferPointer<Double>,
    gradient: UnsafeMutableBufferPointer<Double>?
  ) -> Double
}
