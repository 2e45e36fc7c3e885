import Inference
import MediaMix
import Synchronization

/// Adds up what the chains report, each by itself, to how far sampling has come as a whole.
final class SamplingProgress: Sendable {
  private struct Chain {
    /// Iterations and divergences of the phases before the one under way.
    var finished = 0
    var divergences = 0
    var current: SamplerProgress?

    mutating func receive(_ progress: SamplerProgress) {
      if let last = current,
        last.isWarmup != progress.isWarmup || progress.iteration < last.iteration
      {
        finished += last.iteration
        if !last.isWarmup { divergences += last.divergences }
      }
      current = progress
    }

    var done: Int { finished + (current?.iteration ?? 0) }
    /// What the phases so far amount to.
    var seen: Int { finished + (current?.total ?? 0) }
    var allDivergences: Int {
      divergences + (current.map { $0.isWarmup ? 0 : $0.divergences } ?? 0)
    }
  }

  private let planned: Int
  private let receiver: @Sendable (ProgressEvent) -> Void
  private let chains: Mutex<[Chain]>

  /// - Parameters:
  ///   - fits: how many fits follow each other.
  ///   - receiver: told how far all of them have come.
  init(
    _ options: MediaMixOptions.Sampler, fits: Int = 1,
    _ receiver: @escaping @Sendable (ProgressEvent) -> Void
  ) {
    // `auto` goes on after its first block only if it must.
    let draws: Int
    if case .count(let count) = options.draws { draws = count } else { draws = 1000 }
    planned = fits * (options.warmup + draws)
    self.receiver = receiver
    chains = Mutex(Array(repeating: Chain(), count: max(1, options.chains)))
  }

  /// Forgets what was received: another fit begins.
  func restart() {
    chains.withLock { chains in chains = Array(repeating: Chain(), count: chains.count) }
  }

  func receive(_ progress: SamplerProgress) {
    let sampling = chains.withLock { chains in
      if progress.chain < chains.count { chains[progress.chain].receive(progress) }
      return ProgressEvent.Sampling(
        done: chains.map(\.done).reduce(0, +),
        total: chains.map { max(planned, $0.seen) }.reduce(0, +),
        divergences: chains.map(\.allDivergences).reduce(0, +))
    }
    receiver(.sampling(sampling))
  }
}
