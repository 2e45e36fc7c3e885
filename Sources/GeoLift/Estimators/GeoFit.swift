public import LinearAlgebra

/// What an estimator found: weights, the course without treatment, and how it came about.
public struct GeoFit: Sendable {
  /// The donors' weights, in the donors' order; empty where an estimator has none.
  public var weights: [Double]
  /// The treated geos' mean as it would have been, a number a period.
  public var counterfactual: [Double]
  /// The weights of the periods before the test, where the estimator has them.
  public var periodWeights: [Double]?
  /// How near the donors' weights are to the best, where an optimum over the simplex was sought.
  public var certificate: SimplexSolution?
  /// The same for the periods' weights.
  public var periodCertificate: SimplexSolution?
  /// The penalty that was chosen or published: ridge's λ, the ζ of donors' weights, or the τ of
  /// matrix completion.
  public var penalty: Double?
  /// What there is to know about the choice of ridge's λ.
  public var ridge: RidgeChoice?
  /// Standard error and degrees of freedom of the mean effect, where a regression gives them.
  public var regression: RegressionError?
  /// The factors of an estimator that has them.
  public var factors: Factors?
  /// All optima found where there can be several, the best first.
  public var optima: [NestedOptimum] = []
  /// The names of the predictors that the optima weigh.
  public var predictors: [String] = []
  /// The posterior of the effect, where the estimator is Bayesian.
  public var structural: StructuralPosterior?
  /// The residuals before the test whose dependence decides which permutations are valid, where these
  /// are not the gaps: a level that wanders takes the dependence out of the gaps, but not out of what
  /// is permuted.
  var dependence: [Double]?

  /// How many factors were used, and what others would have done.
  public struct Factors: Sendable, Equatable {
    /// The number of factors.
    public var count: Int
    /// The mean squared error of periods left out, for no factor, one, and so on.
    public var errors: [Double]
  }

  /// The error of the mean effect as a regression has it.
  public struct RegressionError: Sendable, Equatable {
    /// The standard error of the mean effect a period.
    public var standardError: Double
    /// The degrees of freedom of its t distribution.
    public var degreesOfFreedom: Double
  }

  init(weights: [Double], counterfactual: [Double]) {
    self.weights = weights
    self.counterfactual = counterfactual
  }
}
