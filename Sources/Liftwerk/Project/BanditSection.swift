public import Bandits
import Interchange

/// The `bandit` section of the project file.
public struct BanditSection: Codable, Sendable, Equatable {
  /// A bandit that decides and learns.
  public var live: BanditOptions?
  /// Campaigns of that bandit to be simulated, in a run of the whole project.
  public var simulate: SimulationOptions?
  /// A policy to be judged by a log.
  public var evaluate: OffPolicyOptions?

  /// Makes a section.
  public init(
    live: BanditOptions? = nil, simulate: SimulationOptions? = nil,
    evaluate: OffPolicyOptions? = nil
  ) {
    self.live = live
    self.simulate = simulate
    self.evaluate = evaluate
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case live, simulate, evaluate }

  /// Reads the section; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    live = try container.decodeIfPresent(BanditOptions.self, forKey: .live)
    simulate = try container.decodeIfPresent(SimulationOptions.self, forKey: .simulate)
    evaluate = try container.decodeIfPresent(OffPolicyOptions.self, forKey: .evaluate)
    guard let simulate else { return }
    let problem =
      live.map { simulate.problem(for: $0) } ?? "simulate: add live, the bandit to be simulated."
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }
}
