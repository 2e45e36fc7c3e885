/// A rate limit that allows bursts: a bucket that fills at a rate, and from which each request takes one.
public struct TokenBucket: Sendable {
  /// Requests a second in the long run.
  public let rate: Double
  /// Requests at once.
  public let burst: Double
  private var level: Double
  private var last: Double

  /// Makes a full bucket.
  ///
  /// - Precondition: rate and burst are positive.
  public init(rate: Double, burst: Double, now: Double) {
    precondition(rate > 0 && burst > 0, "a bucket that never fills")
    self.rate = rate
    self.burst = burst
    level = burst
    last = now
  }

  /// Takes one out.
  ///
  /// - Parameter now: the seconds of a clock that never goes back.
  /// - Returns: nil if there was one; else the seconds until there will be.
  public mutating func take(now: Double) -> Double? {
    level = min(burst, level + max(now - last, 0) * rate)
    last = max(now, last)
    guard level >= 1 else { return (1 - level) / rate }
    level -= 1
    return nil
  }
}
