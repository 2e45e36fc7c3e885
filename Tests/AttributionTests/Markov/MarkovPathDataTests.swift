import Attribution
import Foundation
import TestSupport
import Testing

/// Known answers for the peer data set: own closed forms, and those of do-attribution 0.0.2.
@Suite(
  "Markov models of the peer data set",
  .enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct MarkovPathDataTests {
  private let paths: PathList
  private let counts: PathCounts

  init() throws { (paths, counts) = try GamePathData.load().prepared }

  private func expected(_ result: String, _ key: String) throws -> [Double] {
    let data = try Data(
      contentsOf: URL(filePath: SharedData.path("attribution/reference/pathdata_exact.json")))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let results = try #require(root["results"] as? [String: [String: Any]])
    let values = try #require(results[result]?[key] as? [String: Double])
    return try paths.channels.map { try #require(values[$0]) }
  }

  @Test("orders 1 and 2 agree to 1e-9, with and without null journeys", arguments: 1...2)
  func orders(order: Int) throws {
    let model = try MarkovModel(paths: paths, order: order, options: AttributionOptions())
    for (nulls, suffix) in [(true, "with_null"), (false, "no_null")] {
      var counts = counts
      if !nulls { counts.nulls = counts.nulls.map { _ in 0 } }
      let credit = try model.credit(counts)
      let result = "own_closed_form_order\(order)_\(suffix)"
      let effects = try expected(result, "removal_effects")
      let conversions = try expected(result, "total_conversions")
      #expect(
        zip(credit.removalEffects ?? [], effects).allSatisfy { isRelativelyClose($0, $1, 1e-9) })
      #expect(
        zip(credit.conversions ?? [], conversions).allSatisfy { isRelativelyClose($0, $1, 1e-9) })
      #expect(
        isRelativelyClose(
          credit.conversionProbability ?? 0, nulls ? 0.22384513559686386 : 1, 1e-14))
      #expect(isRelativelyClose(credit.conversions?.reduce(0, +) ?? 0, 19_785, 1e-12))
      #expect(isRelativelyClose(credit.value?.reduce(0, +) ?? 0, 74_802_970_000, 1e-6))
    }
  }

  /// do-attribution turns the sign of `detour`: there a positive effect is a gain by the removal.
  @Test(
    "the other removal rules agree with do-attribution",
    arguments: [("fail", "fail", 1.0), ("refit", "fail_refit", 1), ("detour", "detour", -1)])
  func rules(rule: String, peer: String, sign: Double) throws {
    var options = AttributionOptions()
    options.removal = try #require(AttributionOptions.RemovalRule(rawValue: rule))
    let credit = try MarkovModel(paths: paths, order: 1, options: options).credit(counts)
    let effects = try expected("do_attribution_markov_order1_\(peer)", "removal_effects")
    #expect(
      zip(credit.removalEffects ?? [], effects).allSatisfy { isClose($0, sign * $1, 1e-12) })
    #expect((credit.refusal != nil) == (rule == "detour"))
    if rule != "detour" {
      let shares = try expected("do_attribution_markov_order1_\(peer)", "attribution")
      #expect(
        zip(credit.conversions ?? [], shares).allSatisfy {
          isRelativelyClose($0, $1 * 19_785, 1e-9)
        })
    }
  }

  @Test("inverse and sweeps agree on orders 1 to 3", arguments: 1...3)
  func solvers(order: Int) throws {
    let model = try MarkovModel(paths: paths, order: order, options: AttributionOptions())
    let flows = MarkovFlows(model.states, counts)
    let dense = try model.chainEffects(flows, dense: true)
    let sweeps = try model.chainEffects(flows, dense: false)
    for (a, b) in zip(dense.joined(), sweeps.joined()) { #expect(isRelativelyClose(a, b, 1e-11)) }
  }

  @Test("sampled counterfactual-adjusted Shapley values hold the exact ones within their errors")
  func sampled() throws {
    let exact = try CASVModel(paths: paths, options: AttributionOptions()).credit(counts)
    let sampled = try CASVModel(paths: paths, options: AttributionOptions(), exact: false)
      .credit(counts)
    let worth = try #require(exact.worth)
    let errors = try #require(sampled.worthErrors)
    for (index, estimate) in try #require(sampled.worth).enumerated() {
      #expect(abs(estimate - worth[index]) <= 4.5 * errors[index] + 1e-12)
    }
    #expect(isClose(worth.reduce(0, +), 19_785.0 / 88_387, 1e-12))
  }
}
