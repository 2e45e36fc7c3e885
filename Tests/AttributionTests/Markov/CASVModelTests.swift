import Attribution
import Findings
import TestSupport
import Testing

@Suite("Counterfactual-adjusted Shapley values")
struct CASVModelTests {
  @Test("a touch is worth what it adds to the conversion without further ads")
  func twoChannels() throws {
    // b(a) = 1/4, b(b) = 3/4; START leads to a always, a to b in half of the cases.
    let (paths, counts) = GameTable([("a", 1, 10, 3), ("a > b", 3, 60, 1)]).prepared
    let credit = try CASVModel(paths: paths, options: AttributionOptions()).credit(counts)
    // v(a) = 1/4, v(b) = 0, v(a, b) = 1/2.
    #expect(zip(credit.worth ?? [], [0.375, 0.125]).allSatisfy { isClose($0, $1, 1e-15) })
    #expect(zip(credit.conversions ?? [], [3, 1]).allSatisfy { isClose($0, $1, 1e-15) })
    #expect(isClose(credit.value?.reduce(0, +) ?? 0, 70, 1e-14))
    #expect(credit.conversionProbability == 0.5)
  }

  @Test("shares are refused where a channel moves people to where they convert less")
  func mixedSigns() throws {
    let (paths, counts) = GameTable([("a", 9, 0, 1), ("a > b", 1, 0, 9)]).prepared
    let credit = try CASVModel(paths: paths, options: AttributionOptions()).credit(counts)
    #expect((credit.worth?[1] ?? 0) < 0)
    #expect(credit.conversions == nil)
    #expect(credit.refusal != nil)
  }

  @Test("the game is refused without null journeys, and zero without conversions")
  func edges() throws {
    let (paths, counts) = GameTable([("a", 9, 0, 0), ("a > b", 1, 0, 0)]).prepared
    let model = try CASVModel(paths: paths, options: AttributionOptions())
    #expect(try model.credit(counts).refusal?.reason.en.contains("without conversion") == true)
    let nulls = PathCounts(conversions: [0, 0], value: [0, 0], nulls: [9, 1])
    #expect(try model.credit(nulls).conversions == [0, 0])
    let one = PathCounts(conversions: [2, 0], value: [0, 0], nulls: [2, 0])
    #expect(try model.credit(one).conversions == [2, 0])
  }

  @Test("sampling holds the exact values within its errors, sums exactly, and repeats itself")
  func sampled() throws {
    var simulation = SimulatedPaths(channels: 9, order: 1, seed: 21)
    let (paths, counts) = simulation.table(journeys: 3_000).prepared
    let options = AttributionOptions()
    let exact = try CASVModel(paths: paths, options: options).credit(counts)
    let model = try CASVModel(paths: paths, options: options, exact: false)
    let sampled = try model.credit(counts)
    let worth = try #require(exact.worth)
    let errors = try #require(sampled.worthErrors)
    for (index, estimate) in try #require(sampled.worth).enumerated() {
      #expect(abs(estimate - worth[index]) <= 4.5 * errors[index] + 1e-13)
      #expect(errors[index] < 0.05 * (worth.max() ?? 0))
    }
    let rate = Double(counts.totalConversions) / 3_000
    #expect(isClose(worth.reduce(0, +), rate, 1e-13))
    #expect(isClose(sampled.worth?.reduce(0, +) ?? 0, rate, 1e-13))
    #expect(try model.credit(counts) == sampled)
  }

  @Test("thirty channels are sampled; too few permutations are refused")
  func manyChannels() throws {
    var simulation = SimulatedPaths(channels: 30, order: 1, seed: 22)
    let (paths, counts) = simulation.table(journeys: 2_000).prepared
    var options = AttributionOptions()
    options.permutations = 40
    let credit = try CASVModel(paths: paths, options: options).credit(counts)
    #expect(credit.worthErrors?.count == 30)
    #expect(credit.worthErrors?.allSatisfy { $0.isFinite } == true)
    options.permutations = 3
    #expect(throws: AttributionError.self) { try CASVModel(paths: paths, options: options) }
  }
}
