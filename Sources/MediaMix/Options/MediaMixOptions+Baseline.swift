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
      /// At these periods.
      case at([String])
    }

    /// Where the baseline may bend; by default one knot about every thirteen periods.
    public var knots: Knots?
    /// The number of yearly sine and cosine pairs; by default 2 where the data span a year.
    public var fourier: Int?

    /// Makes a baseline.
    public init(knots: Knots? = nil, fourier: Int? = nil) {
      self.knots = knots
      self.fourier = fourier
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case knots, fourier }

    /// Reads a baseline; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      knots = try container.decodeIfPresent(Knots.self, forKey: .knots)
      fourier = try container.decodeIfPresent(Int.self, forKey: .fourier)
    }
  }
}

extension MediaMixOptions.Baseline.Knots: Codable {
  /// Reads a number, `auto`, or a list of periods.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      self = .count(count)
    } else if let periods = try? container.decode([String].self) {
      self = .at(periods)
    } else if (try? container.decode(String.self)) == "auto" {
      self = .auto
    } else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "knots is a number, auto, or a list of periods"))
    }
  }

  /// Writes the number, `auto`, or the list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .count(let count): try container.encode(count)
    case .auto: try container.encode("auto")
    case .at(let periods): try container.encode(periods)
    }
  }
}
