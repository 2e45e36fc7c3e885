import Foundation
import LinearAlgebra
import Probability

/// What the data are expected to teach about each channel's strength, before any fit.
///
/// The mean of the KPI is linearised at the prior medians. With every column multiplied by the prior
/// standard deviation of its parameter, the prior precision is the identity and the posterior
/// precision I + X'X / sigma^2. What belongs to a single geo (its intercept, its deviations from the
/// common coefficients) is integrated out geo by geo, so the large matrix holds shared parameters
/// only.
struct ExpectedInformation {
  /// For each channel 1 - posterior / prior variance of its strength (of the logarithm of it, where
  /// it is positive), all other parameters unknown; nil if the strength is fixed.
  let contractions: [Double?]

  init(_ view: ReadinessView) throws(LinearAlgebraError) {
    let columns = LinearisedMean(view)
    let variance = view.residualDeviation * view.residualDeviation
    var precision = Matrix.identity(columns.sharedCount)
    for g in 0..<view.geoCount {
      let shared = columns.shared(g)
      var information = shared.gram()
      let own = columns.own(g)
      if own.columns > 0 {
        let inner = try own.gram() + variance * Matrix.identity(own.columns)
        let cross = try own.transposed * shared
        let solved = try Cholesky(inner).solve(cross)
        information = try information - cross.transposed * solved
      }
      precision = try precision + (1 / variance) * information
    }
    let covariance = try Cholesky(precision).inverse
    contractions = columns.strengthColumns.map { column in
      column.map { min(max(1 - covariance[$0, $0], 0), 1) }
    }
  }
}

/// The columns of the linearised mean, each times the prior standard deviation of its parameter.
private struct LinearisedMean {
  private let view: ReadinessView
  /// Shared columns of media, G x T each.
  private let media: [[Double]]
  /// For each channel, which of them moves its strength.
  let strengthColumns: [Int?]
  /// For each channel, the effect of one standard deviation over geos, G x T.
  private let deviations: [[Double]]

  init(_ view: ReadinessView) {
    self.view = view
    var media: [[Double]] = []
    var strengthColumns: [Int?] = []
    for c in view.data.channels.indices {
      let strength = Self.strength(view, c)
      strengthColumns.append(strength.map { _ in media.count })
      if let strength { media.append(strength) }
      media += Self.shapes(view, c)
    }
    self.media = media
    self.strengthColumns = strengthColumns
    deviations = view.geoCount > 1 ? view.data.channels.indices.map { Self.spread(view, $0) } : []
  }

  var sharedCount: Int { media.count + view.design.block.borderCount }

  /// Media, knots, seasons and controls of a geo: T x shared.
  func shared(_ g: Int) -> Matrix {
    let block = view.design.block
    let times = view.timeCount
    return Matrix(rows: times, columns: sharedCount) { t, k in
      if k < media.count { return media[k][g * times + t] }
      let border = k - media.count
      let value =
        border < block.sharedCount
        ? block.shared[border * view.design.stride + t]
        : block.controlRow(border - block.sharedCount, g)[t]
      return value * block.borderScale[border]
    }
  }

  /// The geo's own intercept and deviations: T x own.
  func own(_ g: Int) -> Matrix {
    let block = view.design.block
    let times = view.timeCount
    let intercepts = block.hasIntercept[g] ? 1 : 0
    let count = intercepts + block.deviationCount + deviations.count
    return Matrix(rows: times, columns: count) { t, k in
      if k < intercepts { return block.interceptScale }
      let j = k - intercepts
      if j < block.deviationCount {
        return block.controlRow(j, g)[t] * view.medians.controlSpread[j]
      }
      return deviations[j - block.deviationCount][g * times + t]
    }
  }

  /// The mean's change for one prior standard deviation of a channel's strength.
  private static func strength(_ view: ReadinessView, _ c: Int) -> [Double]? {
    let prior = view.specification.channels[c].strengthPrior
    guard !(prior is PointMass) else { return nil }
    let (low, high) = (prior.quantile(0.1587), prior.quantile(0.8413))
    let unit = effect(view, c, at: view.medians, strength: 1)
    let isLogarithmic = prior.isPositive && low > 0
    let step =
      isLogarithmic ? prior.quantile(0.5) * (log(high) - log(low)) / 2 : (high - low) / 2
    return unit.map { $0 * step }
  }

  /// The mean's change for one prior standard deviation of each shape that is not fixed.
  private static func shapes(_ view: ReadinessView, _ c: Int) -> [[Double]] {
    let channel = view.specification.channels[c]
    let shapes: [(any UnivariateDistribution, WritableKeyPath<MediaMixParameters, [Double]>)] = [
      (channel.alpha, \.alpha), (channel.halfSaturation, \.halfSaturation),
      (channel.slope, \.slope),
    ]
    return shapes.compactMap { prior, path in
      guard !(prior is PointMass) else { return nil }
      let spread = (prior.quantile(0.8413) - prior.quantile(0.1587)) / 2
      let step = 0.01 * spread
      var (below, above) = (view.medians, view.medians)
      below[keyPath: path][c] -= step
      above[keyPath: path][c] += step
      let low = effect(view, c, at: below, strength: view.medians.strength[c])
      let high = effect(view, c, at: above, strength: view.medians.strength[c])
      return zip(high, low).map { ($0 - $1) / (2 * step) * spread }
    }
  }

  /// What a geo adds for one standard deviation of its own.
  private static func spread(_ view: ReadinessView, _ c: Int) -> [Double] {
    let spread = view.medians.geoSpread[c]
    if view.specification.geoEffects == .normal { return view.response[c].map { $0 * spread } }
    return effect(view, c, at: view.medians, strength: view.medians.strength[c])
      .map { $0 * spread }
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
