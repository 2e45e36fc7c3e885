import Interchange

extension MediaMixOptions {
  /// What is believed about a channel before the data are seen; an absent entry takes the default.
  ///
  /// At most one of `roi`, `mroi`, `contribution` and `coefficient` may be given: they are four
  /// ways to say how strong the channel is.
  public struct ChannelPrior: Codable, Sendable, Equatable {
    /// Outcome for each unit of money spent.
    public var roi: PriorSpecification?
    /// Outcome for the next unit of money spent (+1 %).
    public var mroi: PriorSpecification?
    /// The channel's share of the total outcome.
    public var contribution: PriorSpecification?
    /// The effect at full saturation, in standard deviations of the KPI; in a geo model with
    /// log-normal effects, the median over geos.
    public var coefficient: PriorSpecification?
    /// Parameters of carry-over and saturation, by the keys that the families give them.
    public var shapes: [String: PriorSpecification]

    /// Makes a prior that leaves everything at its default.
    public init() { shapes = [:] }

    /// The adstock parameter of families that have an alpha, in (0, 1).
    public var alpha: PriorSpecification? {
      get { shapes["alpha"] }
      set { shapes["alpha"] = newValue }
    }

    /// The exposure at half saturation, in medians of the exposure's positive values.
    public var halfSaturation: PriorSpecification? {
      get { shapes["half_saturation"] }
      set { shapes["half_saturation"] = newValue }
    }

    /// The slope of the Hill curve; fixed at 1 if absent.
    public var slope: PriorSpecification? {
      get { shapes["slope"] }
      set { shapes["slope"] = newValue }
    }

    /// The keys that state a channel's strength.
    enum StrengthKey: String, CodingKey, CaseIterable {
      case roi, mroi, contribution, coefficient
    }

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    /// The keys of all families' parameters, in the order of the families, each once.
    private static let shapeKeys: [String] = {
      let all =
        AdstockFamily.allCases.flatMap(\.parameters)
        + SaturationFamily.allCases.flatMap(\.parameters)
      return all.map(\.key).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }()

    /// Reads a prior; an unknown key, or two statements of a channel's strength, are an error.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let known = StrengthKey.allCases.map(\.rawValue) + Self.shapeKeys
      for key in container.allKeys where !known.contains(key.stringValue) {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath + [key],
            debugDescription: StrictDecoding.unknownKey(key.stringValue, known: known)))
      }
      func read(_ key: String) throws -> PriorSpecification? {
        try container.decodeIfPresent(PriorSpecification.self, forKey: Key(stringValue: key))
      }
      roi = try read("roi")
      mroi = try read("mroi")
      contribution = try read("contribution")
      coefficient = try read("coefficient")
      shapes = [:]
      for key in Self.shapeKeys { shapes[key] = try read(key) }
      if [roi, mroi, contribution, coefficient].compactMap({ $0 }).count > 1 {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "give one of roi, mroi, contribution and coefficient, not several"))
      }
    }

    /// Writes what is stated.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      let strengths = [
        ("roi", roi), ("mroi", mroi), ("contribution", contribution), ("coefficient", coefficient),
      ]
      for (key, prior) in strengths {
        try container.encodeIfPresent(prior, forKey: Key(stringValue: key))
      }
      for key in Self.shapeKeys {
        try container.encodeIfPresent(shapes[key], forKey: Key(stringValue: key))
      }
    }
  }
}
