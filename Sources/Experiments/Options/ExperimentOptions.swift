/// What the user chooses about an experiment: `experiment.analyze` of the project file.
public struct ExperimentOptions: Codable, Sendable, Equatable {
  /// The name of the data source; the only one that fits if nil.
  public var data: String?
  /// The column that names the arm of a row.
  public var arm: String
  /// The name of the control arm.
  public var control: String
  /// The column that names the unit of a row; every row is a unit of its own if nil.
  public var unit: String?
  /// The column of numbers of units, in aggregated data; rows are units if nil.
  public var users: String?
  /// The metrics, in the order in which they are shown.
  public var metrics: [ExperimentMetric]
  /// The column, from before the experiment, that sharpens the metrics.
  public var covariate: String?
  /// The probability of a false alarm that is put up with.
  public var alpha = 0.05
  /// What the tests look for.
  public var alternative: Alternative = .twoSided
  /// What is done about testing several metrics and arms at once.
  public var correction: Correction = .holm
  /// The share of units each arm should get, up to a factor; the same for all if empty.
  public var shares: [String: Double] = [:]
  /// What happens to rows of the same unit.
  public var duplicates: DuplicateRule = .refuse
  /// How goals are judged.
  public var method: Method = .fixed
  /// How looks before the end are allowed for, where the method is sequential; always-valid if nil.
  public var sequential: SequentialOptions?
  /// The column that tells when a row came, which cuts the data into looks.
  public var time: String?
  /// How many looks the times are cut into; one at every time if nil.
  public var looks: Int?

  /// What the experiment is to the media mix, if it is to become a lift test.
  public var liftTest: LiftTestOptions?

  /// How goals are judged.
  public enum Method: String, Codable, Sendable, CaseIterable {
    /// Once, when the time is over.
    case fixed
    /// At looks on the way.
    case sequential
    /// By posteriors under weak priors.
    case bayesian
  }

  /// What a test looks for.
  public enum Alternative: String, Codable, Sendable, CaseIterable {
    /// Any difference.
    case twoSided = "two-sided"
    /// More than control.
    case greater
    /// Less than control.
    case less
  }

  /// What is done about testing several hypotheses at once.
  public enum Correction: String, Codable, Sendable, CaseIterable {
    /// Holm's steps: the probability of any false alarm is kept.
    case holm
    /// Bonferroni's factor: the same, with less power.
    case bonferroni
    /// Nothing.
    case none
    /// Benjamini and Hochberg's steps: the expected share of false alarms among alarms is kept.
    case bh
  }

  /// What happens to rows of the same unit.
  public enum DuplicateRule: String, Codable, Sendable, CaseIterable {
    /// The data are refused.
    case refuse
    /// Rows of a unit are added up; units seen in several arms are left out.
    case sum
  }

  /// Makes options.
  public init(arm: String, control: String, metrics: [ExperimentMetric]) {
    self.arm = arm
    self.control = control
    self.metrics = metrics
  }

  /// The level of two-sided intervals that agree with the tests: 1 - alpha, or 1 - 2 alpha where
  /// the alternative has one side.
  public var level: Double { alternative == .twoSided ? 1 - alpha : 1 - 2 * alpha }
}
