/// Learns a chain's metric during warm-up.
protocol MetricLearner {
  /// Looks at the point that a warm-up iteration ended in.
  ///
  /// - Parameters:
  ///   - iteration: from 0.
  ///   - sample: position, gradient and whether the chain moved.
  /// - Returns: what to change before the next iteration, if anything.
  mutating func observe(_ iteration: Int, _ sample: WarmupSample) -> MetricUpdate?
}

/// Where a warm-up iteration ended.
struct WarmupSample {
  let position: UnsafeBufferPointer<Double>
  let gradient: UnsafeBufferPointer<Double>
  /// False if the iteration ended where it began.
  let moved: Bool
}

/// A new metric, and whether the step size must be found afresh for it.
struct MetricUpdate {
  let metric: Metric
  let restartsStepSize: Bool
}

extension MetricKind {
  /// The learner of this kind, which begins as `start`.
  func makeLearner(warmup: Int, start: GradientDiagonalLearner) -> any MetricLearner {
    switch self {
    case .gradientDiagonal: start
    case .diagonal: WindowedLearner(.diagonal, warmup: warmup, start: start)
    case .dense: WindowedLearner(.dense, warmup: warmup, start: start)
    }
  }
}
