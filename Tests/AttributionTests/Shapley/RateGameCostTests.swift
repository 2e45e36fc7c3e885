import Attribution
import Probability
import TestSupport
import Testing

@Suite(
  "What games cost", .serialized,
  .enabled(if: SlowGroup.isEnabled, "LIFTWERK_SLOW is not set"))
struct RateGameCostTests {
  @Test(
    "an exact game costs little a replicate",
    arguments: [(8, 2e-3), (12, 20e-3), (20, 2.0)])
  func exact(channels: Int, limit: Double) throws {
    let table = GameTable.random(channels: channels, rows: 20_000, seed: 1)
    let game = try RateGame(paths: table.paths, worth: .conversions, options: AttributionOptions())
    let sets = PathSets(table.paths)
    let counts = try sets.counts(table.counts)
    let times = channels == 20 ? 3 : 200
    let start = SlowGroup.processorSeconds
    for _ in 0..<times { #expect(try game.credit(counts).worth?.count == channels) }
    let seconds = (SlowGroup.processorSeconds - start) / Double(times)
    SlowGroup.log(
      "exact rate game, \(channels) channels", seconds: seconds,
      "\(sets.sets.count) sets, \(seconds * 1e3) ms")
    #expect(seconds < limit)
  }

  @Test("500 channels and 100,000 sets are sampled in seconds")
  func sampled() throws {
    var stream = RandomStream(seed: 5, stream: 1)
    let rows = (0..<110_000).map { _ in
      let length = 2 + Int(stream.uniform() * 8)
      // Channels of very different sizes, as they are.
      let touches = (0..<length).map { _ in
        "c\(1000 + Int(500 * stream.uniform() * stream.uniform()))"
      }
      let conversions = Int(stream.uniform() * Double(length))
      return GameTable.Row(
        path: touches, conversions: conversions, value: 1_000 * conversions, nulls: 10)
    }
    let table = GameTable(rows)
    let sets = PathSets(table.paths)
    let game = try RateGame(sets, worth: .conversions, options: .sampling(1_000))
    let start = SlowGroup.processorSeconds
    let credit = try game.credit(table.counts)
    let seconds = SlowGroup.processorSeconds - start
    SlowGroup.log(
      "sampled rate game, \(table.paths.channels.count) channels, 1,000 permutations",
      seconds: seconds, "\(sets.sets.count) sets")
    let replicates = try game.forReplicates(of: table.counts)
    let begun = SlowGroup.processorSeconds
    #expect(try replicates.credit(table.counts).worth?.count == table.paths.channels.count)
    let one = SlowGroup.processorSeconds - begun
    SlowGroup.log("sampled rate game, one replicate", seconds: one, "\(one * 1e3) ms")
    #expect(credit.worthErrors?.count == table.paths.channels.count)
    #expect(seconds < 5)
  }

  @Test("rules and sums of 250,000 paths cost little a replicate")
  func rules() throws {
    let table = GameTable.random(channels: 12, rows: 800_000, seed: 3)
    let options = AttributionOptions()
    var start = SlowGroup.processorSeconds
    let sets = PathSets(table.paths)
    let prepared = SlowGroup.processorSeconds - start
    let models: [(String, any CreditModel)] = [
      ("linear", LinearCredit(paths: table.paths, options: options)),
      ("position", try PositionCredit(paths: table.paths, options: options)),
      ("first touch", FirstTouch(paths: table.paths, options: options)),
      ("sum game", SumGame(sets)),
      ("ordered sum game", OrderedSumGame(paths: table.paths, options: options)),
    ]
    let all = SlowGroup.processorSeconds - start
    SlowGroup.log(
      "rules and sums prepared", seconds: all, "\(table.paths.count) paths, sets \(prepared) s")
    for (name, model) in models {
      start = SlowGroup.processorSeconds
      #expect(try model.credit(table.counts).conversions?.count == 12)
      let seconds = SlowGroup.processorSeconds - start
      SlowGroup.log(name, seconds: seconds, "\(seconds * 1e3) ms")
      #expect(seconds < 1)
    }
  }

  @Test("the hazard of 200,000 journeys is fitted and credited in seconds", arguments: [12, 500])
  func hazard(channels: Int) throws {
    var truth = SimulatedJourneys(effects: (0..<channels).map { 0.2 * Double($0 % 6) })
    truth.longest = 10
    let timed = truth.draw(200_000, seed: 2)
    let names = truth.channels
    let table = timed.table(names)
    var start = SlowGroup.processorSeconds
    let model = try HazardModel(
      timed: timed, channels: names, options: AttributionOptions())
    SlowGroup.log(
      "hazard, \(channels) channels, \(timed.count) journeys, fit",
      seconds: SlowGroup.processorSeconds - start,
      "half-life \(model.halfLifeDays) days")
    start = SlowGroup.processorSeconds
    let hazard = HazardCredit(model, paths: table.paths, counts: table.counts)
    SlowGroup.log(
      "hazard, credit prepared", seconds: SlowGroup.processorSeconds - start,
      "\(hazard.conversionsWithoutDrop) conversions without drop")
    start = SlowGroup.processorSeconds
    let credit = hazard.credit(table.counts)
    SlowGroup.log(
      "hazard, one replicate", seconds: SlowGroup.processorSeconds - start,
      "\(credit.conversions?.count ?? 0) channels")
    start = SlowGroup.processorSeconds
    let score = try model.heldOutScore(seed: 1)
    SlowGroup.log("hazard, five folds", seconds: SlowGroup.processorSeconds - start, "\(score)")
    #expect(
      isRelativelyClose(
        credit.conversions?.reduce(0, +) ?? .nan, Double(table.counts.totalConversions), 1e-10))
  }
}
