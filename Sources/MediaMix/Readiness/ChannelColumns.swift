import Foundation
import Probability

/// What a channel adds to the linearised mean, each column times the prior standard deviation of its
/// parameter; G x T on the cells that are fitted.
struct ChannelColumns {
  /// The level of the strength; nil if it is fixed.
  let level: [Double]?
  /// The shapes that are not fixed.
  let shapes: [[Double]]
  /// The effect of one standard deviation over geos; nil in national models.
  let deviation: [Double]?
  /// What one standard deviation of each geo adds to the strength, in its prior deviations.
  let deviationWeights: [Double]

  init(_ view: ReadinessView, _ c: Int) {
    let channel = view.specification.terms[c]
    let step = Self.step(channel.strengthPrior)
    let unit = Self.effect(view, c, at: view.medians, strength: 1)
    level = step.map { step in unit.map { $0 * step } }
    shapes = Self.shapes(view, c)
    guard view.geoCount > 1 else {
      deviation = nil
      deviationWeights = []
      return
    }
    let spread = view.medians.geoSpread[c]
    let isNormal = channel.geoEffects == .normal
    let median = view.medians.strength[c]
    deviation = isNormal ? view.response[c].map { $0 * spread } : unit.map { $0 * spread * median }
    guard let step, channel.strength != .coefficient else {
      deviationWeights = [Double](repeating: 0, count: view.geoCount)
      return
    }
    let responses = view.design.response(c, at: view.medians)
    let anchors = view.design.anchors(c, at: view.medians, responses: responses)
    let total = max(anchors.reduce(0, +), .leastNormalMagnitude)
    // A normal deviation is one of the coefficient; a log-normal one multiplies the strength.
    let gain = isNormal ? total / view.design.anchorScale[c] : median
    deviationWeights = anchors.map { $0 / total * spread * gain / step }
  }

  /// One prior standard deviation of a strength at its median: of the logarithm where it is positive;
  /// nil if it is fixed.
  private static func step(_ prior: any UnivariateDistribution) -> Double? {
    guard !(prior is PointMass) else { return nil }
    let (low, high) = (prior.quantile(lower), prior.quantile(1 - lower))
    guard prior.isPositive && low > 0 else { return deviation(prior) }
    return prior.quantile(0.5) * (log(high) - log(low)) / 2
  }

  /// The probability of more than one standard deviation below the mean of a normal distribution.
  private static let lower = 0.15865525393145705

  private static func deviation(_ prior: any UnivariateDistribution) -> Double {
    let deviation = prior.standardDeviation
    if deviation.isFinite { return deviation }
    return (prior.quantile(1 - lower) - prior.quantile(lower)) / 2
  }

  /// The mean's change for one prior standard deviation of each shape that is not fixed.
  private static func shapes(_ view: ReadinessView, _ c: Int) -> [[Double]] {
    let channel = view.specification.terms[c]
    return zip(channel.shapes, MediaMixParameters.shapes).compactMap { prior, path in
      guard !(prior is PointMass) else { return nil }
      let spread = deviation(prior)
      let step = 0.01 * spread
      var (below, above) = (view.medians, view.medians)
      below[keyPath: path][c] -= step
      above[keyPath: path][c] += step
      let low = effect(view, c, at: below, strength: view.medians.strength[c])
      let high = effect(view, c, at: above, strength: view.medians.strength[c])
      return zip(high, low).map { ($0 - $1) / (2 * step) * spread }
    }
  }

  /// A channel's part of the scaled mean on the cells that are fitted.
  private static func effect(
    _ view: ReadinessView, _ c: Int, at parameters: MediaMixParameters, strength: Double
  ) -> [Double] {
    var parameters = parameters
    parameters.strength[c] = strength
    let responses = view.design.response(c, at: parameters)
    let coefficients = view.design.coefficients(c, at: parameters, responses: responses)
    let times = view.design.timeCount
    let effect = responses.indices.map { coefficients[$0 / times] * responses[$0] }
    return ReadinessView.fitted(effect, view.design)
  }
}
