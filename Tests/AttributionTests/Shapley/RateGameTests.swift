import Attribution
import Findings
import TestSupport
import Testing

@Suite("The rate and value games")
struct RateGameTests {
  private let fixture: CreditRulesFixture
  private let table: GameTable

  init() throws {
    fixture = try CreditRulesFixture.load()
    table = fixture.table
  }

  @Test("worth is the Shapley value over all orders of the channels")
  func bruteForce() throws {
    let rate = try game(table, .conversions).credit(table.counts)
    let value = try game(table, .value).credit(table.counts)
    for (a, b) in zip(rate.worth ?? [], fixture.rate_game) { #expect(isClose(a, b, 1e-15)) }
    for (a, b) in zip(value.worth ?? [], fixture.value_game) {
      #expect(isRelativelyClose(a, b, 1e-13))
    }
    #expect(rate.worthErrors == nil)
  }

  @Test("credits are shares of worth times all conversions")
  func credits() throws {
    let credit = try game(table, .conversions).credit(table.counts)
    let sum = fixture.rate_game.reduce(0, +)
    for (a, b) in zip(credit.conversions ?? [], fixture.rate_game) {
      #expect(isRelativelyClose(a, b / sum * 35, 1e-13))
    }
    let last = try #require(credit.value?.last)
    #expect(
      isRelativelyClose(
        last, (fixture.rate_game.last ?? 0) / sum * Double(table.counts.totalValue), 1e-12))
  }

  @Test("worth sums to the rate of all journeys", arguments: [1, 2, 3, 8, 12])
  func efficiency(channels: Int) throws {
    let table = GameTable.random(channels: channels, rows: 200, seed: 5)
    let worth = try game(table, .conversions).credit(table.counts).worth ?? []
    let (conversions, nulls) = (table.counts.totalConversions, table.counts.totalNulls)
    #expect(
      isRelativelyClose(
        worth.reduce(0, +), Double(conversions) / Double(conversions + nulls), 1e-13))
  }

  @Test("channels that stand in for each other have the same worth")
  func symmetry() throws {
    let table = GameTable([
      ("a", 5, 0, 20), ("b", 5, 0, 20), ("a > c", 9, 0, 10), ("c > b", 9, 0, 10), ("c", 1, 0, 9),
    ])
    let worth = table.named(try game(table, .conversions).credit(table.counts).worth)
    #expect(isClose(worth["a"] ?? .nan, worth["b"] ?? 0, 1e-15))
  }

  @Test("a channel that lowers the rate leaves no shares, but its worth is told")
  func mixedSigns() throws {
    let table = GameTable([("a", 50, 10, 50), ("a > idle", 1, 1, 500), ("idle", 0, 0, 900)])
    let credit = try game(table, .conversions).credit(table.counts)
    #expect(credit.conversions == nil && credit.value == nil)
    #expect(credit.refusal?.reason.en.contains("idle") == true)
    #expect(credit.refusal?.remedy.de.isEmpty == false)
    #expect((credit.worth?[1] ?? 0) < 0)
  }

  @Test("without journeys that did not convert, and without value, games are refused")
  func undefined() throws {
    let table = GameTable([("a", 5, 0, 0), ("a > b", 3, 0, 0)])
    #expect(try game(table, .conversions).credit(table.counts).refusal != nil)
    var counts = table.counts
    counts.nulls = [9, 1]
    #expect(try game(table, .conversions).credit(counts).refusal == nil)
    #expect(try game(table, .value).credit(counts).refusal?.reason.en.contains("value") == true)
  }

  @Test("totals beyond 2^63 are refused")
  func overflow() {
    let table = GameTable([("a", Int.max, 0, 1), ("b", 1, 0, Int.max)])
    #expect(throws: AttributionError.self) {
      try game(table, .conversions).credit(table.counts)
    }
  }

  private func game(_ table: GameTable, _ worth: RateGame.Worth) throws -> RateGame {
    try RateGame(paths: table.paths, worth: worth, options: AttributionOptions())
  }
}
