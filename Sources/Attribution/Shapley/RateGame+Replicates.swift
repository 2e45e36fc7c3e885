extension RateGame {
  /// The most permutations that a replicate is sampled with.
  package static let replicatePermutations = 64

  /// A sampled game spends fewer permutations on replicates, see `SampledReplicates`.
  ///
  /// - Throws: `refused` if a sum of counts exceeds 2^63.
  package func forReplicates(of full: PathCounts) throws(AttributionError) -> any CreditModel {
    let isSampled = pathSets.sets.channels.count > Self.exactLimit
    guard isSampled, permutations > Self.replicatePermutations else { return self }
    return SampledReplicates(self, of: try pathSets.counts(full))
  }

  /// The same game with another number of permutations.
  fileprivate func sampled(_ permutations: Int) -> RateGame {
    var game = self
    game.permutations = permutations
    return game
  }
}

/// A sampled game for replicates: how much a replicate differs from the full sample is sampled with few
/// permutations, the same for both, and added to the full sample's worth.
///
/// What few permutations miss is then nearly the same in both and cancels. What remains makes replicates
/// vary a little more than they should, so that intervals are rather too wide than too narrow.
private struct SampledReplicates: CreditModel {
  private let game: RateGame
  /// The full sample's worth with all permutations less that with few.
  private let shift: [Double]
  private let errors: [Double]?

  init(_ all: RateGame, of full: SetCounts) {
    game = all.sampled(RateGame.replicatePermutations)
    let counts = all.game(full)
    let best = all.worth(of: counts)
    shift = zip(best.worth, game.worth(of: counts).worth).map(-)
    errors = best.errors
  }

  func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    try game.credit(try game.pathSets.counts(counts)) { counts in
      let found = game.worth(of: counts).worth
      return RateGame.Estimate(worth: zip(found, shift).map(+), errors: errors)
    }
  }
}
