public import Bandits
import Interchange

/// The `bandit` section of the project file.
public struct BanditSection: Codable, Sendable, Equatable {
  /// A bandit that decides and learns.
  public var live: BanditOptions?
  /// A policy to be judged by a log.
  public var evaluate: OffPolicyOptions?

  /// Makes a section.
  public init(live: BanditOptions? = nil, evaluate: OffPolicyOptions? = nil) {
    self.live = live
    self.evaluate = evaluate
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case live, evaluate }

  /// Reads the section; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    live = try container.decodeIfPresent(BanditOptions.self, forKey: .live)
    evaluate = try container.decodeIfPresent(OffPolicyOptions.self, forKey: .evaluate)
  }
}
