import Attribution
import Findings
import TestSupport
import Testing

private func credit(
  _ table: GameTable, order: Int = 1, _ change: (inout AttributionOptions) -> Void = { _ in }
) throws -> (credit: Credit, paths: PathList) {
  var options = AttributionOptions()
  change(&options)
  let (paths, counts) = table.prepared
  return (try MarkovModel(paths: paths, order: order, options: options).credit(counts), paths)
}

@Suite("Markov models")
struct MarkovModelTests {
  @Test("inverse and sweeps agree to 1e-11 on random chains", arguments: 1...5)
  func solvers(order: Int) throws {
    for (channels, seed) in [(2, 1), (5, 2), (19, 3)] as [(Int, UInt64)] {
      var simulation = SimulatedPaths(channels: channels, order: min(order, 2), seed: seed)
      let (paths, counts) = simulation.table(journeys: 400).prepared
      let model = try MarkovModel(paths: paths, order: order, options: AttributionOptions())
      let flows = MarkovFlows(model.states, counts)
      let dense = try model.chainEffects(flows, dense: true)
      let sweeps = try model.chainEffects(flows, dense: false)
      #expect(dense.count == 2)
      for (a, b) in zip(dense.joined(), sweeps.joined()) { #expect(isRelativelyClose(a, b, 1e-11)) }
    }
  }

  @Test("credits follow the channels' names, not their ranks, and sum to the totals")
  func renamed() throws {
    var simulation = SimulatedPaths(channels: 6, order: 1, seed: 4)
    let table = simulation.rows(journeys: 500)
    var other = table
    let names = Dictionary(
      uniqueKeysWithValues: (0..<6).map { ("c\(1_000 + $0)", "z\(($0 * 5 + 2) % 6)") })
    other = table.reversed().map {
      var row = $0
      row.path = row.path.map { names[$0] ?? "" }
      return row
    }
    for order in 1...3 {
      let (a, aPaths) = try credit(GameTable(table), order: order)
      let (b, bPaths) = try credit(GameTable(other), order: order)
      let renamed = Dictionary(uniqueKeysWithValues: zip(bPaths.channels, b.conversions ?? []))
      for (channel, amount) in zip(aPaths.channels, a.conversions ?? []) {
        #expect(isRelativelyClose(amount, renamed[names[channel] ?? ""] ?? 0, 1e-11))
      }
      let conversions = Double(table.reduce(0) { $0 + $1.conversions })
      let value = Double(table.reduce(0) { $0 + $1.value })
      #expect(isRelativelyClose(a.conversions?.reduce(0, +) ?? 0, conversions, 1e-13))
      #expect(isRelativelyClose(a.value?.reduce(0, +) ?? 0, value, 1e-13))
    }
  }

  @Test("rows in any order or split in two are bit for bit the same, and counts scale")
  func invariance() throws {
    var simulation = SimulatedPaths(channels: 5, order: 2, seed: 5)
    let table = simulation.rows(journeys: 300)
    var tripled = table
    for index in tripled.indices {
      tripled[index].conversions *= 3
      tripled[index].value *= 3
      tripled[index].nulls *= 3
    }
    let split = table.shuffled(by: 7) + table + table
    for order in 1...4 {
      let once = try credit(GameTable(table), order: order).credit
      let thrice = try credit(GameTable(tripled), order: order).credit
      #expect(try credit(GameTable(split), order: order).credit == thrice)
      for (a, b) in zip(once.conversions ?? [], thrice.conversions ?? []) {
        #expect(isRelativelyClose(3 * a, b, 1e-12))
      }
    }
  }

  @Test("without conversions credits are zero, and there are no effects")
  func noConversions() throws {
    for rule in AttributionOptions.RemovalRule.allCases {
      let credit = try credit(GameTable([("a > b", 0, 0, 3), ("b", 0, 0, 1)])) { $0.removal = rule }
        .credit
      #expect(credit.conversions == [0, 0])
      #expect(credit.value == [0, 0])
      #expect(credit.removalEffects == nil)
      #expect(credit.conversionProbability == 0)
    }
  }

  @Test("counts without any journey give zeros and no probability")
  func nothing() throws {
    let (paths, _) = GameTable([("a > b", 1, 0, 3)]).prepared
    let model = try MarkovModel(paths: paths, order: 2, options: AttributionOptions())
    let credit = try model.credit(PathCounts(conversions: [0], value: [0], nulls: [0]))
    #expect(credit.conversions == [0, 0])
    #expect(credit.conversionProbability == nil)
  }

  @Test("without null journeys the probability of conversion is one")
  func noNulls() throws {
    let credit = try credit(GameTable([("a > b", 2, 0, 0), ("b", 2, 0, 0)])).credit
    #expect(credit.conversionProbability == 1)
    #expect(credit.removalEffects == [0.5, 1])
    #expect(credit.value == nil)
  }

  @Test("one channel takes everything, at any order")
  func oneChannel() throws {
    for order in 1...5 {
      let table = GameTable([("a", 3, 9, 5), ("a > a > a > a > a > a > a", 1, 2, 1)])
      let credit = try credit(table, order: order).credit
      #expect(isClose(credit.removalEffects?[0] ?? 0, 1, 1e-14))
      #expect(credit.conversions == [4])
      #expect(credit.value == [11])
    }
  }

  @Test("of paths with one touch each channel has its own conversions")
  func oneTouch() throws {
    let table = GameTable([("a", 3, 30, 5), ("b", 1, 50, 0), ("c", 0, 0, 7)])
    for order in [1, 3] {
      let credit = try credit(table, order: order).credit
      #expect(zip(credit.conversions ?? [], [3, 1, 0]).allSatisfy { isClose($0, $1, 1e-14) })
      #expect(zip(credit.value ?? [], [30, 50, 0]).allSatisfy { isClose($0, $1, 1e-14) })
    }
  }

  @Test("counts that leave channels unvisited credit them nothing")
  func unvisited() throws {
    let (paths, counts) = GameTable([("a > b", 2, 8, 3), ("b > c > d", 1, 2, 1)]).prepared
    var some = counts
    (some.conversions[1], some.value[1], some.nulls[1]) = (0, 0, 0)
    for order in 1...3 {
      let model = try MarkovModel(paths: paths, order: order, options: AttributionOptions())
      let credit = try model.credit(some)
      #expect(isClose(credit.conversions?[0] ?? 0, 1, 1e-14))
      #expect(credit.conversions?[2...] == [0, 0])
      let flows = MarkovFlows(model.states, some)
      #expect(try model.chainEffects(flows, dense: false)[0] == [1, 1, 0, 0])
    }
  }

  @Test("a rare channel's effect keeps its relative accuracy")
  func rare() throws {
    // The rare channel ends one journey of 10^12; what is lost with it is that journey.
    let table = GameTable([
      ("a > b", 400_000_000_000, 0, 500_000_000_000), ("a > rare", 1, 0, 0),
      ("b", 0, 0, 100_000_000_000),
    ])
    for order in [1, 2] {
      let (paths, counts) = table.prepared
      let model = try MarkovModel(paths: paths, order: order, options: AttributionOptions())
      let flows = MarkovFlows(model.states, counts)
      for dense in [true, false] {
        let effect = try model.chainEffects(flows, dense: dense)[0][2]
        #expect(isRelativelyClose(effect, 1 / 400_000_000_001, 1e-13))
      }
    }
  }

  @Test("a journey of very many touches converges by sweeps as by the inverse")
  func longJourney() throws {
    let loop = Array(repeating: ["a", "b", "c"], count: 10_000).flatMap { $0 }
    let (paths, counts) = GameTable([
      .init(path: loop, conversions: 1), .init(path: ["a", "b"], conversions: 2, nulls: 7),
      .init(path: ["c", "a"], conversions: 1, nulls: 3),
      .init(path: ["d", "b", "a"], conversions: 2, nulls: 5),
    ]).prepared
    for order in 1...3 {
      let model = try MarkovModel(paths: paths, order: order, options: AttributionOptions())
      let flows = MarkovFlows(model.states, counts)
      let dense = try model.chainEffects(flows, dense: true)[0]
      let sweeps = try model.chainEffects(flows, dense: false)[0]
      for (a, b) in zip(dense, sweeps) { #expect(isRelativelyClose(a, b, 1e-9)) }
    }
  }

  @Test("500 channels are solved, and the total is kept")
  func manyChannels() throws {
    var simulation = SimulatedPaths(channels: 500, order: 1, seed: 6)
    let (paths, counts) = simulation.table(journeys: 4_000).prepared
    let model = try MarkovModel(paths: paths, order: 1, options: AttributionOptions())
    let credit = try model.credit(counts)
    #expect(credit.conversions?.count == 500)
    #expect(credit.conversions?.allSatisfy { $0 >= 0 } == true)
    #expect(
      isRelativelyClose(
        credit.conversions?.reduce(0, +) ?? 0, Double(counts.totalConversions), 1e-12))
  }

  @Test("states are numbered by length and channels, and counted against the limit")
  func states() throws {
    let (paths, counts) = GameTable([("b > a > a", 1, 0, 2), ("a > a > b", 0, 0, 4)]).prepared
    let states = try MarkovStates(paths: paths, order: 2, limit: 5)
    // (a) (b) (a a) (a b) (b a)
    #expect(states.last == [0, 1, 0, 1, 0])
    #expect(states.lengths == [1, 1, 2, 2, 2])
    let flows = MarkovFlows(states, counts)
    #expect(flows.visits == [4, 3, 7, 4, 3])
    #expect(flows.nulls == [0, 0, 2, 4, 0])
    #expect(throws: AttributionError.self) { try MarkovStates(paths: paths, order: 2, limit: 4) }
  }

  @Test("effects of mixed signs are refused in both languages, raw effects stay")
  func mixedSigns() throws {
    let tables: [(AttributionOptions.RemovalRule, GameTable)] = [
      (.refit, GameTable([("a", 1, 0, 99), ("b", 9, 0, 1)])),
      (.detour, GameTable([("a", 1, 0, 9), ("b", 9, 0, 1), ("a > b", 5, 0, 5)])),
    ]
    for (rule, table) in tables {
      let credit = try credit(table) { $0.removal = rule }.credit
      #expect(credit.conversions == nil)
      #expect(credit.removalEffects?.count == 2)
      #expect(credit.refusal?.reason.de.isEmpty == false)
      #expect(credit.refusal?.remedy.en.contains("redirect-to-null") == true)
    }
  }
}

extension Array {
  /// A fixed rearrangement.
  fileprivate func shuffled(by step: Int) -> [Element] {
    var order = (0..<count).map { $0 }
    for index in order.indices { order.swapAt(index, (index * step + 3) % count) }
    return order.map { self[$0] }
  }
}
