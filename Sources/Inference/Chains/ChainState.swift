public import Probability

/// Everything a warmed-up chain needs to go on, and what it has cost.
public struct ChainState: Sendable {
  /// Where the chain stands, unconstrained.
  public internal(set) var position: [Double]
  /// The adapted step size.
  public internal(set) var stepSize: Double
  /// The adapted metric.
  public internal(set) var metric: Metric
  /// Gradients spent on finding a start and on warm-up.
  public internal(set) var warmupGradients: Int
  /// Gradients spent on draws.
  public internal(set) var samplingGradients = 0
  /// Divergent transitions in warm-up.
  public internal(set) var warmupDivergences: Int
  /// The chain's random stream, at the place where it will go on.
  public internal(set) var stream: RandomStream

  package init(
    position: [Double], stepSize: Double, metric: Metric, warmupGradients: Int,
    samplingGradients: Int = 0, warmupDivergences: Int, stream: RandomStream
  ) {
    self.position = position
    self.stepSize = stepSize
    self.metric = metric
    self.warmupGradients = warmupGradients
    self.samplingGradients = samplingGradients
    self.warmupDivergences = warmupDivergences
    self.stream = stream
  }
}
