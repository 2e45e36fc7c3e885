import Findings
import Foundation
import GeoLift
import Inference
import LinearAlgebra
import Resampling
import TestSupport
import Testing

/// The panel of `Fixtures/make_structural.py`, with the exact posterior.
private struct StructuralPanel: Decodable {
  struct Answer: Decodable {
    let slope: Bool
    let season: Int
    let expectedDonors: Double
    let effect: Double
    let deviation: Double
    let inclusion: [Double]
  }

  let target: [Double]
  let donors: [[Double]]
  let before: Int
  let cases: [Answer]

  static func read() throws -> StructuralPanel {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/structural", withExtension: "json"))
    return try JSONDecoder().decode(StructuralPanel.self, from: Data(contentsOf: url))
  }

  var problem: GeoProblem {
    get throws {
      GeoProblem(
        try Matrix(rows: [target] + donors), treated: [0], donors: Array(1...donors.count),
        window: before..<target.count, unitEffects: false)
    }
  }
}

@Suite("Bayesian structural time series") struct StructuralTimeSeriesTests {
  @Test("the posterior is that of enumeration and quadrature", arguments: [0, 1])
  func exact(index: Int) throws {
    let panel = try StructuralPanel.read()
    let answer = panel.cases[index]
    var options = StructuralOptions()
    options.trend = answer.slope ? .slope : .level
    options.season = answer.season
    options.expectedDonors = answer.expectedDonors
    let problem = try panel.problem
    let fit = try StructuralTimeSeries(options).fit(problem)
    let posterior = try #require(fit.structural)
    let summary = try #require(posterior.summaries.first { $0.name == "effect" }?.summary)
    #expect(posterior.isReliable, "\(posterior.verdict)")
    #expect(
      abs(summary.mean - answer.effect) < 4.5 * summary.mcseMean,
      "\(summary) \(answer.effect)")
    #expect(abs(summary.standardDeviation - answer.deviation) < 4.5 * summary.mcseStandardDeviation)
    #expect(abs(fit.effect(problem) - answer.effect) < 4.5 * summary.mcseMean)
    for (found, known) in zip(posterior.inclusion, answer.inclusion) {
      #expect(abs(found - known) < 0.05, "\(posterior.inclusion) \(answer.inclusion)")
    }
  }

  @Test("a large effect is found, and its interval is credible") func effect() throws {
    let problem = SimulatedPanel(geos: 12, correlation: 0, effect: 6).problem(seed: 3)
    let fit = try StructuralTimeSeries().fit(problem)
    let posterior = try #require(fit.structural)
    let interval = posterior.interval(level: 0.9)
    #expect(interval.kind == .credible && posterior.isReliable, "\(posterior.verdict)")
    #expect(interval.lower > 2 && interval.lower < 6 && interval.upper > 6, "\(interval)")
    #expect(posterior.tailProbability < 0.01)
    #expect(posterior.effects.count == 4 && posterior.effects.allSatisfy { $0.count == 1000 })
    let shuffled = try ConformalTest(ConformalOptions()).result(
      StructuralTimeSeries(), problem, after: fit)
    #expect(shuffled.mirror.p <= 0.1, "\(shuffled.mirror)")
  }

  @Test("the answer does not depend on scale, and the seed decides it") func invariance() throws {
    let panel = SimulatedPanel(geos: 8, periods: 40, window: 8)
    var options = StructuralOptions()
    (options.warmup, options.draws) = (50, 100)
    let values = panel.values(seed: 6)
    func effects(_ factor: Double, _ shift: Double) throws -> [Double] {
      let scaled = Matrix(rows: values.rows, columns: values.columns) {
        factor * values[$0, $1] + shift
      }
      let problem = GeoProblem(
        scaled, treated: [0], donors: Array(1..<8), window: 32..<40, unitEffects: false)
      return try StructuralTimeSeries(options).fit(problem).structural?.effects.flatMap { $0 } ?? []
    }
    let plain = try effects(1, 0)
    #expect(plain.count == 400)
    // A power of two scales every number exactly.
    #expect(try effects(1024, 0) == plain.map { 1024 * $0 })
    let same = try effects(1, 0)
    #expect(same == plain)
    options.seed = 2
    #expect(try effects(1, 0) != plain)
  }

  @Test("too little, and options that make no sense, are refused") func refused() throws {
    let short = SimulatedPanel(geos: 5, periods: 12, window: 4).problem(seed: 1)
    let error = #expect(throws: GeoLiftError.self) { try StructuralTimeSeries().fit(short) }
    #expect(error?.description.contains("10 periods") == true)
    for change in [
      { $0.expectedShare = 1 }, { $0.draws = 0 }, { $0.season = 0 }, { $0.stepDeviation = -1 },
    ] as [(inout StructuralOptions) -> Void] {
      var options = StructuralOptions()
      change(&options)
      #expect(throws: GeoLiftError.self) { try StructuralTimeSeries(options) }
    }
  }

  @Test("a constant donor and a copied donor do no harm") func degenerate() throws {
    let panel = SimulatedPanel(geos: 6, periods: 40, window: 8)
    let values = panel.values(seed: 2)
    let changed = Matrix(rows: 8, columns: 40) { g, t in
      g == 6 ? 7 : g == 7 ? values[2, t] : values[g, t]
    }
    let problem = GeoProblem(
      changed, treated: [0], donors: Array(1..<8), window: 32..<40, unitEffects: false)
    let fit = try StructuralTimeSeries().fit(problem)
    #expect(fit.weights[5] == 0 && fit.structural?.inclusion[5] == 0)
    #expect(!fit.counterfactual.contains { !$0.isFinite })
    let result = try ConformalTest(ConformalOptions()).result(
      StructuralTimeSeries(), problem, after: fit)
    #expect(result.mirror.p > 0 && result.mirror.p <= 1)
  }

  @Test("chains that are too short are told so") func gate() throws {
    var options = StructuralOptions()
    (options.warmup, options.draws) = (0, 20)
    let problem = SimulatedPanel(geos: 12).problem(seed: 3)
    let posterior = try #require(try StructuralTimeSeries(options).fit(problem).structural)
    #expect(!posterior.isReliable && posterior.verdict.failures.contains(.essBulk))
  }
}
