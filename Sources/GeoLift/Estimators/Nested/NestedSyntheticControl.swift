public import Findings
import LinearAlgebra

/// Synthetic control on predictors, `adh`: the weights on the simplex with which the donors come nearest
/// to the treated geos' predictors, where predictors count by those weights V that make the outcome
/// before the test fit best.
///
/// The search has many optima, all of which are listed in `GeoFit.optima`; the best one is the fit.
/// Without a donor of no weight the optimum is still attained by the same V. A better one can open up,
/// though, where that donor would have had weight: on Proposition 99 Idaho and New Mexico hold V back
/// so, and the other donors of no weight do not matter. With unit effects the outcome's fit is up to a constant; predictors are taken as they are.
///
/// No conformal test goes with it. Residuals under a null must not depend on the order of periods, and
/// predictors such as outcomes of single years before the test fix that order; placebos in other geos
/// are its test, as in the paper.
/// Abadie, Diamond and Hainmueller 2010, doi:10.1198/jasa.2009.ap08746.
public struct NestedSyntheticControl: GeoEstimator {
  /// `adh`.
  public let name = "adh"
  /// Two.
  public let fewestDonors = 2
  /// Two.
  public let fewestPeriods = 2
  /// That predictors fix the order of periods.
  public let conformalObstacle: Phrase? = Phrase(
    en: "adh has no permutation test over periods, since its predictors fix their order: read the "
      + "placebos in other geos, or the test of scm.",
    de:
      "adh hat keinen Permutationstest über Perioden, denn seine Prädiktoren legen deren Reihenfolge "
      + "fest: Lesen Sie die Placebos in anderen Gebieten oder den Test von scm.")
  private let starts: Int
  private let seed: UInt64

  /// Makes the estimator.
  ///
  /// - Parameters:
  ///   - starts: from how many V the search sets out.
  ///   - seed: where random V come from; it changes how the optimum is found, not which.
  public init(starts: Int = 12, seed: UInt64 = 1) {
    self.starts = starts
    self.seed = seed
  }

  /// Fits the periods before the test.
  ///
  /// - Throws: `tooLittle` for a problem without predictors.
  /// - Complexity: some ten thousands of problems on the simplex with a row a predictor.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    guard let predictors = problem.predictors else {
      throw .tooLittle(
        "adh compares predictors and there are none; name columns with --predictors or "
          + "geo.predictors, such as \"price,sales@2024-06-03\", or choose scm.")
    }
    var search = NestedSearch(problem, predictors)
    let optima = search.optima(starts: starts, seed: seed)
    var fit = GeoFit(
      weights: optima[0].certificate.weights,
      counterfactual: problem.combined(optima[0].certificate.weights))
    fit.certificate = optima[0].certificate
    fit.optima = optima
    fit.predictors = predictors.names
    return fit
  }

  /// None: see `conformalObstacle`.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    throw .tooLittle(conformalObstacle?.en ?? "")
  }
}
