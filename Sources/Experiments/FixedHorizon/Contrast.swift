import Probability

/// Two arms compared, one inference for all that is said of them.
///
/// Limits of each arm become limits of `treatment - factor × control` (MOVER; Zou & Donner 2008).
/// For means that is Welch's interval of the difference and Fieller's of the ratio, for shares
/// Newcombe's hybrid score interval (1998, method 10) and its counterpart for the ratio (Donner & Zou
/// 2012). P-values invert the same limits, so that a test and an interval never disagree.
struct Contrast {
  let treatment: ArmEstimate
  let control: ArmEstimate
  /// The law of the standardised difference: Welch's t for means, the normal for shares.
  let law: ReferenceLaw

  init(_ treatment: ArmEstimate, _ control: ArmEstimate) {
    self.treatment = treatment
    self.control = control
    let (a, b) = (treatment.variance, control.variance)
    let spread =
      a * a / treatment.degreesOfFreedom + b * b / control.degreesOfFreedom
    law =
      treatment.isShare || !(spread > 0)
      ? .normal : .studentT((a + b) * (a + b) / spread)
  }

  var difference: Double { treatment.value - control.value }

  var standardError: Double { (treatment.variance + control.variance).squareRoot() }

  /// Limits of `treatment - factor × control`, for a factor that is not negative.
  func limits(_ critical: Double, factor: Double = 1) -> (lower: Double, upper: Double) {
    let (mine, other) = (treatment.limits(critical), control.limits(critical))
    let centre = treatment.value - factor * control.value
    let down = hypotenuse(treatment.value - mine.lower, factor * (other.upper - control.value))
    let up = hypotenuse(mine.upper - treatment.value, factor * (control.value - other.lower))
    return (centre - down, centre + up)
  }

  /// The number of standard errors by which `treatment - factor × control` is off `offset`: that at
  /// which the limit reaches it.
  func standardised(factor: Double = 1, offset: Double = 0) -> Double {
    let centre = treatment.value - factor * control.value - offset
    if centre == 0 { return 0 }
    if !treatment.isShare {
      let scale = hypotenuse(
        treatment.variance.squareRoot(), factor * control.variance.squareRoot())
      return centre / scale
    }
    func excludes(_ critical: Double) -> Bool {
      let limits = limits(critical, factor: factor)
      return centre > 0 ? limits.lower > offset : limits.upper < offset
    }
    var (low, high) = (0.0, 1.0)
    while high < 1e4, excludes(high) { (low, high) = (high, 2 * high) }
    for _ in 0..<100 where high - low > 1e-14 * high {
      let middle = 0.5 * (low + high)
      if excludes(middle) { low = middle } else { high = middle }
    }
    return centre > 0 ? 0.5 * (low + high) : -0.5 * (low + high)
  }

  func pValue(_ alternative: ExperimentOptions.Alternative) -> Double {
    let z = standardised()
    return switch alternative {
    case .twoSided: min(1, 2 * law.lowerTail(-abs(z)))
    case .greater: law.lowerTail(-z)
    case .less: law.lowerTail(z)
    }
  }

  /// treatment / control - 1; nil unless control is positive.
  var lift: Double? {
    control.value > 0 ? treatment.value / control.value - 1 : nil
  }

  /// The standard error of the lift by the delta method.
  var liftError: Double? {
    guard control.value > 0 else { return nil }
    let ratio = treatment.value / control.value
    return hypotenuse(treatment.variance.squareRoot(), ratio * control.variance.squareRoot())
      / control.value
  }

  /// Limits of the lift: the factors, less 1, at which a limit of `limits` is 0; nil where control is
  /// not clearly above 0, for then no factor is too large.
  func liftLimits(_ critical: Double) -> (lower: Double, upper: Double)? {
    let (mine, other) = (treatment.limits(critical), control.limits(critical))
    guard other.lower > 0 else { return nil }
    let lower = root(
      treatment.value - mine.lower, other.upper - control.value, treatment.value, control.value,
      sign: -1)
    let upper = root(
      mine.upper - treatment.value, control.value - other.lower, treatment.value, control.value,
      sign: 1)
    return (lower - 1, upper - 1)
  }

  /// The R with (t - R c)² = a² + R² b² on the side of the sign.
  private func root(
    _ a: Double, _ b: Double, _ t: Double, _ c: Double, sign: Double
  ) -> Double {
    let discriminant = c * c * a * a + t * t * b * b - a * a * b * b
    let side = sign * max(0, discriminant).squareRoot()
    let leading = c * c - b * b
    // The two forms of a root of a quadratic; each where nothing cancels.
    return t * side >= 0 && leading != 0
      ? (t * c + side) / leading : (t * t - a * a) / (t * c - side)
  }
}

/// The law of a standardised estimate.
enum ReferenceLaw: Sendable, Equatable {
  case normal
  case studentT(Double)

  /// The probability of at most z.
  func lowerTail(_ z: Double) -> Double {
    if z.isInfinite { return z < 0 ? 0 : 1 }
    switch self {
    case .normal: return normalCDF(z)
    case .studentT(let freedom):
      let law = try? StudentT(degreesOfFreedom: freedom, location: 0, scale: 1)
      return law?.cdf(z) ?? normalCDF(z)
    }
  }

  /// The z that is exceeded with this probability.
  func critical(_ tail: Double) -> Double {
    switch self {
    case .normal: return -normalQuantile(tail)
    case .studentT(let freedom):
      let law = try? StudentT(degreesOfFreedom: freedom, location: 0, scale: 1)
      return -(law?.quantile(tail) ?? normalQuantile(tail))
    }
  }
}

func hypotenuse(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
