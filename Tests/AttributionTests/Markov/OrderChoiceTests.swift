import Attribution
import TestSupport
import Testing

@Suite("The order of a Markov model by held-out score")
struct OrderChoiceTests {
  @Test("the order of simulated chains is found again", arguments: [1, 2])
  func recovered(order: Int) throws {
    for seed in [11, 12, 13] as [UInt64] {
      var simulation = SimulatedPaths(channels: 4, order: order, seed: seed)
      let (paths, counts) = simulation.table(journeys: 20_000).prepared
      let choice = try MarkovOrderChoice(
        paths: paths, counts: counts, options: AttributionOptions())
      #expect(choice.order == order)
      #expect(choice.scores.map(\.model) == [.markov1, .markov2, .markov3, .markov4, .markov5])
      #expect(choice.scores.allSatisfy { $0.journeys == 20_000 && $0.shortfall >= 0 })
      #expect(choice.scores.allSatisfy { $0.standardError > $0.shortfallError })
      #expect(choice.model.states.order == order)
    }
  }

  @Test("a score is the log probability a journey has, and the area tells ends apart")
  func known() throws {
    // Fitted without any of them, the journeys of each fold are nearly certain.
    let (paths, counts) = GameTable([("a", 5_000, 0, 0), ("b", 0, 0, 5_000)]).prepared
    let choice = try MarkovOrderChoice(paths: paths, counts: counts, options: AttributionOptions())
    #expect(choice.order == 1)
    #expect(abs(choice.scores[0].logScore + 0.6931) < 2e-3)
    #expect(choice.scores[0].auc == 1)
    #expect(choice.scores[0].standardError < 1e-3)
  }

  @Test("ends that the last state does not tell apart have an area near one half")
  func chance() throws {
    let (paths, counts) = GameTable([("a", 500, 0, 2_000), ("b", 500, 0, 2_000)]).prepared
    let choice = try MarkovOrderChoice(paths: paths, counts: counts, options: AttributionOptions())
    #expect(abs((choice.scores[0].auc ?? 0) - 0.5) < 0.06)
  }

  @Test("there is no area without null journeys, and no choice without journeys")
  func edges() throws {
    let (paths, counts) = GameTable([("a > b", 5, 0, 0), ("b", 3, 0, 0)]).prepared
    let choice = try MarkovOrderChoice(paths: paths, counts: counts, options: AttributionOptions())
    #expect(choice.scores.allSatisfy { $0.auc == nil && $0.logScore.isFinite })
    let none = PathCounts(conversions: [0, 0], value: [0, 0], nulls: [0, 0])
    #expect(throws: AttributionError.self) {
      try MarkovOrderChoice(paths: paths, counts: none, options: AttributionOptions())
    }
  }

  @Test("orders beyond the limit of states are left out, and the seed decides the folds")
  func limited() throws {
    var simulation = SimulatedPaths(channels: 4, order: 2, seed: 14)
    let (paths, counts) = simulation.table(journeys: 2_000).prepared
    var options = AttributionOptions()
    options.stateLimit = 20
    let two = try MarkovOrderChoice(paths: paths, counts: counts, options: options)
    #expect(two.scores.count == 2)
    let again = try MarkovOrderChoice(paths: paths, counts: counts, options: options)
    #expect(again.scores == two.scores)
    options.seed = 2
    let other = try MarkovOrderChoice(paths: paths, counts: counts, options: options)
    #expect(other.scores != two.scores)
    #expect(abs(other.scores[1].logScore - two.scores[1].logScore) < 0.02)
  }
}
