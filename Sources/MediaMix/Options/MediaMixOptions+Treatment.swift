import Interchange

extension MediaMixOptions {
  /// A measure that is not media: a price, a promotion, a listing.
  ///
  /// Its contribution is the outcome less what would have come at the baseline.
  public struct Treatment: Codable, Sendable, Equatable {
    /// What the measure is compared with.
    public enum Baseline: Sendable, Equatable {
      /// Its smallest value in the data.
      case minimum
      /// Its largest value in the data.
      case maximum
      /// This value.
      case value(Double)
    }

    /// The column of its values.
    public var column: String
    /// What it is compared with; its smallest value if absent.
    public var baseline: Baseline
    /// What is believed before the data are seen; a share of the outcome or a coefficient.
    public var prior: ChannelPrior

    /// Makes a treatment.
    public init(
      column: String, baseline: Baseline = .minimum, prior: ChannelPrior = ChannelPrior()
    ) {
      self.column = column
      self.baseline = baseline
      self.prior = prior
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case column, baseline, prior }

    /// Reads a treatment; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      column = try container.decode(String.self, forKey: .column)
      baseline = try container.decodeIfPresent(Baseline.self, forKey: .baseline) ?? .minimum
      prior = try container.decodeIfPresent(ChannelPrior.self, forKey: .prior) ?? ChannelPrior()
    }
  }
}

extension MediaMixOptions.Treatment.Baseline: Codable {
  /// Reads `min`, `max` or a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Double.self) {
      self = .value(value)
    } else {
      switch try? container.decode(String.self) {
      case "min": self = .minimum
      case "max": self = .maximum
      default:
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath, debugDescription: "baseline is min, max or a number"))
      }
    }
  }

  /// Writes `min`, `max` or the number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .minimum: try container.encode("min")
    case .maximum: try container.encode("max")
    case .value(let value): try container.encode(value)
    }
  }
}
