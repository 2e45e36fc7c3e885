import Foundation
package import Inference

/// Where an earlier fit left off: enough to begin the next one with a short warm-up.
///
/// A fit that starts warm has the same posterior, draws other random numbers, and is as
/// reproducible: the same state, data and seed give the same bits.
public struct WarmStart: Sendable, Equatable, Codable {
  /// Iterations of warm-up from a warm start, unless fewer were asked for.
  package static let warmup = 200

  /// The sampled coordinates, in order.
  package var names: [String]
  /// The channels whose geo deviations were sampled as they are.
  package var centred: [String]
  /// Which attempt the draws were of; later ones follow divergences.
  package var attempt: Int
  package var chains: [ChainStart]

  /// Iterations of warm-up that take its place.
  static func warmup(_ options: MediaMixOptions.Sampler) -> Int { min(options.warmup, warmup) }

  /// A start for each chain: where the chains of the earlier fit ended, one after the other.
  ///
  /// - Returns: nil if they do not fit a density with these coordinates, with the reason.
  func starts(_ count: Int, names: [String]) -> (starts: [ChainStart]?, reason: String?) {
    guard names == self.names else {
      let (now, then) = (Set(names), Set(self.names))
      let gone = then.subtracting(now).count
      let added = now.subtracting(then).count
      return (
        nil, "its parameters are others than the earlier fit's (\(added) new, \(gone) gone)"
      )
    }
    guard !chains.isEmpty, chains.allSatisfy({ $0.isUsable(dimension: names.count) }) else {
      return (nil, "the earlier fit's state is damaged")
    }
    return ((0..<count).map { chains[$0 % chains.count] }, nil)
  }
}

extension MediaMixResult {
  /// Where this fit left off, for the next one; nil if the metric is not diagonal.
  public var warmStart: WarmStart? {
    guard sampling.chains.allSatisfy({ $0.metric.isDiagonal }) else { return nil }
    let layout = sampling.density.layout
    return WarmStart(
      names: sampling.density.coordinateNames,
      centred: zip(data.terms, layout.forms).filter { $0.1 == .centred }.map(\.0),
      attempt: sampling.origin.attempt,
      chains: sampling.chains.map {
        ChainStart(
          position: $0.position, stepSize: $0.stepSize, variances: $0.metric.variances)
      })
  }
}
