import Attribution
import Findings
import Foundation
import Probability
import TestSupport
import Testing

@Suite("Sampled games")
struct SampledRateGameTests {
  /// The table beside 20 more channels that never occur with conversions or nulls: they make the game
  /// one of more than 20 channels, which is sampled, and have no worth.
  private func padded(_ table: GameTable) -> GameTable {
    var rows = (0..<table.paths.count).map { path in
      GameTable.Row(
        path: table.paths[path].map { table.paths.channels[Int($0)] },
        conversions: table.counts.conversions[path], value: table.counts.value[path],
        nulls: table.counts.nulls[path])
    }
    rows += (0..<20).map { GameTable.Row(path: ["z\($0)"]) }
    return GameTable(rows)
  }

  @Test("it agrees with the exact game within its error bars")
  func agreement() throws {
    let table = GameTable.random(channels: 12, rows: 600, seed: 2)
    let exact = table.named(
      try RateGame(paths: table.paths, worth: .conversions, options: AttributionOptions())
        .credit(table.counts).worth)
    let wide = padded(table)
    let sampled = try RateGame(paths: wide.paths, worth: .conversions, options: .sampling(2_000))
      .credit(wide.counts)
    let errors = wide.named(sampled.worthErrors)
    for (name, worth) in wide.named(sampled.worth) {
      let error = errors[name] ?? .nan
      #expect(abs(worth - (exact[name] ?? 0)) <= 4 * error + 1e-15)
      #expect(exact[name] == nil || error > 0)
    }
    let total = sampled.worth?.reduce(0, +) ?? .nan
    #expect(isRelativelyClose(total, exact.values.reduce(0, +), 1e-12))
  }

  /// The squared errors in units of their bars, over many seeds: each t-like with 99 degrees of freedom,
  /// so that their sum, nearly chi-square, lies outside the limits in one of 1,000 true cases.
  @Test("its error bars are honest")
  func honesty() throws {
    let table = GameTable.random(channels: 5, rows: 60, seed: 6)
    let exact = table.named(
      try RateGame(paths: table.paths, worth: .conversions, options: AttributionOptions())
        .credit(table.counts).worth)
    let wide = padded(table)
    let sets = PathSets(wide.paths)
    let seeds = 400
    var squares: [String: Double] = [:]
    for seed in 1...seeds {
      let sampled = try RateGame(
        sets, worth: .conversions, options: .sampling(200, seed: UInt64(seed))
      ).credit(wide.counts)
      let errors = wide.named(sampled.worthErrors)
      for (name, worth) in wide.named(sampled.worth) where exact[name] != nil {
        squares[name, default: 0] += pow((worth - (exact[name] ?? 0)) / (errors[name] ?? 0), 2)
      }
    }
    // Mean 99 / 97 and variance near 2 for one squared t of 99 degrees; five channels at 1e-3 together.
    let deviation = (2.15 * Double(seeds)).squareRoot()
    let limit = -normalQuantile(1e-3 / 10) * deviation
    #expect(squares.count == 5)
    for (_, sum) in squares { #expect(abs(sum - Double(seeds) * 99 / 97) < limit) }
  }

  @Test("replicates start from the full sample's worth, and move nearly as the exact game does")
  func replicates() throws {
    let table = GameTable.random(channels: 12, rows: 600, seed: 2)
    let wide = padded(table)
    let game = try RateGame(paths: wide.paths, worth: .conversions, options: .sampling(1_000))
    let replicates = try game.forReplicates(of: wide.counts)
    let full = try game.credit(wide.counts)
    for (a, b) in zip(full.worth ?? [], try replicates.credit(wide.counts).worth ?? []) {
      #expect(isClose(a, b, 1e-13))
    }
    let short = try RateGame(
      paths: wide.paths, worth: .conversions,
      options: .sampling(RateGame.replicatePermutations))
    let exact = try RateGame(
      paths: table.paths, worth: .conversions, options: AttributionOptions())
    var drawn = (narrow: table.counts, wide: wide.counts)
    var stream = RandomStream(seed: 4, stream: 4)
    for path in 0..<table.paths.count {
      let factor = Int(stream.uniform() * 3)
      drawn.narrow.conversions[path] *= factor
      drawn.wide.conversions[path] *= factor
    }
    let truth = try exact.credit(drawn.narrow).worth ?? []
    let miss = { (model: any CreditModel) in
      zip(truth, try model.credit(drawn.wide).worth ?? []).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
    }
    #expect(try miss(replicates) < miss(short))
  }

  @Test("an exact game credits replicates itself")
  func exactReplicates() throws {
    let table = GameTable.random(channels: 6, rows: 60, seed: 2)
    let game = try RateGame(
      paths: table.paths, worth: .conversions, options: AttributionOptions())
    #expect(try game.forReplicates(of: table.counts) is RateGame)
  }

  @Test("the same seed gives the same numbers, another seed others")
  func seeds() throws {
    let table = GameTable.random(channels: 30, rows: 300, seed: 2)
    let credits = try [7, 7, 8].map { (seed: UInt64) in
      try RateGame(paths: table.paths, worth: .conversions, options: .sampling(40, seed: seed))
        .credit(table.counts)
    }
    #expect(credits[0] == credits[1])
    #expect(credits[0].worth != credits[2].worth)
  }

  @Test("a channel that lowers the rate beyond its error bar leaves no shares")
  func mixedSigns() throws {
    var rows = (0..<22).map {
      GameTable.Row(path: ["c\($0)"], conversions: 30 + $0, value: 0, nulls: 70)
    }
    rows.append(GameTable.Row(path: ["idle"], conversions: 0, value: 0, nulls: 5_000))
    let table = GameTable(rows)
    let credit = try RateGame(paths: table.paths, worth: .conversions, options: .sampling(400))
      .credit(table.counts)
    #expect(credit.conversions == nil)
    #expect(credit.refusal?.reason.en.contains("idle") == true)
  }

  @Test("fewer than four permutations have no error bars and are refused")
  func fewPermutations() {
    let table = GameTable.random(channels: 25, rows: 200, seed: 2)
    #expect(throws: AttributionError.self) {
      try RateGame(paths: table.paths, worth: .conversions, options: .sampling(3))
    }
  }
}
