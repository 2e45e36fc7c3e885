import LinearAlgebra

/// The effect of a test by one estimator.
///
/// Numbers a period are of one treated geo on average; `incremental` is of all treated geos and
/// periods together.
public struct GeoEstimate: Sendable {
  /// The name of the estimator.
  public let estimator: String
  /// The donors' names with their weights, in canonical order.
  public let weights: [(geo: String, weight: Double)]
  /// The treated geos' mean, a number a period to the end of the test.
  public let observed: [Double]
  /// What it would have been, a number a period to the end of the test.
  public let counterfactual: [Double]
  /// The treated periods.
  public let window: Range<Int>
  /// The mean effect on a treated geo in a treated period.
  public let att: Double
  /// The effect as a share of the counterfactual over the test; nil where that is not positive.
  public let lift: Double?
  /// The effect on all treated geos over all treated periods.
  public let incremental: Double
  /// The root of the sum of squared gaps before the test (L2 imbalance).
  public let imbalance: Double
  /// The same as a share of what equal weights leave; nil where they leave nothing.
  public let scaledImbalance: Double?
  /// The fit behind it.
  public let fit: GeoFit

  /// Observed minus counterfactual, a number a period; before the test it is the error of the fit.
  public var gaps: [Double] { zip(observed, counterfactual).map { $0 - $1 } }
  /// The effect, a number a treated period.
  public var effects: [Double] { Array(gaps[window]) }

  init(
    _ fit: GeoFit, of problem: GeoProblem, _ experiment: GeoExperiment, estimator: String
  ) {
    self.estimator = estimator
    self.fit = fit
    weights = zip(experiment.donors, fit.weights).map { (experiment.panel.geos[$0], $1) }
    observed = problem.target
    counterfactual = fit.counterfactual
    window = problem.window
    att = fit.effect(problem)
    let total = att * Double(problem.window.count)
    let without = fit.counterfactual[problem.window].reduce(0, +)
    lift = without > 0 ? total / without : nil
    incremental = total * Double(problem.treatedCount)
    imbalance = fit.imbalance(problem)
    let plain = GeoFit.equalWeights(problem).imbalance(problem)
    scaledImbalance = plain > 0 ? imbalance / plain : nil
  }
}

extension GeoFit {
  /// The fit that all donors share evenly, with or without unit effects as the problem says.
  static func equalWeights(_ problem: GeoProblem) -> GeoFit {
    let count = problem.donors.columns
    let weights = [Double](repeating: 1 / Double(count), count: count)
    return GeoFit(weights: weights, counterfactual: problem.combined(weights))
  }

  /// The mean gap over the test.
  package func effect(_ problem: GeoProblem) -> Double {
    let window = problem.window
    return window.reduce(0) { $0 + problem.target[$1] - counterfactual[$1] } / Double(window.count)
  }

  /// The root of the sum of squared gaps before the test.
  package func imbalance(_ problem: GeoProblem) -> Double {
    (0..<problem.before).reduce(0) { sum, t in
      let gap = problem.target[t] - counterfactual[t]
      return sum + gap * gap
    }.squareRoot()
  }
}

extension GeoProblem {
  /// The donors' weighted sum, a number a period; with unit effects, shifted to the target's mean
  /// before the test.
  func combined(_ weights: [Double]) -> [Double] {
    let sums = weighted(weights)
    guard unitEffects else { return sums }
    let shift = (0..<before).reduce(0) { $0 + target[$1] - sums[$1] } / Double(before)
    return sums.map { $0 + shift }
  }

  /// The donors' weighted sum, a number a period.
  func weighted(_ weights: [Double]) -> [Double] {
    (0..<periods).map { t in
      weights.indices.reduce(0) { $0 + weights[$1] * donors[t, $1] }
    }
  }

  /// What the algebra refuses is reported as what the problem lacks.
  func solving<Answer>(
    _ name: String, _ solve: () throws(LinearAlgebraError) -> Answer
  ) throws(GeoLiftError) -> Answer {
    do throws(LinearAlgebraError) { return try solve() } catch {
      throw .tooLittle("\(name) cannot be computed: \(error)")
    }
  }
}
