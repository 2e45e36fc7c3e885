import Interchange

extension MediaMixOptions {
  /// The outcome without media and controls.
  public struct Baseline: Codable, Sendable, Equatable {
    /// Where the baseline may bend; it is a straight line between knots.
    public enum Knots: Sendable, Equatable {
      /// This many, equally spaced, both ends included; one is a constant level.
      case count(Int)
      /// One about every thirteen periods.
      case auto
      /// Both ends, and between them where the data ask for a bend.
      case selected
      /// At these periods.
      case at([String])
    }

    /// Where the baseline may bend; by default one knot about every thirteen periods, or a constant
    /// level where a trend is asked for.
    public var knots: Knots?
    /// The number of yearly sine and cosine pairs; by default 2 where the data span a year.
    public var fourier: Int?
    /// A line through all periods; none if absent.
    public var trend: Trend?
    /// Calendars whose holidays have an effect each: `DE-BY`, `retail`.
    public var holidays: [String]
    /// Events with known times.
    public var events: [Event]
    /// Whether all geos share a shock in each period; by default they do in data by region.
    public var periodEffects: Bool?

    /// Makes a baseline.
    public init(
      knots: Knots? = nil, fourier: Int? = nil, trend: Trend? = nil, holidays: [String] = [],
      events: [Event] = [], periodEffects: Bool? = nil
    ) {
      self.knots = knots
      self.fourier = fourier
      self.trend = trend
      self.holidays = holidays
      self.events = events
      self.periodEffects = periodEffects
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case knots, fourier, trend, holidays, events
      case periodEffects = "period_effects"
    }

    /// Reads a baseline; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      knots = try container.decodeIfPresent(Knots.self, forKey: .knots)
      fourier = try container.decodeIfPresent(Int.self, forKey: .fourier)
      trend = try container.decodeIfPresent(Trend.self, forKey: .trend)
      holidays = try container.decodeIfPresent(OneOrMore.self, forKey: .holidays)?.texts ?? []
      events = try container.decodeIfPresent([Event].self, forKey: .events) ?? []
      periodEffects = try container.decodeIfPresent(Bool.self, forKey: .periodEffects)
    }
  }

  /// A text, or a list of them.
  struct OneOrMore: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        texts = [text]
      } else {
        texts = try container.decode([String].self)
      }
    }
  }
}

extension MediaMixOptions.Baseline.Knots: Codable {
  /// Reads a number, `auto`, `selected`, or a list of periods.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      self = .count(count)
    } else if let periods = try? container.decode([String].self) {
      self = .at(periods)
    } else {
      switch try? container.decode(String.self) {
      case "auto": self = .auto
      case "selected": self = .selected
      default:
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "knots is a number, auto, selected, or a list of periods"))
      }
    }
  }

  /// Writes the number, `auto`, `selected`, or the list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .count(let count): try container.encode(count)
    case .auto: try container.encode("auto")
    case .selected: try container.encode("selected")
    case .at(let periods): try container.encode(periods)
    }
  }
}
