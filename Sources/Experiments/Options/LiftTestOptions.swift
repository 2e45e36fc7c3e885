import Interchange

/// What the experiment is to the media mix: which channels control did not see, and when.
public struct LiftTestOptions: Codable, Sendable, Equatable {
  /// The channels that control units were kept from.
  public var channels: [String]
  /// The first day of the ads.
  public var from: String
  /// The last day of the ads.
  public var to: String
  /// The arm that saw them; the only one besides control if nil.
  public var arm: String?
  /// The metric that is the model's KPI; the only goal if nil.
  public var metric: String?
  /// What the test is called; made of arm, metric and first day if nil.
  public var name: String?

  /// Makes options.
  public init(channels: [String], from: String, to: String) {
    self.channels = channels
    self.from = from
    self.to = to
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case channels, from, to, arm, metric, name }

  /// Reads options; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      channels: try container.decode([String].self, forKey: .channels),
      from: try container.decode(String.self, forKey: .from),
      to: try container.decode(String.self, forKey: .to))
    arm = try container.decodeIfPresent(String.self, forKey: .arm)
    metric = try container.decodeIfPresent(String.self, forKey: .metric)
    name = try container.decodeIfPresent(String.self, forKey: .name)
  }

  /// What is wrong with the choices; nil if nothing is.
  var problem: String? {
    if channels.isEmpty { return "lift_test: name the channels control did not see (channels)." }
    for (key, day) in [("from", from), ("to", to)] where day.isEmpty {
      return "lift_test: give the days of the ads (\(key))."
    }
    return from > to ? "lift_test: it ends before it begins; exchange from and to." : nil
  }
}
