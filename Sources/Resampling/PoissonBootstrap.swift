import Parallel
import Probability

/// The Poisson bootstrap: each replicate counts every unit a Poisson(1) number of times.
///
/// Units that look alike may be kept as one with their number: the sum of as many Poisson(1) counts
/// is one Poisson draw. So a replicate costs one pass over distinct units, however many there were.
/// The number of units varies between replicates, as it would between periods in which units arrive
/// at random; ratios do not feel that.
/// Chamandy, Muralidharan, Najmi and Naidu 2012, "Estimating uncertainty for massive data streams".
public struct PoissonBootstrap: Sendable {
  /// How many replicates there are.
  public let replicates: Int
  private let root: RandomStream

  /// Makes a bootstrap whose replicates depend on the seed and their own number alone.
  public init(replicates: Int, seed: UInt64) {
    self.replicates = replicates
    root = RandomStream(seed: seed, stream: 0x626F_6F74)
  }

  /// The weights of one replicate, for units in canonical order.
  public func weights(ofReplicate replicate: Int) -> PoissonWeights {
    PoissonWeights(root.substream(UInt64(replicate)))
  }

  /// Computes something of every replicate, on several threads; results are in order and do not
  /// depend on the number of threads.
  ///
  /// - Parameters:
  ///   - threads: how many replicates are computed at the same time.
  ///   - statistic: computes a replicate from its weights.
  /// - Throws: `CancellationError` after the replicates at work, and what `statistic` throws.
  public func map<Statistic: Sendable>(
    threads: Int, _ statistic: @escaping @Sendable (inout PoissonWeights) throws -> Statistic
  ) async throws -> [Statistic] {
    try await inParallel(replicates, width: max(threads, 1)) { replicate in
      try Task.checkCancellation()
      var weights = weights(ofReplicate: replicate)
      return try statistic(&weights)
    }
  }
}
