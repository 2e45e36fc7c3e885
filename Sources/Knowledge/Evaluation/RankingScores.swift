import Foundation

/// How good a ranking of documents is, for one question.
package struct RankingScores: Sendable, Equatable {
  /// Whether one of the first k answers the question, by k.
  package var hits: [Int: Bool]
  /// 1 / the rank of the first that answers; 0 if none does.
  package var reciprocalRank: Double
  /// Discounted cumulative gain of the first ten, as a share of the best possible.
  ///
  /// Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418, with the gain as stated and the discount
  /// log2(rank + 1).
  package var gain: Double

  /// The depths at which hits are counted.
  package static let depths = [1, 3, 5, 10]

  /// Scores a ranking.
  package init(_ ranking: [String], relevance: [String: Double]) {
    let ranking = Array(ranking.prefix(10))
    let first = ranking.firstIndex { relevance[$0, default: 0] > 0 }
    hits = Dictionary(
      uniqueKeysWithValues: Self.depths.map { ($0, first.map { $0 + 1 } ?? .max <= $0) })
    reciprocalRank = first.map { 1 / Double($0 + 1) } ?? 0
    func sum(_ gains: [Double]) -> Double {
      gains.enumerated().reduce(0) { $0 + $1.element / log2(Double($1.offset) + 2) }
    }
    let best = sum(Array(relevance.values.sorted(by: >).prefix(10)))
    gain = best > 0 ? sum(ranking.map { relevance[$0, default: 0] }) / best : 0
  }
}
