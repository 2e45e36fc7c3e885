/// How many chains to run, how they adapt, and on how many threads.
public struct SamplerOptions: Sendable, Equatable {
  /// Independent chains.
  public var chains: Int
  /// Iterations of a chain that only adapt.
  public var warmup: Int
  /// Seeds every chain; chain c reads stream c of it.
  public var seed: UInt64
  /// The mean acceptance probability that the step size is tuned to.
  public var targetAcceptance: Double
  /// The most doublings of a trajectory: at most 2^depth - 1 leapfrogs a draw.
  public var maximumDepth: Int
  /// How the metric is learnt.
  public var metric: MetricKind
  /// Chains that run at the same time; results do not depend on it.
  public var threads: Int

  /// Makes options.
  public init(
    chains: Int = 4, warmup: Int = 500, seed: UInt64 = 1, targetAcceptance: Double = 0.8,
    maximumDepth: Int = 10, metric: MetricKind = .gradientDiagonal, threads: Int = 1
  ) {
    self.chains = chains
    self.warmup = warmup
    self.seed = seed
    self.targetAcceptance = targetAcceptance
    self.maximumDepth = maximumDepth
    self.metric = metric
    self.threads = threads
  }

  /// Checks every option's range.
  ///
  /// - Throws: `InferenceError.invalidOption`.
  public func validate() throws(InferenceError) {
    try Self.check("chains", chains, 1...10_000)
    try Self.check("warmup", warmup, 0...10_000_000)
    try Self.check("targetAcceptance", targetAcceptance, 0.01...0.999)
    try Self.check("maximumDepth", maximumDepth, 1...30)
    try Self.check("threads", threads, 1...10_000)
  }

  private static func check<Value: Comparable>(
    _ name: String, _ value: Value, _ range: ClosedRange<Value>
  ) throws(InferenceError) {
    guard range.contains(value) else {
      throw .invalidOption(
        name: name, value: "\(value)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}
