import Parallel
public import Probability

/// Several chains of the No-U-Turn sampler over one density.
///
///     var sampler = try Sampler(density: density, options: options) { chain, attempt, stream in
///       (0..<dimension).map { _ in 4 * stream.uniform() - 2 }
///     }
///     try await sampler.warmUp()
///     try await sampler.extend(by: 1000)
///     let draws = sampler.draws
///
/// Chain c reads only random stream c of the seed, so results are bit-identical on any number of
/// threads, and extending twice by 500 equals extending once by 1000. A call that throws, also by
/// cancellation, leaves the sampler as it was.
public struct Sampler<Density: LogDensity>: Sendable {
  /// Makes an unconstrained starting position of a chain; `attempt` counts from 0 and rises when
  /// the density or gradient of the last one was not finite.
  public typealias Initial =
    @Sendable (_ chain: Int, _ attempt: Int, _ stream: inout RandomStream) -> [Double]
  /// Receives progress, from several threads, at most ten times a second a chain.
  public typealias Progress = @Sendable (SamplerProgress) -> Void

  /// What is sampled.
  public let density: Density
  /// How it is sampled.
  public let options: SamplerOptions
  /// The kept draws.
  public private(set) var draws: Draws
  /// Step size, metric and cost of every chain; empty before warm-up.
  public private(set) var chains: [ChainState] = []
  private let initial: Initial

  /// Prepares a sampler; nothing runs yet.
  ///
  /// - Throws: `InferenceError.invalidOption`.
  public init(
    density: Density, options: SamplerOptions, initial: @escaping Initial
  ) throws(InferenceError) {
    try options.validate()
    self.density = density
    self.options = options
    self.initial = initial
    draws = Self.noDraws(density, options)
  }

  /// Finds starting points and adapts every chain; draws of an earlier warm-up are dropped.
  ///
  /// - Throws: `InferenceError.noFiniteStart`, `InferenceError.wrongDimension`, `CancellationError`.
  public mutating func warmUp(progress: Progress? = nil) async throws {
    let (density, options, initial) = (density, options, initial)
    // Starts are found one after the other, so a failure names the same chain on any thread count.
    let starts = try await inParallel(1, width: 1) { _ in
      try (0..<options.chains).map { chain in
        try Self.run(chain, density, options, nil).findStart(initial)
      }
    }.flatMap { $0 }
    chains = try await inParallel(options.chains, width: options.threads) { chain in
      try Self.run(chain, density, options, progress).warmUp(from: starts[chain])
    }
    draws = Self.noDraws(density, options)
  }

  /// Adapts every chain from where an earlier sampler of a like density left off.
  ///
  /// - Parameter starts: one a chain.
  /// - Throws: `InferenceError.wrongDimension`, `InferenceError.noFiniteStart` where the density is
  ///   not finite at a start, `CancellationError`.
  package mutating func warmUp(
    from starts: [ChainStart], progress: Progress? = nil
  ) async throws {
    let (density, options) = (density, options)
    precondition(starts.count == options.chains, "one start a chain")
    for (chain, start) in starts.enumerated() where start.position.count != density.dimension {
      throw InferenceError.wrongDimension(
        chain: chain, expected: density.dimension, found: start.position.count)
    }
    chains = try await inParallel(options.chains, width: options.threads) { chain in
      try Self.run(chain, density, options, progress).warmUp(from: starts[chain])
    }
    draws = Self.noDraws(density, options)
  }

  /// Takes up chains and draws that this sampler, or one like it, had before: what follows is the
  /// same as if it had never stopped.
  package mutating func restore(_ chains: [ChainState], _ draws: Draws) {
    precondition(chains.count == options.chains && draws.dimension == density.dimension)
    self.chains = chains
    self.draws = draws
  }

  /// Adds draws to every chain.
  ///
  /// - Parameters:
  ///   - count: draws a chain.
  ///   - progress: receives how far each chain has come within this block.
  /// - Throws: `InferenceError.notWarmedUp`, `CancellationError`.
  public mutating func extend(by count: Int, progress: Progress? = nil) async throws {
    guard !chains.isEmpty else { throw InferenceError.notWarmedUp }
    guard count >= 0 else {
      throw InferenceError.invalidOption(name: "draws", value: "\(count)", allowed: "0 or more")
    }
    let (density, options, states) = (density, options, chains)
    let blocks = try await inParallel(options.chains, width: options.threads) { chain in
      try Self.run(chain, density, options, progress).draw(count, from: states[chain])
    }
    for (chain, block) in blocks.enumerated() {
      chains[chain] = block.0
      draws.chains[chain].append(block.1)
    }
  }

  private static func run(
    _ chain: Int, _ density: Density, _ options: SamplerOptions, _ progress: Progress?
  ) -> ChainRun {
    var scratch = density.makeScratch()
    return ChainRun(
      chain: chain, options: options, dimension: density.dimension,
      evaluate: { density.evaluate(at: $0, gradient: $1, scratch: &scratch) },
      progress: progress)
  }

  private static func noDraws(_ density: Density, _ options: SamplerOptions) -> Draws {
    Draws(
      dimension: density.dimension,
      chains: Array(repeating: Draws.Chain(), count: options.chains))
  }
}
