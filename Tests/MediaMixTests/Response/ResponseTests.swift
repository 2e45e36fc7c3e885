import Foundation
import Inference
import Interchange
import MediaMix
import Probability
import Tables
import Testing

@Suite("The media mix as a response model")
struct ResponseTests {
  /// Models of every kind of response.
  enum Kind: String, CaseIterable {
    case plain, saturationFirst, delayedHill, drifting, regions, root
  }

  private func panel(_ kind: Kind) throws -> PlannedPanel {
    try PlannedPanel(geos: kind == .regions ? 3 : 1) { options in
      for name in options.channels.keys {
        switch kind {
        case .plain, .drifting, .regions: break
        case .saturationFirst: options.channels[name]?.media.order = .saturationFirst
        case .delayedHill:
          options.channels[name]?.adstock = .delayed
          options.channels[name]?.prior.shapes["slope"] = .init("lognormal", [0.7, 0.2])
        case .root: options.channels[name]?.saturation = .root
        }
      }
      if kind == .drifting { options.timeVarying = .all }
      options.sampler = .init(chains: 2, warmup: 100, draws: .count(40), seed: 3)
    }
  }

  private func value(
    _ model: MediaMixResponse, _ c: Int, _ g: Int, _ draw: Int, _ spend: [Double]
  ) -> Double {
    spend.withUnsafeBufferPointer {
      model.outcome(channel: c, geo: g, draw: draw, spend: $0, gradient: nil)
    }
  }

  @Test("says of today's plan what the forecast says of the same plan", arguments: Kind.allCases)
  func forecast(kind: Kind) async throws {
    let panel = try panel(kind)
    let result = try await panel.fit()
    let periods = try PlannedPeriods(panel.data, horizon: 6)
    let model = try await MediaMixResponse(result, periods: periods, threads: 2)
    let forecast = try await MediaMixForecast(
      result, plan: panel.data.repeating(periods.source), threads: 2)
    #expect(model.drawCount == 80 && model.periods.count == 6)
    for c in model.channels.indices {
      var sum = 0.0
      for draw in 0..<model.drawCount {
        for g in model.geos.indices {
          sum += value(model, c, g, draw, model.currentSpend(channel: c, geo: g))
        }
      }
      let expected =
        forecast.contributions[c].mean - forecast.carriedIn[c].mean + forecast.carriedOut[c].mean
      let found = sum / Double(model.drawCount)
      #expect(abs(found - expected) <= 1e-8 * abs(expected), "\(kind) \(c): \(found) \(expected)")
    }
  }

  @Test("has the gradient of its outcome, and the same along multiples", arguments: Kind.allCases)
  func gradient(kind: Kind) async throws {
    let panel = try panel(kind)
    let result = try await panel.fit()
    let periods = try PlannedPeriods(panel.data, horizon: 5)
    let model = try await MediaMixResponse(result, periods: periods, threads: 1)
    for (c, g, draw) in [(0, 0, 0), (1, model.geos.count - 1, 33)] {
      let spend = model.currentSpend(channel: c, geo: g).map { 0.5 * $0 + 10 }
      var gradient = [Double](repeating: 0, count: spend.count)
      let outcome = spend.withUnsafeBufferPointer { spend in
        gradient.withUnsafeMutableBufferPointer {
          model.outcome(channel: c, geo: g, draw: draw, spend: spend, gradient: $0)
        }
      }
      for t in spend.indices {
        let step = 1e-4 * spend[t]
        var (up, down) = (spend, spend)
        up[t] += step
        down[t] -= step
        let slope = (value(model, c, g, draw, up) - value(model, c, g, draw, down)) / (2 * step)
        #expect(abs(slope - gradient[t]) <= 1e-5 * abs(gradient[t]) + 1e-9, "\(kind) \(t)")
      }
      let multiples = [0, 0.7, 1, 2.5]
      var values = [Double](repeating: 0, count: 4)
      var slopes = values
      spend.withUnsafeBufferPointer { profile in
        values.withUnsafeMutableBufferPointer { values in
          slopes.withUnsafeMutableBufferPointer { slopes in
            model.addOutcomes(
              channel: c, geo: g, draw: draw, profile: profile, multiples: multiples,
              values: values, slopes: slopes)
          }
        }
      }
      let along = zip(gradient, spend).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(slopes[2] - along) <= 1e-9 * abs(along))
      #expect(abs(values[2] - outcome) <= 1e-9 * abs(outcome))
      #expect(abs(values[0]) <= 1e-9 * abs(outcome))
      for (k, multiple) in multiples.enumerated() {
        let other = value(model, c, g, draw, spend.map { $0 * multiple })
        #expect(abs(values[k] - other) <= 1e-9 * abs(outcome))
      }
    }
  }

  @Test("plans periods of the data anew, with what came before them carried in")
  func retrospective() async throws {
    let panel = try panel(.plain)
    let labels = panel.data.times.labels
    let periods = try PlannedPeriods(panel.data, from: labels[10], to: labels[19])
    #expect(periods.source == 10...19 && periods.isRetrospective)
    let model = try await MediaMixResponse(try await panel.fit(), periods: periods, threads: 1)
    #expect(model.periods == Array(labels[10...19]))
    let spend = model.currentSpend(channel: 0, geo: 0)
    #expect(spend == Array(panel.data.spend[0][10...19]))
    let all = value(model, 0, 0, 3, spend)
    #expect(abs(value(model, 0, 0, 3, spend.map { _ in 0 })) <= 1e-12 * abs(all))
    #expect(throws: MediaMixError.self) { try PlannedPeriods(panel.data, from: "2050-01-01") }
    #expect(throws: MediaMixError.self) { try PlannedPeriods(panel.data, horizon: 1000) }
    #expect(throws: MediaMixError.self) {
      try PlannedPeriods(panel.data, from: labels[5], to: labels[2])
    }
  }
}
