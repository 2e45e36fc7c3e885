import Foundation
import Probability

/// The posteriors of a metric in two arms compared, by deterministic quadrature.
struct PosteriorComparison<Posterior: UnivariateDistribution> {
  let treatment: Posterior
  let control: Posterior
  private let range: (low: Double, high: Double, panel: Double)
  private let rule: GaussLegendre

  init(_ treatment: Posterior, _ control: Posterior) {
    self.treatment = treatment
    self.control = control
    range = Self.range([treatment, control])
    rule = GaussLegendre(range.low, range.high, panel: range.panel)
  }

  /// Where posteriors have mass, and panels as narrow as the narrowest of them needs.
  static func range(_ posteriors: [Posterior]) -> (low: Double, high: Double, panel: Double) {
    let low = posteriors.map { $0.quantile(1e-14) }.min() ?? 0
    let high = posteriors.map { $0.quantile(1 - 1e-14) }.max() ?? 1
    let scale = posteriors.map(\.standardDeviation).min() ?? 1
    return (low, high, max(scale, (high - low) / 2_000))
  }

  /// The probability that the treatment is better.
  var probability: Double {
    min(1, rule.integral { density(treatment, $0) * control.cdf($0) })
  }

  /// E max(control - treatment, 0): what is lost on average by choosing the treatment.
  var lossOfTreatment: Double {
    rule.integral { treatment.cdf($0) * (1 - control.cdf($0)) }
  }

  /// E max(treatment - control, 0): what is lost on average by keeping control.
  var lossOfControl: Double {
    rule.integral { control.cdf($0) * (1 - treatment.cdf($0)) }
  }

  /// The equal-tailed interval of the difference.
  func differenceLimits(_ level: Double) -> ExperimentResult.Limits {
    let width = 12 * hypotenuse(treatment.standardDeviation, control.standardDeviation)
    let centre = treatment.mean - control.mean
    return limits(level, centre - width, centre + width) { d in
      let support = treatment.support
      return mass(support.lower - d, support.upper - d) { treatment.cdf($0 + d) }
    }
  }

  /// The density of the difference at points four standard deviations to either side of its mean.
  func differenceDensity() -> [BayesianAnalysis.Point] {
    let width = 4 * hypotenuse(treatment.standardDeviation, control.standardDeviation)
    let centre = treatment.mean - control.mean
    return (0...120).map { step in
      let d = centre + width * (Double(step) / 60 - 1)
      return .init(
        difference: d,
        density: rule.integral { density(control, $0) * density(treatment, $0 + d) })
    }
  }

  /// The equal-tailed interval of treatment / control - 1; nil unless control is surely positive.
  func liftLimits(_ level: Double) -> ExperimentResult.Limits? {
    let floor = control.quantile(1e-6)
    guard floor > 0 else { return nil }
    let low = min(0, treatment.quantile(1e-9)) / floor
    let high = max(0, treatment.quantile(1 - 1e-9)) / floor
    return limits(level, low - 1, high) { lift in
      let (support, factor) = (treatment.support, 1 + lift)
      if factor <= 0, support.lower >= 0 { return 0 }
      let isBounded = support.upper < .infinity
      return mass(
        isBounded ? support.lower / factor : -.infinity,
        isBounded ? support.upper / factor : .infinity
      ) { treatment.cdf($0 * factor) }
    }
  }

  /// The integral of control's density times a distribution function that is 0 below and 1 above the
  /// bounds, where it may have kinks.
  private func mass(_ low: Double, _ high: Double, _ cdf: (Double) -> Double) -> Double {
    let (from, to) = (max(low, range.low), min(high, range.high))
    let above = high < range.high ? 1 - control.cdf(high) : 0
    guard from < to else { return above }
    let rule = GaussLegendre(from, to, panel: range.panel)
    return rule.integral { density(control, $0) * cdf($0) } + above
  }

  private func density(_ posterior: Posterior, _ x: Double) -> Double {
    posterior.support.contains(x) ? exp(posterior.logDensity(x)) : 0
  }

  private func limits(
    _ level: Double, _ low: Double, _ high: Double, _ cdf: (Double) -> Double
  ) -> ExperimentResult.Limits {
    func quantile(_ p: Double) -> Double {
      var (low, high) = (low, high)
      for _ in 0..<60 where high - low > 1e-12 * max(abs(low), abs(high)) {
        let middle = 0.5 * (low + high)
        if cdf(middle) < p { low = middle } else { high = middle }
      }
      return 0.5 * (low + high)
    }
    let tail = (1 - level) / 2
    return .init(lower: quantile(tail), upper: quantile(1 - tail))
  }
}

extension PosteriorComparison {
  /// The probability of each posterior to be the largest.
  static func probabilitiesBest(_ posteriors: [Posterior]) -> [Double] {
    let range = Self.range(posteriors)
    let rule = GaussLegendre(range.low, range.high, panel: range.panel)
    return posteriors.indices.map { best in
      rule.integral { x in
        var value = exp(posteriors[best].logDensity(x))
        for other in posteriors.indices where other != best { value *= posteriors[other].cdf(x) }
        return value
      }
    }
  }
}
