/// Joins several rankings into one.
package enum RankFusion {
  /// Reciprocal rank fusion: a thing scores the sum of 1 / (60 + rank) over the rankings that have it.
  ///
  /// Cormack, Clarke and Büttcher 2009, doi:10.1145/1571941.1572114.
  ///
  /// - Returns: things and scores, the best first; equal scores in order of the things.
  package static func fuse(_ rankings: [[Int64]]) -> [(thing: Int64, score: Double)] {
    var scores: [Int64: Double] = [:]
    for ranking in rankings {
      for (place, thing) in ranking.enumerated() {
        scores[thing, default: 0] += 1 / (constant + Double(place + 1))
      }
    }
    return scores.map { (thing: $0.key, score: $0.value) }
      .sorted { ($0.score, $1.thing) > ($1.score, $0.thing) }
  }

  private static let constant = 60.0

  /// Maximal marginal relevance: one by one, what is most relevant and least like those chosen.
  ///
  /// Each step takes the largest `trade * relevance - (1 - trade) * largest likeness to those chosen`.
  /// Carbonell and Goldstein 1998, doi:10.1145/290941.291025.
  ///
  /// - Parameters:
  ///   - relevance: from 0 to 1, the best first.
  ///   - trade: 1 looks at relevance alone.
  ///   - count: how many to choose.
  ///   - likeness: of two things, from 0 to 1.
  /// - Returns: the places of those chosen, in the order of choice.
  /// - Complexity: O(n x count).
  package static func diversify(
    _ relevance: [Double], trade: Double, count: Int, likeness: (Int, Int) -> Double
  ) -> [Int] {
    var chosen: [Int] = []
    var nearest = [Double](repeating: 0, count: relevance.count)
    var rest = Array(relevance.indices)
    while chosen.count < count, !rest.isEmpty {
      var best = 0
      var bestScore = -Double.infinity
      for (place, index) in rest.enumerated() {
        let score = trade * relevance[index] - (1 - trade) * nearest[index]
        if score > bestScore { (best, bestScore) = (place, score) }
      }
      let taken = rest.remove(at: best)
      chosen.append(taken)
      for index in rest { nearest[index] = max(nearest[index], likeness(index, taken)) }
    }
    return chosen
  }
}
