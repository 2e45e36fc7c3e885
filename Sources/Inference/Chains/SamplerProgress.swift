/// How far one chain has come.
public struct SamplerProgress: Sendable, Equatable {
  /// The chain, from 0.
  public var chain: Int
  /// Iterations done in this phase.
  public var iteration: Int
  /// Iterations of this phase.
  public var total: Int
  /// Whether the phase is warm-up.
  public var isWarmup: Bool
  /// Divergent transitions of this phase so far.
  public var divergences: Int
}

/// Passes progress on, at most ten times a second a chain and once at the end.
struct ProgressReporter {
  typealias Receiver = @Sendable (SamplerProgress) -> Void

  private static let interval = Duration.milliseconds(100)
  private let receiver: Receiver?
  private var progress: SamplerProgress
  private var lastReport = ContinuousClock.now

  init(_ receiver: Receiver?, chain: Int, total: Int, isWarmup: Bool) {
    self.receiver = receiver
    progress = SamplerProgress(
      chain: chain, iteration: 0, total: total, isWarmup: isWarmup, divergences: 0)
  }

  /// Divergent transitions so far.
  var divergences: Int { progress.divergences }

  /// Counts one iteration.
  mutating func advance(divergent: Bool) {
    progress.iteration += 1
    if divergent { progress.divergences += 1 }
    guard let receiver else { return }
    let now = ContinuousClock.now
    if progress.iteration == progress.total || now - lastReport >= Self.interval {
      lastReport = now
      receiver(progress)
    }
  }
}
