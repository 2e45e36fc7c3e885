public import Foundation
import Interchange

/// Response curves that another tool fitted, as a JSON file states them: geometric adstock, then a
/// Hill curve, for each channel by each posterior draw.
///
///     outcome = sum_{t} weight_t coefficient (h(a_t) - h(b_t)),   h(a) = a^slope / (a^slope + ec^slope),
///     a = adstock of history and plan, b = adstock of the history alone
///
///     {"periods": ["2026-01-05", …], "outcome_value": 1, "weight": [1, …], "carryover": true,
///      "channels": [{"name": "tv", "spend": [100, …], "exposure": [0.5, …], "history": [0.4, …],
///                    "max_lag": 8, "coefficient": [3.1, …], "alpha": [0.4, …], "ec": [1.2, …],
///                    "slope": [1, …]}]}
///
/// Adstock weights are alpha^lag over lags 0...`max_lag`, divided by their sum.
public struct CurveFile: Decodable, Sendable, Equatable {
  /// A channel.
  public struct Channel: Decodable, Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Today's plan: money in each planned period.
    public var spend: [Double]
    /// What the response is a function of, in each planned period; spend if absent.
    ///
    /// Money buys in a period what it buys in today's plan.
    public var exposure: [Double]?
    /// How often those who are reached see it, in each planned period, for a channel with reach and
    /// frequency: exposure is then its reach, and the curve is one of frequency, times reach, before
    /// the adstock.
    public var frequency: [Double]?
    /// Exposure of the `max_lag` periods before, the last one last; none if absent.
    public var history: [Double]?
    /// The largest spend of a period that was observed; that of the plan if absent.
    public var largest: Double?
    /// The longest lag of the adstock.
    public var maxLag: Int
    /// Outcome at full saturation in a period of weight 1, by draw; not negative.
    public var coefficient: [Double]
    /// What is kept of an exposure from period to period, 0 to 1, by draw.
    public var alpha: [Double]
    /// The exposure of half saturation, by draw; above 0.
    public var ec: [Double]
    /// The Hill curve's slope, by draw, above 0; 1 if absent.
    public var slope: [Double]?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case name, spend, exposure, frequency, history, largest, coefficient, alpha, ec, slope
      case maxLag = "max_lag"
    }

    /// Reads a channel; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      spend = try container.decode([Double].self, forKey: .spend)
      exposure = try container.decodeIfPresent([Double].self, forKey: .exposure)
      frequency = try container.decodeIfPresent([Double].self, forKey: .frequency)
      history = try container.decodeIfPresent([Double].self, forKey: .history)
      largest = try container.decodeIfPresent(Double.self, forKey: .largest)
      maxLag = try container.decode(Int.self, forKey: .maxLag)
      coefficient = try container.decode([Double].self, forKey: .coefficient)
      alpha = try container.decode([Double].self, forKey: .alpha)
      ec = try container.decode([Double].self, forKey: .ec)
      slope = try container.decodeIfPresent([Double].self, forKey: .slope)
    }
  }

  /// The planned periods: dates such as 2026-01-05, in order.
  public var periods: [String]
  /// Money that a unit of outcome is worth; nil if nobody said.
  public var outcomeValue: Double?
  /// Outcome of a unit of response in each planned period; 1 if absent.
  public var weight: [Double]?
  /// Whether what falls into the periods after the plan counts, at the last period's weight.
  public var carryover: Bool
  /// The channels.
  public var channels: [Channel]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case periods, weight, carryover, channels
    case outcomeValue = "outcome_value"
  }

  /// Reads a file; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    periods = try container.decode([String].self, forKey: .periods)
    outcomeValue = try container.decodeIfPresent(Double.self, forKey: .outcomeValue)
    weight = try container.decodeIfPresent([Double].self, forKey: .weight)
    carryover = try container.decodeIfPresent(Bool.self, forKey: .carryover) ?? true
    channels = try container.decode([Channel].self, forKey: .channels)
  }

  /// Reads and checks a file.
  ///
  /// - Parameter name: what messages call it.
  /// - Throws: `MediaMixError.refused` with everything that is wrong.
  public init(_ contents: Data, name: String) throws(MediaMixError) {
    do {
      self = try JSONDecoder().decode(CurveFile.self, from: contents)
    } catch let error as DecodingError {
      throw .refused([Self.problem(error, name)])
    } catch {
      throw .refused([.init("\(error)", at: name, remedy: "Write the curves as JSON.")])
    }
    let problems = problems(name)
    if !problems.isEmpty { throw .refused(problems) }
  }
}
