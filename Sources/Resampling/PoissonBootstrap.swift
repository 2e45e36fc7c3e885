public import Probability

/// The Poisson bootstrap: each replicate counts every unit a Poisson(1) number of times.
///
/// Units that look alike may be kept as one with their number: the sum of as many Poisson(1) counts
/// is one Poisson draw. So a replicate costs one pass over distinct units, however many there were.
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

  /// The random numbers of one replicate.
  public func stream(ofReplicate replicate: Int) -> RandomStream {
    root.substream(UInt64(replicate))
  }
}
