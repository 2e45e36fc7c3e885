/// Positions and statistics of every kept draw.
public struct Draws: Sendable, Equatable {
  /// Coordinates of a position.
  public let dimension: Int
  /// The chains, by number.
  public internal(set) var chains: [Chain]

  package init(dimension: Int, chains: [Chain]) {
    self.dimension = dimension
    self.chains = chains
  }

  /// The draws of one chain.
  public struct Chain: Sendable, Equatable {
    /// Unconstrained positions, draws x dimension, row-major.
    public internal(set) var positions: [Double] = []
    /// One a draw.
    public internal(set) var statistics: [DrawStatistics] = []

    package init(positions: [Double] = [], statistics: [DrawStatistics] = []) {
      self.positions = positions
      self.statistics = statistics
    }

    /// How many draws the chain holds.
    public var count: Int { statistics.count }

    mutating func append(_ other: Chain) {
      positions += other.positions
      statistics += other.statistics
    }
  }

  /// Draws of a chain; the chains are equally long.
  public var count: Int { chains.first?.count ?? 0 }

  /// Divergent transitions of all chains.
  public var divergences: Int {
    chains.reduce(0) { $0 + $1.statistics.count(where: \.divergent) }
  }

  /// Calls `body` with one position, without copying it.
  public func withPosition<Result>(
    chain: Int, draw: Int, _ body: (UnsafeBufferPointer<Double>) throws -> Result
  ) rethrows -> Result {
    try chains[chain].positions.withUnsafeBufferPointer { positions in
      try body(
        UnsafeBufferPointer(
          rebasing: positions[(draw * dimension)..<((draw + 1) * dimension)]))
    }
  }

  /// One coordinate: chains x draws.
  public func coordinate(_ index: Int) -> [[Double]] {
    chains.map { chain in (0..<chain.count).map { chain.positions[$0 * dimension + index] } }
  }

  /// One quantity per draw, computed from the position: chains x draws.
  public func map(
    _ quantity: (_ position: UnsafeBufferPointer<Double>) throws -> Double
  ) rethrows -> [[Double]] {
    try chains.indices.map { chain in
      try (0..<chains[chain].count).map { draw in
        try withPosition(chain: chain, draw: draw, quantity)
      }
    }
  }
}
