import Foundation
import Probability

/// How one parameter is laid on the real line, so that the sampler sees a shape near a standard
/// normal when the data say little.
///
/// The score maps take the parameter by its prior's own quantile function, `value =
/// quantile(Phi(x))`, under which prior and Jacobian together are exactly -x^2/2.
package struct Coordinate: Sendable {
  enum Map: Sendable {
    case fixed(Double)
    case normal(mean: Double, sd: Double)
    case lognormal(mu: Double, sigma: Double, shift: Double)
    case uniform(lower: Double, width: Double)
    case truncatedNormal(mean: Double, sd: Double, below: Double, inside: Double, above: Double)
    /// x ~ N(0, 1), value = scale * x: half normal in |value|. Only for scales that enter as
    /// scale * z with z symmetric, where (x, z) and (-x, -z) are one point.
    case signed(scale: Double)
    /// value = exp(centre + spread * x).
    case log(centre: Double, spread: Double)
    /// value = lower + width / (1 + exp(-x)).
    case logit(lower: Double, width: Double)
    /// The coordinate itself; its prior is written elsewhere.
    case free
  }

  /// A value with what the chain rule needs.
  struct Point {
    var value: Double
    /// d value / dx.
    var slope: Double
    /// Log prior density plus log Jacobian, up to a constant.
    var logDensity: Double
    /// Its derivative along x.
    var score: Double
  }

  let map: Map
  let prior: any UnivariateDistribution

  /// Chooses the map that suits a prior.
  init(_ prior: any UnivariateDistribution) {
    self.prior = prior
    switch prior {
    case let point as PointMass: map = .fixed(point.value)
    case let normal as Normal: map = .normal(mean: normal.mean, sd: normal.standardDeviation)
    case let lognormal as LogNormal:
      map = .lognormal(mu: lognormal.mu, sigma: lognormal.sigma, shift: 0)
    case let shifted as ShiftedLogNormal:
      map = .lognormal(mu: shifted.part.mu, sigma: shifted.part.sigma, shift: shifted.shift)
    case let uniform as Uniform:
      map = .uniform(lower: uniform.lower, width: uniform.upper - uniform.lower)
    case let normal as TruncatedNormal:
      let below = normalCDF((normal.lower - normal.untruncatedMean) / normal.untruncatedScale)
      let above = normalCDF((normal.untruncatedMean - normal.upper) / normal.untruncatedScale)
      map = .truncatedNormal(
        mean: normal.untruncatedMean, sd: normal.untruncatedScale, below: below,
        inside: 1 - below - above,
        above: above)
    default:
      switch prior.support {
      case .positive: map = .log(centre: 0, spread: 1)
      case .interval(let lower, let upper): map = .logit(lower: lower, width: upper - lower)
      case .real, .above, .below, .point: map = .normal(mean: 0, sd: 1)
      }
    }
  }

  /// Lays a prior on the line by a map of the caller's choice.
  init(_ prior: any UnivariateDistribution, map: Map) {
    self.prior = prior
    self.map = map
  }

  var isFixed: Bool {
    if case .fixed = map { true } else { false }
  }

  /// Value, slope and prior at a coordinate.
  func point(at x: Double) -> Point {
    switch map {
    case .fixed(let value): return Point(value: value, slope: 0, logDensity: 0, score: 0)
    case .free: return Point(value: x, slope: 1, logDensity: 0, score: 0)
    case .normal(let mean, let sd):
      if prior is Normal { return score(x, value: mean + sd * x, slope: sd) }
      return changed(value: x, slope: 1, logSlope: 0, logSlopeSlope: 0)
    case .lognormal(let mu, let sigma, let shift):
      let value = exp(mu + sigma * x)
      return score(x, value: shift + value, slope: sigma * value)
    case .uniform(let lower, let width):
      return score(
        x, value: lower + width * normalCDF(x), slope: width * Self.normalDensity(x))
    case .truncatedNormal(let mean, let sd, let below, let inside, let above):
      // From the nearer tail, so that no digits are lost next to 1.
      let z =
        x < 0
        ? normalQuantile(below + inside * normalCDF(x))
        : -normalQuantile(above + inside * normalCDF(-x))
      let slope = sd * inside * Self.normalDensity(x) / Self.normalDensity(z)
      return score(x, value: mean + sd * z, slope: slope)
    case .signed(let scale): return score(x, value: scale * x, slope: scale)
    case .log(let centre, let spread):
      let value = exp(centre + spread * x)
      return changed(
        value: value, slope: spread * value, logSlope: spread * x, logSlopeSlope: spread)
    case .logit(let lower, let width):
      let share = 1 / (1 + exp(-x))
      let slope = share * (1 - share)
      return changed(
        value: lower + width * share, slope: width * slope, logSlope: Foundation.log(slope),
        logSlopeSlope: 1 - 2 * share)
    }
  }

  /// The coordinate of a value; the inverse of `point(at:)`.
  package func position(of value: Double) -> Double {
    switch map {
    case .fixed: return 0
    case .free: return value
    case .normal(let mean, let sd): return (value - mean) / sd
    case .lognormal(let mu, let sigma, let shift):
      return (Foundation.log(value - shift) - mu) / sigma
    case .uniform(let lower, let width): return normalQuantile((value - lower) / width)
    case .truncatedNormal(let mean, let sd, let below, let inside, _):
      return normalQuantile((normalCDF((value - mean) / sd) - below) / inside)
    case .signed(let scale): return value / scale
    case .log(let centre, let spread): return (Foundation.log(value) - centre) / spread
    case .logit(let lower, let width):
      let share = (value - lower) / width
      return Foundation.log(share / (1 - share))
    }
  }

  private static func normalDensity(_ z: Double) -> Double {
    exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
  }

  private func score(_ x: Double, value: Double, slope: Double) -> Point {
    Point(value: value, slope: slope, logDensity: -0.5 * x * x, score: -x)
  }

  private func changed(
    value: Double, slope: Double, logSlope: Double, logSlopeSlope: Double
  ) -> Point {
    Point(
      value: value, slope: slope, logDensity: prior.logDensity(value) + logSlope,
      score: prior.logDensityDerivative(value) * slope + logSlopeSlope)
  }
}
