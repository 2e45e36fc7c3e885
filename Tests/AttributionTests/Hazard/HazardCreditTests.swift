import Attribution
import Foundation
import TestSupport
import Testing

@Suite("Credit by hazard")
struct HazardCreditTests {
  private let truth = SimulatedJourneys(effects: [0.2, 0.8, 1.4, 0])

  @Test("credits sum to all conversions and all value")
  func conservation() throws {
    let timed = truth.draw(5_000, seed: 1)
    let (table, model) = try prepared(timed)
    let credit = HazardCredit(model, paths: table.paths, counts: table.counts).credit(table.counts)
    let conversions = credit.conversions?.reduce(0, +) ?? .nan
    #expect(isRelativelyClose(conversions, Double(table.counts.totalConversions), 1e-12))
    let value = credit.value?.reduce(0, +) ?? .nan
    #expect(isRelativelyClose(value, Double(table.counts.totalValue), 1e-12))
    let named = table.named(credit.conversions)
    #expect((named["c2"] ?? 0) > (named["c1"] ?? 0) && (named["c1"] ?? 0) > (named["c3"] ?? 0))
  }

  @Test("shares of one journey are its drops of probability, by hand")
  func byHand() throws {
    var timed = TimedJourneys()
    timed.append([0], [0], converted: true, count: 30)
    timed.append([0], [0], converted: false, count: 70)
    timed.append([1], [0], converted: true, count: 10)
    timed.append([1], [0], converted: false, count: 90)
    timed.append([0, 1], [0, 24], converted: true, count: 1)
    timed.append([0, 1], [0, 24], converted: false, count: 1)
    let table = timed.table(["a", "b"])
    let model = try HazardModel(
      timed: timed, channels: ["a", "b"], options: AttributionOptions(), halfLifeDays: 1)
    var counts = table.counts
    let c = model.coefficients.map(\.estimate)
    let rate = { (x: Double) in 1 / (1 + exp(-x)) }
    let (alone, other) = (rate(c[0] + c[2]), rate(c[0] + c[3]))
    let both = 1 - (1 - alone) * (1 - rate(c[0] + c[1] * log(2) + 0.5 * c[2] + c[3]))
    let share = (both - other) / ((both - other) + (both - alone))
    let credit = HazardCredit(model, paths: table.paths, counts: counts).credit(counts)
    #expect(isRelativelyClose(credit.conversions?[0] ?? .nan, 30 + share, 1e-12))
    counts.conversions = counts.conversions.map { _ in 0 }
    #expect(
      HazardCredit(model, paths: table.paths, counts: table.counts).credit(counts).conversions
        == [0, 0])
  }

  /// The first touch is a's and alone decides much; b's lowers its own odds and that of the last touch,
  /// which would come sooner without it, while b alone would have done better than all.
  @Test("a journey in which no channel helped has no shares of its own")
  func withoutDrop() {
    var timed = TimedJourneys()
    timed.append([0, 1, 0], [0, 0, 24_000], converted: true)
    timed.append([0], [0], converted: true)
    let likelihood = HazardLikelihood(
      HazardJourneys(timed, channelCount: 2, chosen: [0, 1]), halfLifeDays: 1, penalty: 1)
    let model = HazardCounterfactual(likelihood: likelihood, coefficients: [0, -3, -1, -0.8])
    #expect(model.shares(0) == nil)
    #expect(model.shares(1) == [1])
  }

  @Test("one channel takes all")
  func oneChannel() throws {
    var timed = TimedJourneys()
    timed.append([0, 0], [0, 3], converted: true, count: 7)
    timed.append([0], [0], converted: false, count: 50)
    let (table, model) = try prepared(timed, channels: ["only"])
    let credit = HazardCredit(model, paths: table.paths, counts: table.counts).credit(table.counts)
    #expect(credit.conversions == [7])
  }

  @Test("paths whose journeys have no times are shared equally")
  func unknownPath() throws {
    let timed = truth.draw(500, seed: 2)
    let (_, model) = try prepared(timed)
    let table = GameTable([("c0 > c1 > c0 > c1 > c2 > c3 > c0", 8, 80, 0)])
    let credit = HazardCredit(model, paths: table.paths, counts: table.counts).credit(table.counts)
    #expect(credit.conversions == [2, 2, 2, 2])
    #expect(credit.value == [20, 20, 20, 20])
  }

  /// The one step is exact to first order: its miss of the refitted coefficients is far smaller than
  /// their change.
  @Test("replicates move the coefficients nearly as a new fit does")
  func oneStep() throws {
    let timed = truth.draw(6_000, seed: 3)
    let (table, model) = try prepared(timed)
    var counts = table.counts
    for path in 0..<table.paths.count where table.paths[path].contains(2) {
      counts.conversions[path] = Int((1.2 * Double(counts.conversions[path])).rounded())
    }
    let hazard = HazardCredit(model, paths: table.paths, counts: table.counts)
    let moved = hazard.coefficients(counts)
    var weighted = timed
    for journey in 0..<timed.count {
      let touches = Array(timed.channels[timed.offsets[journey]..<timed.offsets[journey + 1]])
      guard
        let path = (0..<table.paths.count).first(where: { Array(table.paths[$0]) == touches }),
        timed.converting[journey] > 0
      else { continue }
      // A thousandfold, so that the ratio of each path is nearly met in whole numbers.
      weighted.converting[journey] =
        1_000 * counts.conversions[path] / table.counts.conversions[path]
    }
    weighted.converting = weighted.converting.map { $0 == 1 ? 1_000 : $0 }
    weighted.nulls = timed.nulls.map { 1_000 * $0 }
    let journeys = HazardJourneys(weighted, channelCount: 4, chosen: Array(0..<timed.count))
    let likelihood = HazardLikelihood(
      journeys, halfLifeDays: 2, penalty: 1_000 * HazardModel.penalty)
    let refit = try HazardFit(likelihood, journeys.weights).coefficients
    for (j, coefficient) in model.coefficients.enumerated() where j >= 2 {
      let change = abs(refit[j] - coefficient.estimate)
      #expect(abs(moved[j] - refit[j]) < 0.1 * change + 0.003)
    }
    #expect(hazard.coefficients(table.counts) == model.coefficients.map(\.estimate))
  }

  private func prepared(
    _ timed: TimedJourneys, channels: [String]? = nil
  ) throws -> (GameTable, HazardModel) {
    let names = channels ?? truth.channels
    let model = try HazardModel(
      timed: timed, channels: names, options: AttributionOptions(), halfLifeDays: 2)
    return (timed.table(names), model)
  }
}
