import Interchange

extension MediaMixOptions {
  /// How to sample the posterior.
  public struct Sampler: Codable, Sendable, Equatable {
    /// How many draws a chain keeps.
    public enum Draws: Sendable, Equatable {
      /// As many as the gate asks for: blocks are added until it passes or a limit is reached.
      case auto
      /// This many.
      case count(Int)
    }

    /// The number of chains.
    public var chains: Int
    /// Iterations of a chain that only tune.
    public var warmup: Int
    /// Draws kept of each chain.
    public var draws: Draws
    /// The seed of every random number of the run.
    public var seed: UInt64

    /// Makes sampler options.
    public init(chains: Int = 4, warmup: Int = 500, draws: Draws = .auto, seed: UInt64 = 1) {
      self.chains = chains
      self.warmup = warmup
      self.draws = draws
      self.seed = seed
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case chains, warmup, draws, seed }

    /// Reads sampler options; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let standard = Self()
      chains = try container.decodeIfPresent(Int.self, forKey: .chains) ?? standard.chains
      warmup = try container.decodeIfPresent(Int.self, forKey: .warmup) ?? standard.warmup
      draws = try container.decodeIfPresent(Draws.self, forKey: .draws) ?? standard.draws
      seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? standard.seed
    }
  }
}

extension MediaMixOptions.Sampler.Draws: Codable {
  /// Reads a number or `auto`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      self = .count(count)
    } else if (try? container.decode(String.self)) == "auto" {
      self = .auto
    } else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "draws is a number or auto"))
    }
  }

  /// Writes the number or `auto`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .auto: try container.encode("auto")
    case .count(let count): try container.encode(count)
    }
  }
}
