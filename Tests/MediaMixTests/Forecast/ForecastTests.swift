import Findings
import Foundation
import Inference
import MediaMix
import Probability
import Testing

@Suite("A forecast")
struct ForecastTests {
  private static func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(a), abs(b))
  }

  @Test(
    "leaves history as the fit has it, whatever the geos, the forms and the likelihood",
    arguments: [
      (1, MediaMixOptions.Likelihood.normal, false), (3, .normal, true), (3, .normal, false),
      (2, .studentT, false),
    ])
  func history(geos: Int, likelihood: MediaMixOptions.Likelihood, centred: Bool) throws {
    let panel = try PlannedPanel(geos: geos) { $0.likelihood = likelihood }
    let model = try MediaMixModel(data: panel.data, options: panel.options)
    let density = model.density(centred: [centred, centred])
    let longer = panel.data.appending(panel.plan, tail: 4)
    let extended = density.extended(to: longer)
    #expect(extended.dimension == density.dimension)
    var stream = RandomStream(seed: 1, stream: 1)
    let position = (0..<density.dimension).map { _ in 0.3 * stream.standardNormal() }
    #expect(Self.isClose(density.value(at: position), extended.value(at: position)))
    let draws = Draws.Chain(positions: position)
    let short = ForecastRecorder(
      density: density, data: panel.data, window: model.window,
      plan: panel.data.timeCount..<panel.data.timeCount, seed: 9, chain: 0
    ).draw(draws, dimension: density.dimension, draw: 0)
    let long = ForecastRecorder(
      density: extended, data: longer, window: model.window,
      plan: panel.data.timeCount..<(panel.data.timeCount + panel.plan.count), seed: 9, chain: 0
    ).draw(draws, dimension: density.dimension, draw: 0)
    for t in 0..<panel.data.timeCount { #expect(Self.isClose(short.mean[t], long.mean[t])) }
  }

  @Test("carries in exactly the tail of the adstock, and carries out what the plan leaves")
  func tail() throws {
    // Without saturation, what the past still causes is its share of the adstock weights by hand.
    let panel = try PlannedPanel(planned: 6) { options in
      for name in options.channels.keys {
        options.channels[name]?.saturation = SaturationFamily.none
        options.channels[name]?.prior.shapes["alpha"] = .init("fixed", [0.6])
      }
    }
    let model = try MediaMixModel(data: panel.data, options: panel.options)
    let density = model.density()
    let longer = panel.data.appending(panel.plan, tail: 4)
    let recorder = ForecastRecorder(
      density: density.extended(to: longer), data: longer, window: model.window, plan: 40..<46,
      seed: 9, chain: 0)
    let position = [Double](repeating: 0.1, count: density.dimension)
    let draw = recorder.draw(
      Draws.Chain(positions: position), dimension: density.dimension, draw: 0)
    let weights = (0...4).map { pow(0.6, Double($0)) }
    func adstocked(_ t: Int, _ exposure: (Int) -> Double) -> Double {
      weights.enumerated().reduce(0) { $0 + $1.element * exposure(t - $1.offset) }
    }
    for c in 0..<2 {
      let shown = { (t: Int) in longer.exposure[c][4 + t] }
      let past = { (t: Int) in t < 40 ? shown(t) : 0 }
      let all = adstocked(40, shown)
      // The outcome of one unit of adstocked exposure and of value.
      let unit = draw.contributions[c * 6] / all / longer.value[40]
      for h in 0..<6 {
        let expected = unit * adstocked(40 + h, past) * longer.value[40 + h]
        #expect(Self.isClose(draw.carriedIn[c * 6 + h], expected))
      }
      #expect(draw.carriedIn[c * 6] != 0 && draw.carriedIn[c * 6 + 5] == 0)
      let out = (46..<50).reduce(0) { $0 + unit * adstocked($1, shown) * longer.value[45] }
      #expect(Self.isClose(draw.carriedOut[c], out))
    }
  }

  @Test("of no media is the baseline and what is in the pipe")
  func zeroPlan() async throws {
    let panel = try PlannedPanel()
    let empty = panel.replacing(plan: panel.withoutMedia)
    let result = try await panel.fit()
    let forecast = try await MediaMixForecast(result, plan: empty.plan, threads: 2)
    let planned = try await MediaMixForecast(result, plan: panel.plan, threads: 1)
    for c in 0..<2 {
      #expect(Self.isClose(forecast.contributions[c].mean, forecast.carriedIn[c].mean))
      #expect(forecast.carriedOut[c].mean == 0)
      #expect(Self.isClose(forecast.carriedIn[c].mean, planned.carriedIn[c].mean))
      #expect(planned.carriedOut[c].mean > 0)
    }
    let again = try await MediaMixForecast(result, plan: panel.plan, threads: 2)
    #expect(again.total == planned.total && again.periods == planned.periods)
    let findings = planned.findings(language: .en, isForced: true)
    #expect(Set(findings.map(\.key)).count == findings.count)
    #expect(findings.first?.id == "mmm.forecast" && findings.first?.interval?.kind == .prediction)
    let shown = Set(findings.map(\.key))
    for case .table(let grid) in planned.sections(isForced: true).flatMap(\.blocks) {
      for case .value(let key) in grid.rows.joined() { #expect(shown.contains(key)) }
      #expect(grid.rows.allSatisfy { $0.count == grid.columns.count })
    }
  }

  @Test("covers the outcomes that come, replication by replication")
  func coverage() async throws {
    let inside = try await Replications.run(20) { replication in
      let (panel, outcome) = try PlannedPanel(seed: 40 + UInt64(replication)).simulated(
        seed: UInt64(replication))
      let forecast = try await MediaMixForecast(panel.fit(), plan: panel.plan, threads: 1)
      let sum = outcome.reduce(0, +)
      let first = forecast.periods[0]
      return (
        total: sum >= forecast.total.lower && sum <= forecast.total.upper,
        first: outcome[0] >= first.lower && outcome[0] <= first.upper
      )
    }
    // Binomial(20, 0.9) is below 14 with a probability of 0.002.
    #expect(inside.count { $0.total } >= 14)
    #expect(inside.count { $0.first } >= 14)
  }
}
