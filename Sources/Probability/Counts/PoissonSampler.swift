/// Draws Poisson counts, exactly up to the rounding of double arithmetic.
///
/// Small means invert the distribution function by a table, large ones use transformed rejection.
public struct PoissonSampler: Sendable {
  /// The mean up to which the table is used; above, rejection is as quick and needs no set-up.
  package static let tableLimit = 16.0
  /// The largest mean, beyond which counts are not whole numbers in double arithmetic.
  public static let largestMean = 1e15

  /// The mean and the variance.
  public let mean: Double
  private let law: Law

  private enum Law {
    case table(PoissonTable)
    case rejection(PoissonRejection)
  }

  /// Prepares the draws of one mean.
  ///
  /// - Throws: `ProbabilityError.invalidParameter` if the mean is not between 0 and `largestMean`.
  public init(mean: Double) throws(ProbabilityError) {
    guard mean >= 0, mean <= Self.largestMean else {
      throw .invalidParameter(
        family: "poisson", parameter: "mean", value: mean, requirement: "between 0 and 1e15")
    }
    self.mean = mean
    law =
      mean < Self.tableLimit ? .table(PoissonTable(mean: mean)) : .rejection(.init(mean: mean))
  }

  /// Draws one count.
  public func sample(_ stream: inout RandomStream) -> Int {
    switch law {
    case .table(let table): table.count(of: stream.next())
    case .rejection(let rejection): rejection.sample(&stream)
    }
  }
}
