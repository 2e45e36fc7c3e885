import Attribution
import Foundation
import TestSupport
import Testing

/// Exact fractions of a tiny table, made by `Fixtures/markov.py`.
private struct Fixture: Decodable {
  struct Row: Decodable {
    var path: String
    var conversions: Int
    var value: Int
    var nulls: Int
  }
  struct Effects: Decodable {
    var effects: [Double]
    var valueEffects: [Double]
  }
  struct Worth: Decodable {
    var worth: [Double]
    var valueWorth: [Double]
  }
  var rows: [Row]
  var orders: [Effects]
  var rules: [String: Effects]
  var casv: Worth

  static func load() throws -> Fixture {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/markov", withExtension: "json"))
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
  }

  var table: GameTable { GameTable(rows.map { ($0.path, $0.conversions, $0.value, $0.nulls) }) }
}

private func agree(_ a: [Double]?, _ b: [Double]) -> Bool {
  a?.count == b.count && zip(a ?? [], b).allSatisfy { isClose($0, $1, 1e-13) }
}

@Suite("Markov models of a tiny table")
struct MarkovFixtureTests {
  @Test("orders 1 to 3 have the effects that exact fractions have", arguments: 1...3)
  func orders(order: Int) throws {
    let fixture = try Fixture.load()
    let (paths, counts) = fixture.table.prepared
    let model = try MarkovModel(paths: paths, order: order, options: AttributionOptions())
    let credit = try model.credit(counts)
    #expect(agree(credit.removalEffects, fixture.orders[order - 1].effects))
    #expect(agree(credit.valueRemovalEffects, fixture.orders[order - 1].valueEffects))
    let sum = fixture.orders[order - 1].effects.reduce(0, +)
    let expected = fixture.orders[order - 1].effects.map { $0 / sum * 17 }
    #expect(agree(credit.conversions, expected))
    #expect(isRelativelyClose(credit.conversionProbability ?? 0, 17.0 / 42, 1e-15))
    #expect(credit.refusal == nil)
    let sweeps = try model.chainEffects(MarkovFlows(model.states, counts), dense: false)
    #expect(agree(sweeps[0], fixture.orders[order - 1].effects))
    #expect(agree(sweeps[1], fixture.orders[order - 1].valueEffects))
  }

  @Test("the other rules have the effects that exact fractions have", arguments: 1...2)
  func rules(order: Int) throws {
    let fixture = try Fixture.load()
    let (paths, counts) = fixture.table.prepared
    for (name, expected) in fixture.rules {
      var options = AttributionOptions()
      options.removal = try #require(AttributionOptions.RemovalRule(rawValue: name))
      let credit = try MarkovModel(paths: paths, order: order, options: options).credit(counts)
      #expect(agree(credit.removalEffects, expected.effects))
      #expect(agree(credit.valueRemovalEffects, expected.valueEffects))
      #expect((credit.refusal == nil) == (name != "detour"))
      #expect((credit.conversions == nil) == (name == "detour"))
    }
  }

  @Test("counterfactual-adjusted Shapley values are those over all orders of the channels")
  func casv() throws {
    let fixture = try Fixture.load()
    let (paths, counts) = fixture.table.prepared
    let credit = try CASVModel(paths: paths, options: AttributionOptions()).credit(counts)
    #expect(agree(credit.worth, fixture.casv.worth))
    #expect(agree(credit.conversions, fixture.casv.worth.map { $0 * 42 }))
    #expect(agree(credit.value, fixture.casv.valueWorth.map { $0 * 42 }))
    #expect(credit.worthErrors == nil)
  }
}
