import Foundation

/// Counter-based random streams: Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011,
/// "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405).
///
/// A stream is addressed by (seed, stream); the n-th block of a stream is a pure function of
/// (seed, stream, n). So chains, replicates and reconstructed draws may run in any order, on any
/// number of threads, and still see the same numbers.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: (UInt32, UInt32)
  private let stream: UInt64
  private var block: UInt64
  private var second: UInt64 = 0
  private var hasSecond = false

  /// Opens a stream.
  ///
  /// - Parameters:
  ///   - seed: the run's seed; it becomes the Philox key.
  ///   - stream: which stream of that seed, e.g. the chain's number.
  ///   - index: the first 128-bit block to draw, so that a place in the stream can be addressed.
  public init(seed: UInt64, stream: UInt64, index: UInt64 = 0) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.stream = stream
    block = index
  }

  /// An address and a place in it: everything that decides what comes next.
  package struct Place: Sendable, Equatable {
    package var seed: UInt64
    package var stream: UInt64
    package var block: UInt64
    /// The second half of the last block, if it was not read yet.
    package var pending: UInt64?

    package init(seed: UInt64, stream: UInt64, block: UInt64, pending: UInt64?) {
      self.seed = seed
      self.stream = stream
      self.block = block
      self.pending = pending
    }
  }

  /// Goes on from a place that a stream had reached.
  package init(_ place: Place) {
    self.init(seed: place.seed, stream: place.stream, index: place.block)
    second = place.pending ?? 0
    hasSecond = place.pending != nil
  }

  /// Where the stream stands.
  package var place: Place {
    Place(
      seed: UInt64(key.0) | UInt64(key.1) << 32, stream: stream, block: block,
      pending: hasSecond ? second : nil)
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if hasSecond {
      hasSecond = false
      return second
    }
    let words = Self.philox(
      counter: (
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)
      ), key: key)
    block &+= 1
    second = UInt64(words.2) | UInt64(words.3) << 32
    hasSecond = true
    return UInt64(words.0) | UInt64(words.1) << 32
  }

  /// Opens a stream of its own for a part of this one's work, such as one replicate.
  ///
  /// Seed and stream of the part are one Philox block, made of this stream's address and the part's
  /// number under the complemented key; how far this stream has been read does not matter.
  public func substream(_ part: UInt64) -> RandomStream {
    let words = Self.philox(
      counter: (
        UInt32(truncatingIfNeeded: part), UInt32(truncatingIfNeeded: part >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)
      ), key: (~key.0, ~key.1))
    return RandomStream(
      seed: UInt64(words.0) | UInt64(words.1) << 32,
      stream: UInt64(words.2) | UInt64(words.3) << 32)
  }

  /// A uniform number in the open interval (0, 1), on the grid of odd multiples of 2^-53.
  ///
  /// One bit more would round its largest number to one.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, by Marsaglia's polar method.
  public mutating func standardNormal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s < 1 && s > 0 { return u * (-2 * log(s) / s).squareRoot() }
    }
  }

  /// One block of ten Philox rounds.
  package static func philox(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let p0 = 0xD251_1F53 as UInt64 &* UInt64(c0)
      let p1 = 0xCD9E_8D57 as UInt64 &* UInt64(c2)
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: p1 >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: p1),
        UInt32(truncatingIfNeeded: p0 >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: p0)
      )
      k0 = k0 &+ 0x9E37_79B9
      k1 = k1 &+ 0xBB67_AE85
    }
    return (c0, c1, c2, c3)
  }
}
