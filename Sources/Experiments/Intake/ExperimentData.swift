public import Tables

/// An experiment's data, checked: the only way in.
///
/// Arms stand in canonical order, control first and the others by name; rows may come in any order.
public struct ExperimentData: Sendable {
  /// A metric and what each arm says about it.
  public struct Metric: Sendable, Equatable {
    /// The metric as the user named it.
    public let metric: ExperimentMetric
    /// What it is, decided by the data if the user did not say.
    public let kind: ExperimentMetric.Kind
    /// The column it is adjusted by, if any.
    public let covariate: String?
    /// The moments by arm.
    public let moments: [ArmMoments]

    /// Makes a metric of moments that are known already.
    package init(
      metric: ExperimentMetric, kind: ExperimentMetric.Kind, covariate: String? = nil,
      moments: [ArmMoments]
    ) {
      self.metric = metric
      self.kind = kind
      self.covariate = covariate
      self.moments = moments
    }
  }

  /// What was read and what was left out.
  public struct Intake: Sendable, Equatable {
    /// The rows of the table.
    public internal(set) var rows = 0
    /// Units that had several rows, which were added up.
    public internal(set) var repeatedUnits = 0
    /// Units seen in several arms, which were left out.
    public internal(set) var crossedUnits = 0
  }

  /// The share of units seen in several arms above which data are refused.
  public static let largestCrossedShare = 0.01

  /// The names of the arms.
  public let arms: [String]
  /// The number of units by arm.
  public let counts: [Int]
  /// The metrics in the order of the options.
  public let metrics: [Metric]
  /// What was read and what was left out.
  public let intake: Intake

  /// Reads an experiment from a table of units, or of sums where the options name a column of counts.
  ///
  /// - Throws: `ExperimentError` for options or data that cannot be used; `TableError` for columns
  ///   that are missing or cells that cannot be read.
  public init(_ table: Table, options: ExperimentOptions) throws {
    if let problem = options.problem { throw ExperimentError.badOptions(problem) }
    let rows = try ArmRows(table, options)
    if let count = options.users {
      self = try Self.ofTotals(table, options, rows, count)
    } else {
      self = try Self.ofUnits(table, options, rows)
    }
  }

  package init(arms: [String], counts: [Int], metrics: [Metric], intake: Intake = Intake()) {
    self.arms = arms
    self.counts = counts
    self.metrics = metrics
    self.intake = intake
  }

  /// Refuses arms that say nothing.
  static func check(_ counts: [Int], _ arms: [String], _ source: String) throws {
    for (arm, count) in zip(arms, counts) where count < 2 {
      throw ExperimentError.refused(
        "\(source): arm \"\(arm)\" has \(count == 0 ? "no units" : "a single unit"); every arm "
          + "needs two at least. Add its rows or take it out.")
    }
  }

  /// Refuses a metric that is the same number everywhere.
  static func check(_ metric: Metric, _ source: String) throws {
    let isRatio = metric.kind == .ratio
    if isRatio, metric.moments.contains(where: { !($0.mean.y > 0) }) {
      throw ExperimentError.refused(
        "\(source): the denominator of \"\(metric.metric.name)\" does not add up to a positive "
          + "number in every arm.")
    }
    for moments in metric.moments where !moments.isFinite {
      throw ExperimentError.refused(
        "\(source): numbers of \"\(metric.metric.name)\" are too large to be squared; write them in a "
          + "larger unit.")
    }
    guard metric.moments.allSatisfy({ $0.variance.x == 0 && $0.variance.y == 0 }) else { return }
    throw ExperimentError.refused(
      "\(source): \"\(metric.metric.name)\" is the same for all units of each arm; there is "
        + "nothing to test. Take it out of the metrics.")
  }
}
