import LinearAlgebra
import Probability

/// Time-based regression, `tbr`: the treated geos' mean regressed on the donors' mean before the
/// test, y = a + b x, and predicted by it in the test.
///
/// The mean effect has the t interval of a regression's prediction, which takes the errors of periods
/// for independent. Kerman, Wang and Vaver 2017, "Estimating ad effectiveness using geo experiments
/// in a time-based regression framework".
public struct TimeBasedRegression: GeoEstimator {
  /// `tbr`.
  public let name = "tbr"
  /// One.
  public let fewestDonors = 1
  /// Four: two coefficients, and something left to see the error by.
  public let fewestPeriods = 4

  /// Makes the estimator.
  public init() {}

  /// Fits the periods before the test.
  ///
  /// Unit effects are part of the estimator. The donors' weights are b shared evenly, so they need
  /// not sum to one.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let line = try DonorLine(problem)
    let count = problem.donors.columns
    var fit = GeoFit(
      weights: [Double](repeating: line.slope / Double(count), count: count),
      counterfactual: line.predictions)
    let (before, after) = (Double(problem.before), Double(problem.window.count))
    let distance =
      problem.window.reduce(0) { $0 + line.means[$1] } / after - line.centre
    let factor = 1 / after + 1 / before + distance * distance / line.squares
    let variance = fit.imbalance(problem) * fit.imbalance(problem) / (before - 2)
    fit.regression = .init(
      standardError: (variance * factor).squareRoot(), degreesOfFreedom: before - 2)
    return fit
  }

  /// The same line through all periods.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    RegressionNull(problem: GeoProblem(nullOf: problem))
  }
}

extension GeoFit.RegressionError {
  /// The t interval around a mean effect.
  ///
  /// - Parameter level: the probability that it holds the effect, between 0 and 1.
  public func interval(around effect: Double, level: Double) -> (lower: Double, upper: Double)? {
    guard level > 0, level < 1, standardError > 0,
      let law = try? StudentT(degreesOfFreedom: degreesOfFreedom, location: 0, scale: standardError)
    else { return nil }
    let reach = law.quantile((1 + level) / 2)
    return (effect - reach, effect + reach)
  }
}

/// The line of the target over the donors' mean before a problem's test.
private struct DonorLine {
  /// The donors' mean, a number a period.
  let means: [Double]
  /// The mean of that before the test.
  let centre: Double
  /// The sum of its squared deviations.
  let squares: Double
  let slope: Double
  /// What the line says, a number a period.
  let predictions: [Double]

  init(_ problem: GeoProblem) throws(GeoLiftError) {
    let count = Double(problem.donors.columns)
    let before = 0..<problem.before
    let means = (0..<problem.periods).map { problem.donors.row($0).reduce(0, +) / count }
    let centre = before.reduce(0) { $0 + means[$1] } / Double(before.count)
    let level = before.reduce(0) { $0 + problem.target[$1] } / Double(before.count)
    let squares = before.reduce(0) { $0 + (means[$1] - centre) * (means[$1] - centre) }
    let size = before.reduce(0) { max($0, abs(means[$1])) }
    guard squares > 1e-20 * size * size else {
      throw .tooLittle(
        "tbr needs donors whose mean changes before the test, and it does not; check the KPI, or "
          + "choose did.")
    }
    let slope =
      before.reduce(0) { $0 + (means[$1] - centre) * (problem.target[$1] - level) } / squares
    self.means = means
    self.centre = centre
    self.squares = squares
    self.slope = slope
    predictions = means.map { level + slope * ($0 - centre) }
  }
}

private struct RegressionNull: GeoNullModel {
  var problem: GeoProblem

  mutating func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double] {
    problem.target = target
    return zip(target, try DonorLine(problem).predictions).map { $0 - $1 }
  }
}
