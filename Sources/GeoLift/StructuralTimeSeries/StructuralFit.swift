import Foundation
import LinearAlgebra
import Probability
import Resampling

/// A problem on the scale on which priors are stated: the target, and each donor that moves, with mean 0
/// and standard deviation 1 before the test.
struct StandardisedProblem: Sendable {
  let centre: Double
  let scale: Double
  /// Which donors move before the test.
  let moving: [Int]
  /// Their standard deviations before the test.
  let scales: [Double]
  /// All periods x moving donors.
  let donors: Matrix
  /// All periods.
  let target: [Double]

  init(_ problem: GeoProblem) throws(GeoLiftError) {
    let before = problem.before
    func moments(_ value: (Int) -> Double) -> (mean: Double, deviation: Double) {
      let moments = SampleMoments((0..<before).map(value))
      let deviation = moments.standardDeviation
      // A constant may miss its mean by rounding.
      return (moments.mean, deviation > 1e-12 * abs(moments.mean) ? deviation : 0)
    }
    let (centre, scale) = moments { problem.target[$0] }
    guard scale > 0 else {
      throw .tooLittle(
        "bsts needs treated geos whose mean changes before the test, and it does not; check the KPI."
      )
    }
    let columns = (0..<problem.donors.columns).map { j in moments { problem.donors[$0, j] } }
    let moving = columns.indices.filter { columns[$0].deviation > 0 }
    self.centre = centre
    self.scale = scale
    self.moving = moving
    scales = moving.map { columns[$0].deviation }
    target = problem.target.map { ($0 - centre) / scale }
    donors = Matrix(rows: problem.periods, columns: moving.count) { t, place in
      let column = columns[moving[place]]
      return (problem.donors[t, moving[place]] - column.mean) / column.deviation
    }
  }

  /// The periods before the test.
  func donors(first rows: Int) -> Matrix {
    Matrix(rows: rows, columns: donors.columns) { donors[$0, $1] }
  }
}

/// Gathers the draws of a chain.
struct StructuralChain: Sendable {
  /// What is to be diagnosed, by the draw.
  private(set) var effects: [Double] = []
  private(set) var logNoise: [Double] = []
  private(set) var logStep: [Double] = []
  private(set) var sizes: [Double] = []
  /// Sums over draws.
  private(set) var counterfactual: [Double]
  private(set) var coefficients: [Double]
  private(set) var squares: [Double]
  private(set) var inclusion: [Double]
  private(set) var season: [Double]
  /// The last draw's errors of predicting each period from those before it.
  private(set) var innovations: LjungBox

  /// Runs a chain on so many first periods and predicts the others.
  init(_ problem: StandardisedProblem, before: Int, _ options: StructuralOptions, chain: Int) {
    counterfactual = [Double](repeating: 0, count: problem.target.count)
    coefficients = [Double](repeating: 0, count: problem.moving.count)
    (squares, inclusion) = (coefficients, coefficients)
    season = [Double](repeating: 0, count: max(options.season, 1))
    innovations = LjungBox([])
    // "bsts" in letters, so that no other method has these streams.
    var stream = RandomStream(seed: options.seed, stream: 0x6273_7473 << 8 + UInt64(chain))
    var sampler = StructuralSampler(
      donors: problem.donors(first: before), target: Array(problem.target[..<before]),
      options: options, &stream)
    for _ in 0..<options.warmup { sampler.sweep(&stream) }
    for _ in 0..<options.draws {
      sampler.sweep(&stream)
      gather(sampler, problem, before, &stream)
    }
    innovations = LjungBox(sampler.innovations())
  }

  private mutating func gather(
    _ sampler: StructuralSampler, _ problem: StandardisedProblem, _ before: Int,
    _ stream: inout RandomStream
  ) {
    let layout = sampler.filter.layout
    let included = sampler.coefficients.indices.filter { sampler.coefficients[$0] != 0 }
    for j in included {
      coefficients[j] += sampler.coefficients[j]
      squares[j] += sampler.coefficients[j] * sampler.coefficients[j]
      inclusion[j] += 1
    }
    func regression(_ t: Int) -> Double {
      included.reduce(0) { $0 + problem.donors[t, $1] * sampler.coefficients[$1] }
    }
    for t in 0..<before {
      counterfactual[t] += regression(t) + sampler.filter.mean(sampler.path, t)
    }
    var states = Array(sampler.path.at(before - 1))
    var still = states
    let (steps, noise) = (
      sampler.variances.steps.map { $0.squareRoot() }, sampler.variances.noise.squareRoot()
    )
    var sum = 0.0
    for t in before..<problem.target.count {
      if layout.hasSlope {
        states[0] += states[1]
        still[0] += still[1]
      }
      for i in steps.indices { states[i] += steps[i] * stream.standardNormal() }
      let explained = regression(t)
      let loading = layout.loading(t)
      func mean(_ states: [Double]) -> Double {
        zip(loading, states).reduce(explained) { $0 + $1.0 * $1.1 }
      }
      counterfactual[t] += mean(still)
      sum += problem.target[t] - mean(states) - noise * stream.standardNormal()
    }
    effects.append(problem.scale * sum / Double(max(problem.target.count - before, 1)))
    logNoise.append(log(sampler.variances.noise))
    logStep.append(log(sampler.variances.steps[0]))
    sizes.append(Double(included.count))
    for k in season.indices {
      season[k] +=
        zip(layout.loading(k).dropFirst(layout.seasonStart), states.dropFirst(layout.seasonStart))
        .reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
