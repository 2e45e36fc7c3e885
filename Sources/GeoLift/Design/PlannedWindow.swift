import LinearAlgebra
import Resampling

/// A window at the end of a panel in which a test is imagined, with all that effects of any size share.
///
/// The fit before the window and the law do not depend on the effect, nor do the donors' products of
/// the fit under the null, so they are made once. The fit under the null itself does depend on it; each
/// starts from the weights of the effect before. Where it starts changes weights only within the
/// tolerance of their certificate. No p-value is skipped by reasoning from those of other effects: the
/// fit under the null follows the effect, and p need not fall where it grows.
struct PlannedWindow {
  let problem: GeoProblem
  let fit: GeoFit
  let law: PermutationLaw
  private var model: any GeoNullModel

  init(
    _ space: DesignSpace, set: [Int], donors: [Int], window: Range<Int>,
    estimator: any GeoEstimator, laws: DesignLaws, start: [Double]?
  ) throws(GeoLiftError) {
    problem = GeoProblem(
      space.panel.values, treated: set, donors: donors, window: window,
      unitEffects: space.options.unitEffects)
    fit = try estimator.fit(problem, from: start)
    model = try estimator.nullModel(problem, after: fit)
    let gaps = (0..<problem.before).map { [problem, fit] in
      problem.target[$0] - fit.counterfactual[$0]
    }
    law = laws.law(window, residuals: gaps)
  }

  /// The treated geos' mean in the window as it was.
  var level: Double { mean(problem.target) }
  /// What the fit says that it would have been.
  var expected: Double { mean(fit.counterfactual) }

  private func mean(_ series: [Double]) -> Double {
    problem.window.reduce(0) { $0 + series[$1] } / Double(problem.window.count)
  }

  /// The effect a period that the estimator sees where one was put in.
  func att(_ effect: Double) -> Double { level * (1 + effect) - expected }

  /// The same as a share of what would have been; nil where that is not positive.
  func lift(_ effect: Double) -> Double? { expected > 0 ? att(effect) / expected : nil }

  /// The residuals of the fit to all periods under the null, after an effect was put in.
  mutating func residuals(_ effect: Double) throws(GeoLiftError) -> [Double] {
    var target = problem.target
    for t in problem.window { target[t] *= 1 + effect }
    return try model.residuals(target)
  }
}
