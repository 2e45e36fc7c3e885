/// What simulated data were made from: the contents of `truth.json`.
public struct MediaMixTruth: Codable, Sendable, Equatable {
  /// A channel's truth.
  public struct Channel: Codable, Sendable, Equatable {
    /// Revenue for each unit of money spent.
    public var roi: Double
    /// The adstock parameter.
    public var alpha: Double
    /// The exposure at half saturation, in medians of positive exposure an inhabitant.
    public var halfSaturation: Double
    /// Money spent.
    public var spend: Double
    /// Revenue the channel caused.
    public var contribution: Double
    /// The same by region.
    public var contributionByRegion: [String: Double]

    enum CodingKeys: String, CodingKey {
      case roi, alpha
      case halfSaturation = "half_saturation"
      case spend, contribution
      case contributionByRegion = "contribution_by_region"
    }
  }

  /// The seed the data were made with.
  public var seed: UInt64
  /// Each channel's truth.
  public var channels: [String: Channel]
  /// Revenue in the data.
  public var revenue: Double
  /// The share of it that would have come without media.
  public var baselineShare: Double

  enum CodingKeys: String, CodingKey {
    case seed, channels, revenue
    case baselineShare = "baseline_share"
  }

  init(
    _ design: MediaMixDesign, _ data: MediaMixData, _ parameters: MediaMixParameters, seed: UInt64
  ) {
    let contributions = design.contributions(at: parameters)
    self.seed = seed
    revenue = data.totalOutcome
    var media = 0.0
    channels = [:]
    for (c, name) in data.channels.enumerated() {
      let total = contributions[c].reduce(0, +)
      media += total
      channels[name] = Channel(
        roi: parameters.strength[c], alpha: parameters.alpha[c],
        halfSaturation: parameters.halfSaturation[c], spend: data.totalSpend(c),
        contribution: total,
        contributionByRegion: data.isNational
          ? [:] : Dictionary(uniqueKeysWithValues: zip(data.geos, contributions[c])))
    }
    baselineShare = 1 - media / revenue
  }
}
