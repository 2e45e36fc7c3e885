/// How the effect on single units is learned and judged.
public struct UpliftOptions: Codable, Sendable, Equatable {
  /// The column that names the arm of a unit.
  public var arm: String
  /// The name of the control arm.
  public var control: String
  /// The name of the treated arm; other arms are left out.
  public var treatment: String
  /// The outcome: a number, or 0 and 1.
  public var outcome: String
  /// Columns known before treatment: numbers, or texts, of which each value becomes a feature.
  public var features: [String]
  /// The learners, in the order in which they are shown.
  public var learners: [UpliftLearner] = UpliftLearner.allCases
  /// The ridge penalty a unit of the standardised features has, as a number of units.
  public var penalty = 1.0
  /// How many parts the units are cut into; each is scored by models of the others.
  public var folds = 5
  /// How many groups of equal size the units are cut into by their score.
  public var segments = 5
  /// How many replicates the bootstrap of the areas has.
  public var bootstrap = 200
  /// The level of intervals.
  public var level = 0.9
  /// The seed of folds and bootstrap.
  public var seed: UInt64 = 1

  /// Makes options.
  public init(
    arm: String, control: String, treatment: String, outcome: String, features: [String]
  ) {
    self.arm = arm
    self.control = control
    self.treatment = treatment
    self.outcome = outcome
    self.features = features
  }

  /// What is wrong with the choices; nil if nothing is.
  public var problem: String? {
    if features.isEmpty { return "features: name at least one column." }
    if features.contains(outcome) { return "features: the outcome is no feature." }
    if control == treatment { return "treatment: it is the control arm." }
    if learners.isEmpty { return "learners: name at least one." }
    if !(penalty > 0 && penalty.isFinite) { return "penalty: a positive number is needed." }
    if !(2...20).contains(folds) { return "folds: a number from 2 to 20 is needed." }
    if !(2...20).contains(segments) { return "segments: a number from 2 to 20 is needed." }
    if !(20...10_000).contains(bootstrap) {
      return "bootstrap: a number from 20 to 10,000 is needed."
    }
    if !(level > 0 && level < 1) { return "level: a number between 0 and 1 is needed." }
    return nil
  }
}
