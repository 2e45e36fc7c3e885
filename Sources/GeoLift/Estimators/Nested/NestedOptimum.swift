public import LinearAlgebra

/// One optimum of the weights of predictors: no small change of them fits the time before the test
/// better.
public struct NestedOptimum: Sendable {
  /// The mean squared error of the outcome before the test.
  public let error: Double
  /// The predictors' weights V in the order of the predictors, of predictors divided by their standard
  /// deviation; they sum to one.
  public let predictorWeights: [Double]
  /// The donors' weights for that V, with the certificate that none come nearer.
  public let certificate: SimplexSolution
  /// How many of the searches ended here.
  public var searches: Int
}
