import Probability

/// How large an experiment must be, or what it can find, computed for the tests that analyse it.
///
/// Of several arms the one with the fewest units decides. Corrections for several goals and arms are
/// planned as Bonferroni's, which Holm's and Benjamini and Hochberg's never need more than.
public struct ExperimentPlan: Sendable, Equatable {
  /// The units of all arms.
  public let units: Int
  /// The units by arm, control first.
  public let unitsByArm: [Int]
  /// The lift that is found with the power: the one asked for, or the smallest.
  public let lift: Double
  /// The lift in the metric's unit.
  public let difference: Double
  /// The probability of finding it.
  public let power: Double
  /// The probability of a false alarm each test has.
  public let alphaPerTest: Double
  /// How many times the units of a test with one look are needed; 1 with one look.
  public let inflation: Double
  /// The days it takes for the units to arrive; nil unless it is known how many arrive a day.
  public let days: Int?

  /// Plans an experiment.
  ///
  /// - Throws: `ExperimentError.badOptions` for numbers that make no sense, or an effect that no
  ///   number of units below a million millions finds.
  public init(_ options: PlanOptions) throws(ExperimentError) {
    if let problem = options.problem { throw .badOptions(problem) }
    let solver = try PlanSolver(options)
    switch (options.lift, options.units) {
    case (let lift?, let units?):
      (self.lift, self.units) = (lift, units)
      power = solver.power(lift, Double(units))
    case (let lift?, nil):
      (self.lift, power) = (lift, options.power)
      units = try solver.units(lift)
    default:
      units = options.units ?? 0
      power = options.power
      lift = try solver.lift(Double(units))
    }
    difference = lift * options.baseline
    alphaPerTest = solver.alpha
    inflation = solver.inflation
    unitsByArm = Self.shared(units, options.shares)
    let total = Double(units)
    days = options.unitsPerDay.map { Int((total / $0).rounded(.up)) }
  }

  /// Whole numbers of units near the shares, with the total kept.
  private static func shared(_ units: Int, _ shares: [Double]) -> [Int] {
    let sum = shares.reduce(0, +)
    var (passed, given) = (0.0, 0)
    return shares.map { share in
      passed += share
      let end = Int((passed / sum * Double(units)).rounded())
      defer { given = end }
      return end - given
    }
  }
}

/// Power as a function of lift and units, and its inverses.
struct PlanSolver {
  let options: PlanOptions
  let alpha: Double
  let inflation: Double
  private let test: TestPower

  init(_ options: PlanOptions) throws(ExperimentError) {
    self.options = options
    let comparisons = options.goals * (options.shares.count - 1)
    alpha = options.correction == .none ? options.alpha : options.alpha / Double(comparisons)
    let hasTwoSides = options.alternative == .twoSided
    test = TestPower(tail: hasTwoSides ? alpha / 2 : alpha, hasTwoSides: hasTwoSides)
    inflation = try Self.inflation(options, alpha)
  }

  /// Of a group sequential test the ratio of its drift to that of one look; of always-valid intervals
  /// that of the standard errors they reach at the end, which leaves out the chance of an earlier stop.
  private static func inflation(
    _ options: PlanOptions, _ alpha: Double
  ) throws(ExperimentError) -> Double {
    guard let sequential = options.sequential else { return 1 }
    switch sequential.method {
    case .groupSequential(let boundary):
      return try GroupSequentialDesign(
        looks: sequential.looks, alpha: alpha, alternative: options.alternative, boundary: boundary
      ).inflation(power: options.power)
    case .alwaysValid:
      // At the tuning number of units, which a plan takes for its end.
      let sequence = try ConfidenceSequence(
        alpha: alpha, tuning: sequential.tuning, alternative: options.alternative)
      let tail = options.alternative == .twoSided ? alpha / 2 : alpha
      let quantile = normalQuantile(options.power)
      let ratio =
        (sequence.critical(units: sequential.tuning) + quantile)
        / (-normalQuantile(tail) + quantile)
      return ratio * ratio
    }
  }

  func power(_ lift: Double, _ units: Double) -> Double {
    let sum = options.shares.reduce(0, +)
    let effective = units / inflation / sum
    let control = effective * (options.shares.first ?? 1)
    let treatment = effective * (options.shares.dropFirst().min() ?? 1)
    let kept = (1 - options.correlation * options.correlation).squareRoot()
    guard treatment + control > 2.5 else { return 0 }
    let base = options.baseline
    guard options.kind == .proportion else {
      return test.ofMeans(
        lift * base, deviation: (options.standardDeviation ?? 0) * kept, treatment, control)
    }
    // A covariate takes its share of the variance, as if there were more units.
    let gain = kept * kept
    return test.ofShares(base * (1 + lift), base, treatment / gain, control / gain)
  }

  func units(_ lift: Double) throws(ExperimentError) -> Int {
    var high = 2 * options.shares.count
    while power(lift, Double(high)) < options.power {
      high *= 2
      guard high < 1_000_000_000_000 else {
        throw .badOptions("lift: no number of units that anyone has finds so small an effect.")
      }
    }
    var low = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if power(lift, Double(middle)) < options.power { low = middle } else { high = middle }
    }
    return high
  }

  func lift(_ units: Double) throws(ExperimentError) -> Double {
    let sign = options.alternative == .less ? -1.0 : 1.0
    let largest =
      options.kind == .proportion && sign > 0
      ? (1 - options.baseline) / options.baseline : sign < 0 ? 1 : 1e6
    var (low, high) = (0.0, largest * (1 - 1e-12))
    guard power(sign * high, units) >= options.power else {
      throw .badOptions("units: so few find no effect at all with this power.")
    }
    for _ in 0..<80 where high - low > 1e-13 * high {
      let middle = 0.5 * (low + high)
      if power(sign * middle, units) < options.power { low = middle } else { high = middle }
    }
    return sign * high
  }
}
