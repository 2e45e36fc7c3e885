public import Findings
import LinearAlgebra

/// A way to say what the treated geos would have done without the treatment.
///
/// A member is one file: what it needs, its fit, and its fit under the null of no effect, in which all
/// periods count alike. That second fit is what permutation tests permute.
public protocol GeoEstimator: Sendable {
  /// The name users choose it by.
  var name: String { get }
  /// The fewest donors with which it means something.
  var fewestDonors: Int { get }
  /// The fewest periods before the test with which it means something.
  var fewestPeriods: Int { get }
  /// Why no permutation test over periods goes with it; nil where one does.
  var conformalObstacle: Phrase? { get }

  /// Fits the periods before the test and predicts all.
  ///
  /// - Throws: `GeoLiftError.tooLittle` where the problem has less than the estimator needs.
  func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit

  /// The same, from weights of a similar problem; they change the result within the tolerance of its
  /// certificate.
  func fit(_ problem: GeoProblem, from start: [Double]?) throws(GeoLiftError) -> GeoFit

  /// Prepares fits to all periods for targets that differ from the problem's by what a null takes
  /// away.
  ///
  /// - Parameters:
  ///   - problem: the problem as it is.
  ///   - fit: the estimator's fit of it, whose tuning the null fits keep.
  func nullModel(_ problem: GeoProblem, after fit: GeoFit) throws(GeoLiftError) -> any GeoNullModel

  /// The same estimator with the tuning that a fit chose, for refits of parts of the same problem; itself
  /// where nothing is tuned.
  func tuned(by fit: GeoFit) throws(GeoLiftError) -> any GeoEstimator

  /// Whether a fit takes so long that a hundred more of them are too many.
  var isSlow: Bool { get }
}

extension GeoEstimator {
  /// Itself: nothing is tuned.
  public func tuned(by fit: GeoFit) throws(GeoLiftError) -> any GeoEstimator { self }
  /// No.
  public var isSlow: Bool { false }
}

/// Fits of one estimator to all periods as if there were no effect in them.
public protocol GeoNullModel: Sendable {
  /// Target minus fit, a number a period; the fit does not depend on the order of periods.
  ///
  /// - Parameter target: the mean of the treated geos, less the effect that is supposed.
  mutating func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double]
}

extension GeoEstimator {
  /// Nil: most estimators can be fitted to all periods alike.
  public var conformalObstacle: Phrase? { nil }

  /// Without a use for other weights, the fit as it is.
  public func fit(
    _ problem: GeoProblem, from start: [Double]?
  ) throws(GeoLiftError) -> GeoFit {
    try fit(problem)
  }

  /// Estimates the effect of a finished test.
  ///
  /// - Throws: `GeoLiftError.tooLittle` where the panel has less than the estimator needs.
  public func estimate(_ experiment: GeoExperiment) throws(GeoLiftError) -> GeoEstimate {
    let problem = GeoProblem(experiment)
    return GeoEstimate(try fit(problem), of: problem, experiment, estimator: name)
  }

  /// Refuses problems with less than the estimator needs.
  func requireEnough(_ problem: GeoProblem) throws(GeoLiftError) {
    guard problem.donors.columns >= fewestDonors else {
      throw .tooLittle(
        "\(name) needs \(fewestDonors) donors and there is \(problem.donors.columns); leave more geos "
          + "untreated, or choose did or tbr.")
    }
    guard problem.before >= fewestPeriods else {
      throw .tooLittle(
        "\(name) needs \(fewestPeriods) periods before the test and there are \(problem.before); "
          + "export an earlier beginning.")
    }
    guard !problem.window.isEmpty else {
      throw .tooLittle("\(name) needs a period of the test; the window is empty.")
    }
  }
}
