import LinearAlgebra

/// Synthetic difference in differences, `sdid`: donors are weighted so that their course before the
/// test is parallel to the treated geos', periods so that those most like the test count.
///
/// With ζ = (treated geos x treated periods)^¼ σ, σ the standard deviation of the donors' first
/// differences, donors' weights minimise the squared gaps up to a constant plus ζ² T |ω|². Unit effects
/// are part of the estimator.
/// Arkhangelsky, Athey, Hirshberg, Imbens and Wager 2021, doi:10.1257/aer.20190159.
public struct SyntheticDifferenceInDifferences: GeoEstimator {
  /// How the weights are found.
  public enum Solution: Sendable {
    /// As the paper's authors do: Frank and Wolfe's steps with their stopping rule, small weights of
    /// a first short run set to zero. Their printed results come out so.
    case published
    /// To the optimum, with a certificate. Weights of periods are not unique to all digits: on
    /// Proposition 99 the effect differs from the published one by a ten-thousandth part.
    case exact
  }

  /// The variants that share the algorithm.
  public enum Variant: Sendable {
    /// Weights of donors and periods.
    case full
    /// The authors' synthetic control: no weights of periods, no constant, next to no penalty.
    case syntheticControl
  }

  /// `sdid`, or `sdid-sc` for the authors' synthetic control.
  public var name: String { variant == .full ? "sdid" : "sdid-sc" }
  /// Two.
  public let fewestDonors = 2
  /// Three: the spread of first differences needs two.
  public let fewestPeriods = 3
  private let solution: Solution
  private let variant: Variant

  /// Makes the estimator.
  public init(_ variant: Variant = .full, solution: Solution = .published) {
    self.variant = variant
    self.solution = solution
  }

  /// Fits the periods before the test.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let noise = DonorNoise(problem)
    let donors = try donorWeights(problem, noise)
    var fit = GeoFit(weights: donors.weights, counterfactual: [])
    fit.certificate = donors
    fit.penalty = penalty(problem, noise)
    switch variant {
    case .full:
      let periods = try periodWeights(problem, noise)
      fit.periodWeights = periods.weights
      fit.periodCertificate = periods
      fit.counterfactual = problem.shifted(donors.weights, periodWeights: periods.weights)
    case .syntheticControl:
      fit.counterfactual = problem.weighted(donors.weights)
    }
    return fit
  }

  /// Donors' weights over all periods; with no test in them, periods weigh alike.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    DonorWeightsNull(
      problem: GeoProblem(nullOf: problem), penalty: fit.penalty ?? 0, intercept: variant == .full,
      start: fit.weights)
  }

  private func penalty(_ problem: GeoProblem, _ noise: DonorNoise) -> Double {
    let cells = Double(problem.treatedCount * problem.window.count)
    return (variant == .full ? cells.squareRoot().squareRoot() : 1e-6) * noise.deviation
  }

  private func donorWeights(
    _ problem: GeoProblem, _ noise: DonorNoise
  ) throws(GeoLiftError) -> SimplexSolution {
    let before = problem.before
    let zeta = penalty(problem, noise)
    let simplex = try problem.solving(name) { () throws(LinearAlgebraError) in
      try SimplexProblem(
        problem.donors(first: before), target: Array(problem.target[..<before]),
        ridge: Double(before) * zeta * zeta, intercept: variant == .full)
    }
    return weights(simplex, rows: before, noise)
  }

  private func periodWeights(
    _ problem: GeoProblem, _ noise: DonorNoise
  ) throws(GeoLiftError) -> SimplexSolution {
    let (before, count) = (problem.before, problem.donors.columns)
    let means = (0..<count).map { j in
      problem.window.reduce(0) { $0 + problem.donors[$1, j] } / Double(problem.window.count)
    }
    let zeta = 1e-6 * noise.deviation
    let simplex = try problem.solving(name) { () throws(LinearAlgebraError) in
      try SimplexProblem(
        problem.donors(first: before).transposed, target: means,
        ridge: Double(count) * zeta * zeta, intercept: true)
    }
    return weights(simplex, rows: count, noise)
  }

  private func weights(
    _ problem: SimplexProblem, rows: Int, _ noise: DonorNoise
  ) -> SimplexSolution {
    guard solution == .published else { return problem.solved() }
    // The rule is stated for the mean over rows, the problem's objective is the sum.
    let decrease = 1e-10 * noise.deviation * noise.deviation * Double(rows)
    let first = problem.frankWolfe(decrease: decrease, steps: 100).weights
    let bar = (first.max() ?? 0) / 4
    let large = first.map { $0 > bar ? $0 : 0 }
    let sum = large.reduce(0, +)
    return problem.frankWolfe(
      from: large.map { $0 / sum }, decrease: decrease, steps: 10_000)
  }
}

/// The spread of the donors' first differences before the test, σ.
private struct DonorNoise {
  let deviation: Double

  init(_ problem: GeoProblem) {
    var steps: [Double] = []
    for j in 0..<problem.donors.columns {
      for t in 1..<problem.before { steps.append(problem.donors[t, j] - problem.donors[t - 1, j]) }
    }
    let mean = steps.reduce(0, +) / Double(steps.count)
    let squares = steps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = (squares / Double(max(steps.count - 1, 1))).squareRoot()
  }
}

/// Penalised weights over all periods, to the optimum.
private struct DonorWeightsNull: GeoNullModel {
  var problem: GeoProblem
  let penalty: Double
  let intercept: Bool
  var start: [Double]

  mutating func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double] {
    problem.target = target
    let solution = try problem.solving("sdid") { [problem] () throws(LinearAlgebraError) in
      try SimplexProblem(
        problem.donors, target: target, ridge: Double(problem.periods) * penalty * penalty,
        intercept: intercept
      ).solved(from: start)
    }
    start = solution.weights
    let gaps = zip(target, problem.weighted(start)).map { $0 - $1 }
    guard intercept else { return gaps }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    return gaps.map { $0 - mean }
  }
}
