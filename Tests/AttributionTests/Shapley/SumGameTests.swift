import Attribution
import TestSupport
import Testing

@Suite("The sum game")
struct SumGameTests {
  private let fixture: CreditRulesFixture
  private let table: GameTable

  init() throws {
    fixture = try CreditRulesFixture.load()
    table = fixture.table
  }

  @Test("its Shapley value is that over all orders of the channels")
  func bruteForce() throws {
    let credit = try SumGame(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    for (a, b) in zip(credit.conversions ?? [], fixture.sum_game) {
      #expect(isRelativelyClose(a, b, 1e-14))
    }
    #expect(credit.worth == credit.conversions)
  }

  @Test("sets are distinct, canonical, and hold the counts of their paths")
  func sets() throws {
    let found = PathSets(
      GameTable([("b > a", 1, 2, 3), ("a > b > a", 4, 5, 6), ("c", 7, 8, 9), ("a > c", 1, 1, 1)])
        .paths)
    #expect(found.sets.count == 3)
    #expect((0..<3).map { Array(found.sets[$0]) } == [[0, 1], [0, 2], [2]])
    let counts = PathCounts(
      conversions: [4, 1, 1, 7], value: [5, 1, 2, 8], nulls: [6, 1, 3, 9])
    #expect(
      try found.counts(counts)
        == SetCounts(conversions: [5, 1, 7], value: [7, 1, 8], nulls: [9, 1, 9]))
  }

  @Test("a channel whose journeys never convert gets nothing, and twins get the same")
  func nullAndSymmetricPlayers() throws {
    let table = GameTable([
      ("a > b", 3, 10, 5), ("x > y", 2, 4, 1), ("x > y > a", 5, 5, 5), ("dud", 0, 0, 50),
    ])
    let credit = table.named(
      try SumGame(paths: table.paths, options: AttributionOptions()).credit(table.counts)
        .conversions)
    #expect(credit["dud"] == 0)
    #expect(credit["x"] == credit["y"])
  }

  @Test("more than 64 channels are no different from few")
  func manyChannels() throws {
    let table = GameTable.random(channels: 300, rows: 2_000, seed: 3)
    let credit = try SumGame(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    var expected = Array(repeating: 0.0, count: 300)
    for path in 0..<table.paths.count {
      let distinct = Set(table.paths[path])
      for channel in distinct {
        expected[Int(channel)] += Double(table.counts.conversions[path]) / Double(distinct.count)
      }
    }
    for (a, b) in zip(credit.conversions ?? [], expected) { #expect(isClose(a, b, 1e-12)) }
  }

  @Test("sums of counts beyond 2^63 are refused")
  func overflow() {
    let table = GameTable([("a > b", Int.max, 0, 0), ("b > a", Int.max, 0, 0)])
    #expect(throws: AttributionError.self) {
      try SumGame(paths: table.paths, options: AttributionOptions()).credit(table.counts)
    }
  }
}

@Suite("The ordered sum game")
struct OrderedSumGameTests {
  private let fixture: CreditRulesFixture
  private let table: GameTable

  init() throws {
    fixture = try CreditRulesFixture.load()
    table = fixture.table
  }

  @Test("credit by place equals exact fractions")
  func places() {
    let credit = OrderedSumGame(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    #expect(credit.byPlace?.count == fixture.places.count)
    for (row, expected) in zip(credit.byPlace ?? [], fixture.places) {
      for (a, b) in zip(row, expected) { #expect(isRelativelyClose(a, b, 1e-14)) }
    }
    for (a, b) in zip(credit.value ?? [], fixture.ordered_value) {
      #expect(isRelativelyClose(a, b, 1e-14))
    }
  }

  @Test("places sum to the sum game", arguments: 1...4)
  func sums(seed: UInt64) throws {
    let table = GameTable.random(channels: 9, rows: 400, seed: seed)
    let options = AttributionOptions()
    let ordered = OrderedSumGame(paths: table.paths, options: options).credit(table.counts)
    let plain = try SumGame(paths: table.paths, options: options).credit(table.counts)
    for channel in table.paths.channels.indices {
      let sum = ordered.byPlace?.reduce(0) { $0 + $1[channel] } ?? .nan
      #expect(isRelativelyClose(sum, plain.conversions?[channel] ?? .nan, 1e-13))
    }
  }

  @Test("the tenth place holds all later ones")
  func latePlaces() {
    let path = Array(repeating: "a", count: 11) + ["b"]
    let table = GameTable([GameTable.Row(path: path, conversions: 22)])
    let credit = OrderedSumGame(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    #expect(credit.byPlace?.count == 10)
    #expect(credit.byPlace?[0] == [1, 0])
    #expect(credit.byPlace?[9] == [2, 11])
  }
}
