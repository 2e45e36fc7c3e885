package import LinearAlgebra

/// What an estimator sees: the mean of the treated geos, the donors, and where the test begins.
public struct GeoProblem: Sendable {
  /// The mean over the treated geos, a number a period, to the end of the test.
  package var target: [Double]
  /// The donors, periods x donors.
  package internal(set) var donors: Matrix
  /// How many periods lie before the test.
  package internal(set) var before: Int
  /// How many geos `target` is the mean of.
  package let treatedCount: Int
  /// Whether means before the test are taken out first.
  package let unitEffects: Bool
  /// What the weights are chosen by where not by the outcome alone; nil without predictors.
  package let predictors: ProblemPredictors?

  /// How many periods there are, the test's among them.
  package var periods: Int { target.count }
  /// The treated periods.
  package var window: Range<Int> { before..<periods }

  /// The problem of an experiment.
  public init(_ experiment: GeoExperiment) {
    self.init(
      experiment.panel.values, treated: experiment.treated, donors: experiment.donors,
      window: experiment.window, unitEffects: experiment.test.unitEffects,
      predictors: experiment.predictors)
  }

  /// The problem of some rows of a panel's values.
  package init(
    _ values: Matrix, treated: [Int], donors: [Int], window: Range<Int>, unitEffects: Bool,
    predictors table: PredictorTable? = nil
  ) {
    target = (0..<window.upperBound).map { t in
      treated.reduce(0) { $0 + values[$1, t] } / Double(treated.count)
    }
    self.donors = Matrix(rows: window.upperBound, columns: donors.count) { values[donors[$1], $0] }
    before = window.lowerBound
    treatedCount = treated.count
    self.unitEffects = unitEffects
    predictors = table.map { ProblemPredictors($0, treated: treated, donors: donors) }
  }

  /// The same geos, all of whose periods are taken as lying before a test.
  package init(nullOf problem: GeoProblem) {
    target = problem.target
    donors = problem.donors
    before = problem.periods
    treatedCount = problem.treatedCount
    unitEffects = problem.unitEffects
    predictors = problem.predictors
  }

  /// The first rows of the donors.
  package func donors(first rows: Int) -> Matrix {
    Matrix(rows: rows, columns: donors.columns) { donors[$0, $1] }
  }
}
