import Findings
public import Interchange
import Tables

/// A fitted media-mix model as decisions see it: the response of each channel in each geo, draw by
/// draw, with what past media carry in and what the plan carries out.
///
/// Today's plan are the last periods again, in time and region as they were. What a unit of money
/// buys in a period is what it bought in the one that stands for it, or over all of them where the
/// flighting is free. Reach and frequency: money buys reach, at the frequency there was.
public struct MediaMixResponse: ResponseModel {
  /// Paid channels, in order of name.
  public let channels: [String]
  /// Geos in natural order; one empty name for national data.
  public let geos: [String]
  /// Labels of the planned periods.
  public let periods: [String]
  /// The number of draws kept.
  public let drawCount: Int
  /// 1 where the outcome is money, else nil.
  public let outcomeValue: Double?
  /// The value of a unit of the KPI, if it is the same everywhere.
  public let outcomePerKPI: Double?
  /// The share of outcome money that is profit.
  public let margin: Double

  /// How a channel works, the same for all draws.
  struct Term: Sendable {
    var adstock: AdstockFamily
    var maxLag: Int
    var saturation: SaturationFamily
    var isAdstockFirst: Bool
    var course: Int?
  }

  /// What a channel meets in a geo; H planned periods, L lags.
  ///
  /// An object, so that an evaluation passes one reference on instead of five arrays.
  final class Cell: Sendable {
    /// Today's spend, H.
    let spend: [Double]
    /// The largest spend a period in the data.
    let largest: Double
    /// Exposure on the model's scale that a unit of money buys, H.
    let perMoney: [Double]
    /// Exposure of the L periods before.
    let history: [Double]
    /// Frequency in the planned periods; nil without.
    let frequency: [Double]?
    /// Outcome for a unit of response, H + L.
    let weight: [Double]

    init(
      spend: [Double], largest: Double, perMoney: [Double], history: [Double],
      frequency: [Double]?, weight: [Double]
    ) {
      self.spend = spend
      self.largest = largest
      self.perMoney = perMoney
      self.history = history
      self.frequency = frequency
      self.weight = weight
    }
  }

  let terms: [Term]
  /// Channels x geos.
  let cells: [Cell]
  /// Four shape parameters a channel, draws x channels x 4.
  let shapes: [Double]
  /// Draws x channels x geos.
  let coefficients: [Double]
  /// Effect of each course of time, draws x courses x (H + longest lag).
  let courses: [Double]
  let courseCount: Int
  let tail: Int

  /// The same response with other cells.
  init(_ other: MediaMixResponse, cells: [Cell]) {
    channels = other.channels
    geos = other.geos
    periods = other.periods
    drawCount = other.drawCount
    outcomeValue = other.outcomeValue
    outcomePerKPI = other.outcomePerKPI
    margin = other.margin
    terms = other.terms
    self.cells = cells
    shapes = other.shapes
    coefficients = other.coefficients
    courses = other.courses
    courseCount = other.courseCount
    tail = other.tail
  }

  func cell(_ channel: Int, _ geo: Int) -> Cell { cells[channel * geos.count + geo] }

  /// Today's plan.
  public func currentSpend(channel: Int, geo: Int) -> [Double] { cell(channel, geo).spend }

  /// The largest spend of a period in the data.
  public func largestObservedSpend(channel: Int, geo: Int) -> Double { cell(channel, geo).largest }
}
