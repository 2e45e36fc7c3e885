/// How the effect on single units is learned and judged: `experiment.uplift` of the project file.
public struct UpliftOptions: Codable, Sendable, Equatable {
  /// The name of the data source; the only one that fits if nil.
  public var data: String?
  /// The column that names the arm of a unit.
  public var arm: String
  /// The name of the control arm.
  public var control: String
  /// The name of the treated arm, other arms being left out; the only one besides control if nil.
  public var treatment: String?
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
  public var groups = 10
  /// Columns by whose values the effect is shown, besides.
  public var segments: [String] = []
  /// Columns by whose values it is shown whether people are targeted alike, such as a gender.
  public var slices: [String] = []
  /// The share of units that would be targeted, those of the highest scores.
  public var target = 0.3
  /// The fewest units of a segment or slice that is shown.
  public var smallestSlice = 100
  /// The share of units each arm should get, up to a factor; the same for all if empty.
  public var shares: [String: Double] = [:]
  /// How many replicates the bootstrap of the areas has.
  public var bootstrap = 200
  /// The level of intervals.
  public var level = 0.9
  /// The seed of folds and bootstrap.
  public var seed: UInt64 = 1

  /// Makes options.
  public init(
    arm: String, control: String, treatment: String? = nil, outcome: String, features: [String]
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
    if Set(features).count < features.count { return "features: a column is named twice." }
    if features.contains(arm) { return "features: the arm is no feature." }
    if features.contains(outcome) { return "features: the outcome is no feature." }
    if control == treatment { return "treatment: it is the control arm." }
    if learners.isEmpty { return "learners: name at least one." }
    if !(penalty > 0 && penalty.isFinite) { return "penalty: a positive number is needed." }
    if !(2...20).contains(folds) { return "folds: a number from 2 to 20 is needed." }
    if let twice = Self.repeated(segments + slices) {
      return "segments, slices: \"\(twice)\" is there twice; it is one or the other."
    }
    if !(2...100).contains(groups) { return "groups: a number from 2 to 100 is needed." }
    if !(target > 0 && target < 1) { return "target: a share between 0 and 1 is needed." }
    if smallestSlice < 10 { return "smallest_slice: a number from 10 is needed." }
    for (arm, share) in shares.sorted(by: { $0.key < $1.key })
    where !(share > 0 && share.isFinite) {
      return "shares: the share of \"\(arm)\" must be a positive number."
    }
    if !(20...10_000).contains(bootstrap) {
      return "bootstrap: a number from 20 to 10,000 is needed."
    }
    if !(level > 0 && level < 1) { return "level: a number between 0 and 1 is needed." }
    return nil
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }
}
