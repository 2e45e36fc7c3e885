import Probability

/// Journeys dealt into folds.
///
/// Single journeys are dealt, not distinct ones, so that each fold holds nearly equal parts of all that
/// look alike. Which fold gets what does not divide evenly is drawn by journey.
package struct HazardFolds {
  /// How many folds there are.
  package static let count = 5

  private let journeys: HazardJourneys
  private let turns: [(converting: Int, nulls: Int)]

  /// Deals by a stream of the seed.
  package init(_ journeys: HazardJourneys, seed: UInt64) {
    self.journeys = journeys
    let source = RandomStream(seed: seed, stream: 0x4841_5A32)
    turns = (0..<journeys.count).map {
      var draw = source.substream(UInt64($0))
      return (Self.turn(&draw), Self.turn(&draw))
    }
  }

  private static func turn(_ draw: inout RandomStream) -> Int {
    Int(draw.next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// What one fold holds.
  package func held(_ fold: Int) -> HazardWeights {
    let part = { (all: Int, turn: Int) in
      Double((all + (fold + turn) % Self.count) / Self.count)
    }
    return HazardWeights(
      converting: zip(journeys.converting, turns).map { part($0, $1.converting) },
      nulls: zip(journeys.nulls, turns).map { part($0, $1.nulls) })
  }

  /// What all the others hold.
  package func others(_ fold: Int) -> HazardWeights {
    let held = held(fold)
    return HazardWeights(
      converting: zip(journeys.converting, held.converting).map { Double($0) - $1 },
      nulls: zip(journeys.nulls, held.nulls).map { Double($0) - $1 })
  }
}
