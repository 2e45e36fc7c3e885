public import Tables

/// An experiment analysed as its options ask: the sample-ratio test and every comparison at the end,
/// and besides, for these methods, what looks on the way or posteriors say of the goals.
public struct ExperimentAnalysis: Sendable {
  /// The comparisons at the end; they judge guardrails whatever the method is.
  public let result: ExperimentResult
  /// The looks on the way, where the method is sequential.
  public let sequential: SequentialAnalysis?
  /// What each look is called: its time, or its number where there are no times.
  public let lookLabels: [String]
  /// The data at each look.
  let looks: [ExperimentData]
  /// The posteriors, where the method is Bayesian.
  public let bayesian: BayesianAnalysis?

  /// The choices that led here.
  public var options: ExperimentOptions { result.options }

  /// Reads and analyses an experiment.
  ///
  /// - Throws: `ExperimentError` for options or data that cannot be used; `TableError` for columns
  ///   that are missing or cells that cannot be read.
  public init(_ table: Table, options: ExperimentOptions) throws {
    guard let time = options.time else {
      try self.init([ExperimentData(table, options: options)], labels: ["1"], options: options)
      return
    }
    let looks = try TimedLooks(table, options: options, time: time, looks: options.looks)
    try self.init(looks.data, labels: looks.times.map(\.label), options: options)
  }

  /// Analyses data as they had grown at each look, the last being all data.
  ///
  /// - Throws: `ExperimentError` where looks do not fit each other or the plan.
  package init(
    _ looks: [ExperimentData], labels: [String], options: ExperimentOptions
  ) throws(ExperimentError) {
    guard let data = looks.last else { throw .badOptions("looks: there is none.") }
    result = FixedHorizon.analyse(data, options)
    lookLabels = labels
    self.looks = looks
    sequential =
      options.method == .sequential
      ? try SequentialAnalysis(
        looks, options, options.sequential ?? SequentialOptions(.alwaysValid)) : nil
    bayesian =
      options.method == .bayesian ? BayesianAnalysis(data, level: 1 - options.alpha) : nil
  }

  /// The level of the intervals of goals, which always-valid and corrected ones widen.
  var goalLevel: Double {
    guard let sequential else {
      return options.method == .bayesian ? 1 - options.alpha : options.level
    }
    return options.alternative == .twoSided ? 1 - sequential.alpha : 1 - 2 * sequential.alpha
  }
}
