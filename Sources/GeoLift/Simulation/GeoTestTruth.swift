/// What a simulated geo test was made from: the key `geo` of `truth.json`.
package struct GeoTestTruth: Codable, Sendable, Equatable {
  /// The channel whose spend was raised.
  package var channel: String
  /// The cities in which it was.
  package var treated: [String]
  /// The first day of the test.
  package var from: String
  /// The last day of the test.
  package var to: String
  /// Money spent beyond the usual.
  package var extraSpend = 0.0
  /// Revenue in the days of the test that would not have been without it.
  package var incremental = 0.0
  /// The same as a share of what would have been.
  package var lift: Double { without > 0 ? incremental / without : 0 }
  /// The same for each unit of extra spend.
  package var iroas: Double { extraSpend > 0 ? incremental / extraSpend : 0 }
  private var without = 0.0

  init(channel: String, treated: [String], from: String, to: String) {
    self.channel = channel
    self.treated = treated
    self.from = from
    self.to = to
  }

  mutating func add(extraSpend: Double, effect: Double, without: Double) {
    self.extraSpend += extraSpend
    incremental += effect
    self.without += without
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case channel, treated, from, to
    case extraSpend = "extra_spend"
    case incremental, without, lift, iroas
  }

  /// Reads what was written; lift and iROAS follow from the rest.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    channel = try container.decode(String.self, forKey: .channel)
    treated = try container.decode([String].self, forKey: .treated)
    from = try container.decode(String.self, forKey: .from)
    to = try container.decode(String.self, forKey: .to)
    extraSpend = try container.decode(Double.self, forKey: .extraSpend)
    incremental = try container.decode(Double.self, forKey: .incremental)
    without = try container.decode(Double.self, forKey: .without)
  }

  /// Writes the truth with what follows from it.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(channel, forKey: .channel)
    try container.encode(treated, forKey: .treated)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(extraSpend, forKey: .extraSpend)
    try container.encode(incremental, forKey: .incremental)
    try container.encode(without, forKey: .without)
    try container.encode(lift, forKey: .lift)
    try container.encode(iroas, forKey: .iroas)
  }
}
