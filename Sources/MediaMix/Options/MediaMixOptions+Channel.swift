import Interchange

extension MediaMixOptions {
  /// A paid-media channel.
  public struct Channel: Codable, Sendable, Equatable {
    /// The column of money spent.
    public var spend: String
    /// What drives the response, and how.
    public var media: Media
    /// What is believed before the data are seen.
    public var prior: ChannelPrior

    /// The column of impressions, clicks or the like that drives the response; spend if absent.
    public var exposure: String? {
      get { media.exposure }
      set { media.exposure = newValue }
    }
    /// How the effect carries over to later periods.
    public var adstock: AdstockFamily? {
      get { media.adstock }
      set { media.adstock = newValue }
    }
    /// How the response flattens.
    public var saturation: SaturationFamily? {
      get { media.saturation }
      set { media.saturation = newValue }
    }
    /// The last lag, in periods, at which past exposure still works; 8 if absent.
    public var maxLag: Int? {
      get { media.maxLag }
      set { media.maxLag = newValue }
    }

    /// Makes a channel.
    public init(
      spend: String, exposure: String? = nil, adstock: AdstockFamily? = nil,
      saturation: SaturationFamily? = nil, maxLag: Int? = nil, prior: ChannelPrior = ChannelPrior()
    ) {
      self.spend = spend
      media = Media(
        exposure: exposure, adstock: adstock, saturation: saturation, maxLag: maxLag)
      self.prior = prior
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case spend, exposure, reach, frequency, adstock, saturation
      case maxLag = "max_lag"
      case order, prior
    }

    /// Reads a channel; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      spend = try container.decode(String.self, forKey: .spend)
      media = try Media(from: decoder)
      prior = try container.decodeIfPresent(ChannelPrior.self, forKey: .prior) ?? ChannelPrior()
    }

    /// Writes the channel as it is read.
    public func encode(to encoder: any Encoder) throws {
      try media.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(spend, forKey: .spend)
      try container.encode(prior, forKey: .prior)
    }
  }

  /// Media without spend: newsletters, own posts, search listings that cost nothing.
  public struct Organic: Codable, Sendable, Equatable {
    /// What drives the response, and how.
    public var media: Media
    /// What is believed before the data are seen; a share of the outcome or a coefficient.
    public var prior: ChannelPrior

    /// Makes organic media.
    public init(media: Media, prior: ChannelPrior = ChannelPrior()) {
      self.media = media
      self.prior = prior
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case exposure, reach, frequency, adstock, saturation
      case maxLag = "max_lag"
      case order, prior
    }

    /// Reads organic media; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      media = try Media(from: decoder)
      prior = try container.decodeIfPresent(ChannelPrior.self, forKey: .prior) ?? ChannelPrior()
    }

    /// Writes the media as they are read.
    public func encode(to encoder: any Encoder) throws {
      try media.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(prior, forKey: .prior)
    }
  }

  /// What drives the response of a channel, and how it carries over and flattens.
  ///
  /// Its keys stand among those of the channel.
  public struct Media: Codable, Sendable, Equatable {
    /// Which comes first.
    public enum Order: String, Codable, Sendable, CaseIterable {
      /// Exposure carries over, and what has gathered saturates.
      case adstockFirst = "adstock-first"
      /// Each period's exposure saturates, and the response carries over.
      case saturationFirst = "saturation-first"
    }

    /// The column of impressions, clicks or the like.
    public var exposure: String?
    /// The columns of people reached and of the mean number of contacts each of them had; both or
    /// none.
    ///
    /// The response saturates in frequency, times reach, and carries over.
    public var reach: String?
    /// See `reach`.
    public var frequency: String?
    /// How the effect carries over to later periods; geometric if absent.
    public var adstock: AdstockFamily?
    /// How the response flattens; Hill if absent.
    public var saturation: SaturationFamily?
    /// The last lag, in periods, at which past exposure still works; 8 if absent.
    public var maxLag: Int?
    /// Which comes first; adstock if absent, and always saturation with reach and frequency.
    public var order: Order?

    /// Makes media.
    public init(
      exposure: String? = nil, reach: String? = nil, frequency: String? = nil,
      adstock: AdstockFamily? = nil, saturation: SaturationFamily? = nil, maxLag: Int? = nil,
      order: Order? = nil
    ) {
      self.exposure = exposure
      self.reach = reach
      self.frequency = frequency
      self.adstock = adstock
      self.saturation = saturation
      self.maxLag = maxLag
      self.order = order
    }

    /// The columns that are named.
    var columns: [String] { [exposure, reach, frequency].compactMap { $0 } }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case exposure, reach, frequency, adstock, saturation
      case maxLag = "max_lag"
      case order
    }
  }
}
