import Inference
import Parallel

/// What posterior draws say of the decision and of the candidates.
struct CandidateEvaluation: Sendable {
  let information: InformationValue
  /// For each candidate, its lift in every draw, in KPI units.
  let lifts: [[Double]]
  private let costs: [Double]

  /// Numbers of one draw.
  private struct Draw: Sendable {
    /// Profit of each channel at each multiple, channels x multiples.
    var curves: [Double]
    var lifts: [Double]
    /// The same with all that follows the treatment.
    var fullLifts: [Double]
  }

  init(
    _ result: MediaMixResult, _ tests: [CandidateTest], decision: ReportWindow,
    multiples: [Double], threads: Int
  ) async throws {
    let draws = try await Self.evaluate(
      result, tests, decision: decision, multiples: multiples, threads: threads)
    let count = multiples.count
    let nodes = result.data.channels.indices.map { c in
      (0..<count).map { k in draws.map { $0.curves[c * count + k] } }
    }
    information = InformationValue(
      split: BudgetSplit(spend: decision.spend, multiples: multiples), nodes: nodes)
    lifts = tests.indices.map { k in draws.map { $0.lifts[k] } }
    costs = tests.enumerated().map { k, test in
      let lift = draws.reduce(0) { $0 + $1.fullLifts[k] } / Double(draws.count)
      return Self.cost(result, test, lift: lift)
    }
  }

  /// The profit forgone while a candidate runs, all that follows included.
  func cost(_ k: Int) -> Double { costs[k] }

  private static func cost(
    _ result: MediaMixResult, _ test: CandidateTest, lift: Double
  ) -> Double {
    let data = result.data
    var (spend, value) = (0.0, 0.0)
    for g in test.geos {
      for t in test.treatment {
        spend += data.spend[test.channel][g * data.timeCount + t]
        value += data.value[g * data.timeCount + t]
      }
    }
    let perUnit = value / Double(test.geos.count * test.length)
    let margin = result.model.design.specification.margin
    return test.addedShare * spend - margin * perUnit * lift
  }

  private static func evaluate(
    _ result: MediaMixResult, _ tests: [CandidateTest], decision: ReportWindow,
    multiples: [Double], threads: Int
  ) async throws -> [Draw] {
    let (model, sampling) = (result.model, result.sampling)
    let density = sampling.density.withTests(
      tests.map { $0.resolved(beyond: 0) }
        + tests.map {
          $0.resolved(beyond: model.design.specification.terms[$0.channel].maxLag)
        }, data: model.data)
    let first = model.design.experiments.count
    let margin = model.design.specification.margin
    let perChain = max(1, SeriesSummary.limit / sampling.draws.chains.count)
    return try await inParallel(sampling.draws.chains.count, width: threads) { chain in
      let recorder = PosteriorRecorder(
        density: density, data: model.data, window: decision, seed: model.options.sampler.seed,
        chain: chain)
      let draws = sampling.draws.chains[chain]
      return try SeriesSummary.thinned(draws.count, to: perChain).map { draw in
        try Task.checkCancellation()
        _ = recorder.rebuild(draws, dimension: sampling.draws.dimension, draw: draw)
        func lift(_ k: Int) -> Double {
          let increment = density.media.increment(first + k, recorder.scratch)
          // The panel shows the usual course, so what the test adds has the other sign.
          return -increment
        }
        return Draw(
          curves: model.data.channels.indices.flatMap { c in
            recorder.outcomes(c, multiples).map { margin * $0 }
          }, lifts: tests.indices.map(lift), fullLifts: tests.indices.map { lift(tests.count + $0) }
        )
      }
    }.flatMap { $0 }
  }
}

extension MediaMixDensity {
  /// The same density with further tests, whose increments are wanted and not their likelihood.
  fileprivate func withTests(
    _ tests: [ResolvedLiftTest], data: MediaMixData
  ) -> MediaMixDensity {
    var specification = design.specification
    specification.experiments += tests
    return MediaMixDensity(
      design: MediaMixDesign(data: data, specification: specification, scaling: design.scaling),
      layout: layout, form: form, whitening: whitening)
  }
}
