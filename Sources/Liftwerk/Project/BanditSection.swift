public import Bandits
import Interchange

/// The `bandit` section of the project file.
public struct BanditSection: Codable, Sendable, Equatable {
  /// A policy to be judged by a log.
  public var evaluate: OffPolicyOptions?

  /// Makes a section.
  public init(evaluate: OffPolicyOptions? = nil) { self.evaluate = evaluate }

  enum CodingKeys: String, CodingKey, CaseIterable { case evaluate }

  /// Reads the section; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    evaluate = try container.decodeIfPresent(OffPolicyOptions.self, forKey: .evaluate)
  }
}
