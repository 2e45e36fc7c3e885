/// A diagonal metric from the variances of draws and of gradients.
///
/// The variance sqrt(var(draws) / var(gradients)) minimises the Fisher divergence between the
/// transformed posterior and a standard normal: Seyboldt, Carlson and Carpenter 2024,
/// "Preconditioning Hamiltonian Monte Carlo by minimizing Fisher divergence", nutpie.
/// A foreground window is used while a background window fills to replace it, so the metric changes
/// a little at every iteration and forgets the way in.
struct GradientDiagonalLearner: MetricLearner {
  /// The metric before any draw: the scale at which the first gradient would be typical.
  private(set) var variances: [Double]
  private var foreground: Window
  private var background: Window
  private let earlyEnd: Int
  private let end: Int
  private var hasLearnt = false
  /// Draws needed before their variances take the place of those it began with.
  private let patience: Int

  /// Draws in a window, in the first part of warm-up and later.
  private static let earlyWindow = 10
  private static let window = 80
  /// Draws needed before variances are believed that take the place of a guess.
  private static let leastDraws = 3
  private static let bounds = 1e-20...1e20

  private struct Window {
    var draws: RunningVariance
    var gradients: RunningVariance

    init(dimension: Int) {
      draws = RunningVariance(dimension: dimension)
      gradients = draws
    }

    mutating func add(_ sample: WarmupSample) {
      draws.add(sample.position)
      gradients.add(sample.gradient)
    }
  }

  init(warmup: Int, initialGradient: UnsafeBufferPointer<Double>) {
    variances = initialGradient.map { $0 == 0 ? 1 : Self.clamp(1 / abs($0)) }
    foreground = Window(dimension: variances.count)
    background = foreground
    patience = Self.leastDraws
    earlyEnd = warmup * 3 / 10
    end = warmup - warmup * 15 / 100
  }

  /// Begins with variances that an earlier run has learnt; they stay until a whole window of draws
  /// knows better.
  init(warmup: Int, learnt: [Double]) {
    variances = learnt.map(Self.clamp)
    foreground = Window(dimension: variances.count)
    background = foreground
    patience = Self.window
    earlyEnd = 0
    end = warmup - warmup * 15 / 100
  }

  mutating func observe(_ iteration: Int, _ sample: WarmupSample) -> MetricUpdate? {
    guard iteration < end else { return nil }
    // A chain that stands still says nothing about the spread, only about the step size.
    if sample.moved {
      foreground.add(sample)
      background.add(sample)
    }
    let window = iteration < earlyEnd ? Self.earlyWindow : Self.window
    if background.draws.count >= window && window + iteration <= end {
      foreground = background
      background = Window(dimension: variances.count)
    }
    guard foreground.draws.count >= patience else { return nil }
    learn()
    defer { hasLearnt = true }
    return MetricUpdate(metric: .diagonal(variances), restartsStepSize: !hasLearnt)
  }

  private mutating func learn() {
    for i in variances.indices {
      let estimate = (foreground.draws.variance(i) / foreground.gradients.variance(i)).squareRoot()
      if estimate.isFinite && estimate > 0 { variances[i] = Self.clamp(estimate) }
    }
  }

  private static func clamp(_ variance: Double) -> Double {
    min(max(variance, bounds.lowerBound), bounds.upperBound)
  }
}
