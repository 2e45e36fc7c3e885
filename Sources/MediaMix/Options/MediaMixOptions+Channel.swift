import Interchange

extension MediaMixOptions {
  /// A paid-media channel.
  public struct Channel: Codable, Sendable, Equatable {
    /// The column of money spent.
    public var spend: String
    /// The column of impressions, clicks or the like that drives the response; spend if absent.
    public var exposure: String?
    /// How the effect carries over to later periods.
    public var adstock: AdstockFamily?
    /// How the response flattens.
    public var saturation: SaturationFamily?
    /// The last lag, in periods, at which past exposure still works; 8 if absent.
    public var maxLag: Int?
    /// What is believed before the data are seen.
    public var prior: ChannelPrior

    /// Makes a channel.
    public init(
      spend: String, exposure: String? = nil, adstock: AdstockFamily? = nil,
      saturation: SaturationFamily? = nil, maxLag: Int? = nil, prior: ChannelPrior = ChannelPrior()
    ) {
      self.spend = spend
      self.exposure = exposure
      self.adstock = adstock
      self.saturation = saturation
      self.maxLag = maxLag
      self.prior = prior
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case spend, exposure, adstock, saturation
      case maxLag = "max_lag"
      case prior
    }

    /// Reads a channel; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      spend = try container.decode(String.self, forKey: .spend)
      exposure = try container.decodeIfPresent(String.self, forKey: .exposure)
      adstock = try container.decodeIfPresent(AdstockFamily.self, forKey: .adstock)
      saturation = try container.decodeIfPresent(SaturationFamily.self, forKey: .saturation)
      maxLag = try container.decodeIfPresent(Int.self, forKey: .maxLag)
      prior = try container.decodeIfPresent(ChannelPrior.self, forKey: .prior) ?? ChannelPrior()
    }
  }

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
    /// The adstock parameter, in (0, 1).
    public var alpha: PriorSpecification?
    /// The exposure at half saturation, in medians of the exposure's positive values.
    public var halfSaturation: PriorSpecification?
    /// The slope of the Hill curve; fixed at 1 if absent.
    public var slope: PriorSpecification?

    /// Makes a prior that leaves everything at its default.
    public init() {}

    enum CodingKeys: String, CodingKey, CaseIterable {
      case roi, mroi, contribution, coefficient, alpha
      case halfSaturation = "half_saturation"
      case slope
    }

    /// Reads a prior; an unknown key, or two statements of a channel's strength, are an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      roi = try container.decodeIfPresent(PriorSpecification.self, forKey: .roi)
      mroi = try container.decodeIfPresent(PriorSpecification.self, forKey: .mroi)
      contribution = try container.decodeIfPresent(PriorSpecification.self, forKey: .contribution)
      coefficient = try container.decodeIfPresent(PriorSpecification.self, forKey: .coefficient)
      alpha = try container.decodeIfPresent(PriorSpecification.self, forKey: .alpha)
      halfSaturation = try container.decodeIfPresent(
        PriorSpecification.self, forKey: .halfSaturation)
      slope = try container.decodeIfPresent(PriorSpecification.self, forKey: .slope)
      if [roi, mroi, contribution, coefficient].compactMap({ $0 }).count > 1 {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "give one of roi, mroi, contribution and coefficient, not several"))
      }
    }
  }
}
