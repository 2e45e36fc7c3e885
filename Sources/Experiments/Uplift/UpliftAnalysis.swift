import Probability
import Resampling

/// What learners know about who is moved by the treatment, judged on units they did not learn from.
public struct UpliftAnalysis: Sendable, Equatable {
  /// Units of similar score.
  public struct Segment: Sendable, Equatable {
    /// The units that were treated.
    public let treated: Int
    /// The units of control.
    public let control: Int
    /// The mean score: the effect that was predicted.
    public let predicted: Double
    /// The difference of the arms' means: the effect that was seen; nil without two units of each.
    public let observed: Double?
    /// Welch's interval of that.
    public let limits: ExperimentResult.Limits?
  }

  /// What one learner found.
  public struct Learned: Sendable, Equatable {
    /// The learner.
    public let learner: UpliftLearner
    /// The curves.
    public let curve: UpliftCurve
    /// Bootstrap limits of the Qini area, the scores being what they are.
    public let qiniLimits: ExperimentResult.Limits
    /// Bootstrap limits of the uplift area.
    public let upliftLimits: ExperimentResult.Limits
    /// Segments of equal size, highest score first.
    public let segments: [Segment]
    /// The score of each unit in canonical order.
    package let scores: [Double]
  }

  /// Units of one value in a column.
  public struct Slice: Sendable, Equatable {
    /// The column.
    public let column: String
    /// The value; empty where cells are.
    public let value: String
    /// The units, their effect and score by the first learner.
    public let units: Segment
    /// The share of them that would be targeted by the first learner; nil of a segment.
    public let targeted: Double?
    /// Whether they are too few to be shown.
    public let isSmall: Bool
  }

  /// The learners in the order of the options.
  public let learned: [Learned]
  /// All units and their effect.
  public let whole: Segment
  /// Segments and slices by the values of columns, in the order of the options.
  public let slices: [Slice]
  /// Whether all arms of the file have the numbers of units they should.
  public let sampleRatio: SampleRatio
  /// The choices that led here.
  public let options: UpliftOptions
  /// The names of control and the treated arm.
  public let arms: [String]
  /// The number of units.
  public let count: Int
  /// The level of intervals.
  public let level: Double

  /// Cross-fits every learner: each part of the units is scored by models of the others.
  ///
  /// - Parameter threads: how many bootstrap replicates are computed at the same time.
  /// - Throws: `CancellationError`, and `LinearAlgebraError` where a regression cannot be solved.
  public init(_ data: UpliftData, _ options: UpliftOptions, threads: Int) async throws {
    let folds = Self.folds(data.count, options)
    var learned: [Learned] = []
    for learner in options.learners {
      let scores = try Self.scores(learner, data, options, folds)
      learned.append(try await Self.judged(learner, scores, data, options, threads))
    }
    self.learned = learned
    count = data.count
    level = options.level
    whole = Self.segment(Array(0..<data.count), data, data.outcome, options.level)
    slices = Self.slices(data, learned.first?.scores ?? [], options)
    sampleRatio = data.sampleRatio
    arms = [options.control, data.treatment]
    self.options = options
  }

  /// The difference of means over all units.
  public var averageEffect: Double { whole.observed ?? 0 }

  /// The part of each unit, at random and of equal size.
  private static func folds(_ count: Int, _ options: UpliftOptions) -> [Int] {
    var stream = RandomStream(seed: options.seed, stream: 0x7570_6C69)
    return (0..<count).map { $0 % options.folds }.shuffled(using: &stream)
  }

  private static func scores(
    _ learner: UpliftLearner, _ data: UpliftData, _ options: UpliftOptions, _ folds: [Int]
  ) throws -> [Double] {
    var scores = [Double](repeating: 0, count: data.count)
    for fold in 0..<options.folds {
      try Task.checkCancellation()
      let sample = UpliftSample(data: data, units: folds.indices.filter { folds[$0] != fold })
      let effect = try sample.learn(learner, penalty: options.penalty, folds: folds)
      for unit in folds.indices where folds[unit] == fold {
        scores[unit] = effect(data.features[unit])
      }
    }
    return scores
  }

  private static func judged(
    _ learner: UpliftLearner, _ scores: [Double], _ data: UpliftData, _ options: UpliftOptions,
    _ threads: Int
  ) async throws -> Learned {
    let ranking = UpliftRanking(scores)
    let bootstrap = PoissonBootstrap(replicates: options.bootstrap, seed: options.seed)
    let areas = try await bootstrap.map(threads: threads) { weights in
      // In canonical order, so that learners are judged on the same replicates.
      let counts = (0..<data.count).map { _ in weights.next(units: 1) }
      let curve = UpliftCurve(data, ranking) { counts[$0] }
      return (curve.qiniArea, curve.upliftArea)
    }
    func limits(_ sample: [Double]) -> ExperimentResult.Limits {
      let bounds = Quantile.centralInterval(options.level, of: sample)
      return .init(lower: bounds.lower, upper: bounds.upper)
    }
    let order = ranking.groups.flatMap { $0 }
    let segments = (0..<options.groups).map { index in
      let from = index * order.count / options.groups
      let to = (index + 1) * order.count / options.groups
      return segment(Array(order[from..<to]), data, scores, options.level)
    }
    return Learned(
      learner: learner, curve: UpliftCurve(data, ranking) { _ in 1 },
      qiniLimits: limits(areas.map(\.0)), upliftLimits: limits(areas.map(\.1)),
      segments: segments, scores: scores)
  }

  static func segment(
    _ units: [Int], _ data: UpliftData, _ scores: [Double], _ level: Double
  ) -> Segment {
    func arm(_ treated: Bool) -> [SIMD3<Double>] {
      units.filter { data.isTreated[$0] == treated }.map { SIMD3(data.outcome[$0], 1, 0) }
    }
    let (treated, control) = (arm(true), arm(false))
    let predicted =
      units.map { scores[$0] }.sorted().reduce(0, +) / Double(max(units.count, 1))
    guard treated.count > 1, control.count > 1 else {
      return Segment(
        treated: treated.count, control: control.count, predicted: predicted, observed: nil,
        limits: nil)
    }
    let estimate = MetricEstimate(
      .init(
        metric: ExperimentMetric("outcome"), kind: .mean,
        moments: [ArmMoments(control), ArmMoments(treated)]))
    let contrast = Contrast(estimate.arms[1], estimate.arms[0])
    let limits = contrast.limits(contrast.law.critical((1 - level) / 2))
    return Segment(
      treated: treated.count, control: control.count, predicted: predicted,
      observed: contrast.difference, limits: .init(lower: limits.lower, upper: limits.upper))
  }
}
