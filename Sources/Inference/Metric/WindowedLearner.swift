import Foundation

/// A metric from draws alone, in windows that double; each closes with a new metric and a new
/// search for the step size.
///
/// Until the first window closes the chain runs on variances learnt from gradients, so coordinates
/// of very different scale cost nothing extra.
struct WindowedLearner: MetricLearner {
  enum Shape { case diagonal, dense }

  private let shape: Shape
  private let schedule: WindowSchedule
  private var start: GradientDiagonalLearner
  private var window = 0
  private var variances: [Double]
  private var diagonal: RunningVariance
  private var dense: RunningCovariance

  init(_ shape: Shape, warmup: Int, start: GradientDiagonalLearner) {
    self.shape = shape
    self.start = start
    schedule = WindowSchedule(warmup: warmup)
    variances = start.variances
    diagonal = RunningVariance(dimension: variances.count)
    dense = RunningCovariance(dimension: shape == .dense ? variances.count : 0)
  }

  mutating func observe(_ iteration: Int, _ sample: WarmupSample) -> MetricUpdate? {
    guard window < schedule.ends.count else { return nil }
    if iteration >= schedule.begins[window] {
      diagonal.add(sample.position)
      if shape == .dense { dense.add(sample.position) }
    }
    if iteration + 1 == schedule.ends[window] { return close() }
    guard window == 0, let update = start.observe(iteration, sample) else { return nil }
    variances = start.variances
    return update
  }

  /// Ends a window: learns from it and empties it.
  private mutating func close() -> MetricUpdate? {
    window += 1
    defer {
      diagonal = RunningVariance(dimension: variances.count)
      dense = RunningCovariance(dimension: shape == .dense ? variances.count : 0)
    }
    guard diagonal.count > 2 else { return nil }
    learnVariances()
    if shape == .dense, let covariance = dense.shrunk(),
      let metric = try? Metric.dense(covariance)
    {
      return MetricUpdate(metric: metric, restartsStepSize: true)
    }
    return MetricUpdate(metric: .diagonal(variances), restartsStepSize: true)
  }

  /// Shrinks the log variances towards the metric in use, up to a common factor.
  ///
  /// The metric in use counts as five draws. No absolute scale enters: a fixed floor ruins
  /// coordinates in large units.
  private mutating func learnVariances() {
    let ratios = variances.indices.map { log(diagonal.variance($0) / variances[$0]) }
    let usable = ratios.filter(\.isFinite)
    guard !usable.isEmpty else { return }
    let common = usable.reduce(0, +) / Double(usable.count)
    let trust = Double(diagonal.count) / Double(diagonal.count + 5)
    for i in variances.indices where ratios[i].isFinite {
      variances[i] *= exp(trust * ratios[i] + (1 - trust) * common)
    }
  }
}
