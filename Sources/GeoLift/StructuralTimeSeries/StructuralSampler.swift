import Foundation
package import LinearAlgebra
package import Probability

/// Draws from the posterior of a structural time series with a spike-and-slab regression.
///
/// The target is states + donors x coefficients + noise. A sweep of the Gibbs sampler draws
/// 1. which donors count, and their coefficients, with the states integrated out: the filter whitens
///    target and donors,
/// 2. the variances of steps, with the states integrated out, by two random-walk steps,
/// 3. the states by the simulation smoother, and
/// 4. all variances given the states, which are inverse-gamma.
/// Brodersen, Gallusser, Koehler, Remy and Scott 2015, doi:10.1214/14-AOAS788, draw the donors given
/// the states; without them chains mix faster.
package struct StructuralSampler: Sendable {
  /// The regression's donors, periods x donors.
  package let donors: Matrix
  /// The series; a test of the sampler redraws it.
  package var target: [Double]
  /// The variances of the last sweep.
  package var variances: StructuralVariances
  /// The coefficients of the last sweep, zero for donors that do not count.
  package private(set) var coefficients: [Double]
  /// The states of the last sweep.
  package private(set) var path: StatePath

  let options: StructuralOptions
  private(set) var filter: StateFilter
  private var trial: StateFilter
  private var search: InclusionSearch
  /// The slab's precision at a noise variance of one.
  let slab: Matrix
  private let noisePrior: VariancePrior
  private let stepPrior: VariancePrior

  /// Prepares a chain, which starts at a draw from the priors.
  ///
  /// - Parameters:
  ///   - donors: periods x donors, each with mean 0 and standard deviation 1, or nearly so.
  ///   - target: a number a period, on the same scale.
  package init(
    donors: Matrix, target: [Double], options: StructuralOptions, _ stream: inout RandomStream
  ) {
    self.donors = donors
    self.target = target
    self.options = options
    filter = StateFilter(
      periods: donors.rows, trend: options.trend, season: options.season)
    trial = filter
    slab = Self.slab(donors, observations: options.slabObservations)
    noisePrior = VariancePrior(
      degrees: options.noiseDegrees, variance: 1 - options.expectedShare)
    stepPrior = VariancePrior(
      degrees: options.stepDegrees, variance: options.stepDeviation * options.stepDeviation)
    let probability = min(1, options.expectedDonors / Double(max(donors.columns, 1)))
    search = InclusionSearch(donors: donors.columns, probability: probability)
    variances = StructuralVariances(noise: 1, steps: [])
    coefficients = [Double](repeating: 0, count: donors.columns)
    path = StatePath(states: [], dimension: filter.layout.dimension)
    drawPrior(probability, &stream)
  }

  /// The slab's precision: so many observations' share of the Gram matrix, halfway to its diagonal.
  private static func slab(_ donors: Matrix, observations: Double) -> Matrix {
    let gram = donors.gram()
    let share = observations / Double(max(donors.rows, 1))
    return Matrix(rows: gram.rows, columns: gram.rows) {
      share * gram[$0, $1] * ($0 == $1 ? 1 : 0.5)
    }
  }

  private var moving: Int { filter.layout.moving }

  /// Draws variances, the donors that count, their coefficients and states from the priors.
  private mutating func drawPrior(_ probability: Double, _ stream: inout RandomStream) {
    variances = StructuralVariances(
      noise: noisePrior.sample(count: 0, squares: 0, &stream),
      steps: (0..<moving).map { _ in stepPrior.sample(count: 0, squares: 0, &stream) })
    search.start(slab.diagonal.indices.filter { _ in stream.uniform() < probability })
    coefficients = search.drawPrior(slab, noise: variances.noise, &stream)
    path = filter.prior(variances, &stream)
  }

  /// Draws a series given everything else, for tests of the sampler.
  package mutating func drawTarget(_ stream: inout RandomStream) {
    let deviation = variances.noise.squareRoot()
    target = target.indices.map { t in
      filter.mean(path, t) + regression(t) + deviation * stream.standardNormal()
    }
  }

  /// What the donors say about a period.
  func regression(_ t: Int) -> Double {
    search.included.reduce(0) { $0 + donors[t, $1] * coefficients[$1] }
  }

  /// The standardised errors of predicting each period from those before it, under the last draw.
  mutating func innovations() -> [Double] {
    filter.prepare(variances)
    let errors = filter.innovations(target.indices.map { target[$0] - regression($0) })
    return zip(errors, filter.variances).map { $0 / $1.squareRoot() }
  }

  /// One sweep.
  package mutating func sweep(_ stream: inout RandomStream) {
    filter.prepare(variances)
    let (n, p) = (donors.rows, donors.columns)
    if p > 0 {
      let whitened = filter.whitened(
        Matrix(rows: n, columns: p + 1) { $1 < p ? donors[$0, $1] : target[$0] })
      let gram = whitened.gram()
      let inverse = 1 / variances.noise
      let prior = Matrix(rows: p, columns: p) { inverse * slab[$0, $1] }
      let precision = Matrix(rows: p, columns: p) { gram[$0, $1] + prior[$0, $1] }
      coefficients = search.sweep(
        precision: precision, products: (0..<p).map { gram[p, $0] }, prior: prior, &stream)
    }
    let left = (0..<n).map { target[$0] - regression($0) }
    for i in 0..<moving {
      for _ in 0..<2 { walk(i, left, &stream) }
    }
    path = filter.sampled(left, variances, &stream)
    drawVariances(left, &stream)
  }

  /// A random-walk step of the logarithm of a step's variance, with the states integrated out.
  private mutating func walk(_ i: Int, _ left: [Double], _ stream: inout RandomStream) {
    var proposal = variances
    // Steps of many sizes, since the posterior may be narrow or wide.
    let size = 2 * pow(0.1, stream.uniform())
    proposal.steps[i] *= exp(size * stream.standardNormal())
    trial.prepare(proposal)
    let gain =
      trial.logLikelihood(left) - filter.logLikelihood(left)
      + stepPrior.logWeight(proposal.steps[i]) - stepPrior.logWeight(variances.steps[i])
    guard log(stream.uniform()) < gain else { return }
    variances = proposal
    swap(&filter, &trial)
  }

  private mutating func drawVariances(_ left: [Double], _ stream: inout RandomStream) {
    let (n, d) = (left.count, filter.layout.dimension)
    var squares = search.quadratic(slab, coefficients)
    for t in 0..<n {
      let error = left[t] - filter.mean(path, t)
      squares += error * error
    }
    variances.noise = noisePrior.sample(
      count: n + search.included.count, squares: squares, &stream)
    for i in 0..<moving {
      var steps = 0.0
      for t in 1..<max(n, 1) {
        let slope = i == 0 && filter.layout.hasSlope ? path.states[(t - 1) * d + 1] : 0
        let step = path.states[t * d + i] - path.states[(t - 1) * d + i] - slope
        steps += step * step
      }
      variances.steps[i] = stepPrior.sample(count: n - 1, squares: steps, &stream)
    }
  }
}

extension VariancePrior {
  /// A draw from the conditional law of the variance of so many numbers with this sum of squares.
  func sample(count: Int, squares: Double, _ stream: inout RandomStream) -> Double {
    let law = try? InverseGamma(
      shape: (degrees + Double(count)) / 2, scale: (self.squares + squares) / 2)
    return law?.sample(&stream) ?? self.squares / degrees
  }

  /// The logarithm of the prior density of the variance's logarithm, up to a constant.
  func logWeight(_ variance: Double) -> Double {
    -degrees / 2 * log(variance) - squares / 2 / variance
  }
}
