import Foundation
package import Probability

// The joint density in natural units, term by term: the form in which peers state it. The sampler
// does not use it; tests hold the sampler's densities against it.
extension MediaMixDesign {
  /// Log likelihood and every prior term, constants included.
  ///
  /// - Returns: `likelihood`, and one entry for each block of parameters, named as in
  ///   `MediaMixParameters`.
  package func logDensityParts(
    at p: MediaMixParameters
  ) throws(ProbabilityError) -> [String: Double] {
    func sum(_ values: [Double], _ prior: any UnivariateDistribution) -> Double {
      values.reduce(0) { $0 + prior.logDensity($1) }
    }
    func normal(_ values: [Double], _ deviation: Double) throws(ProbabilityError) -> Double {
      sum(values, try Normal(mean: 0, standardDeviation: deviation))
    }
    func sum(_ values: [Double], _ priors: [any UnivariateDistribution]) -> Double {
      zip(values, priors).reduce(0) { $0 + ($1.1 is PointMass ? 0 : $1.1.logDensity($1.0)) }
    }
    let channels = specification.channels
    var parts = ["likelihood": logLikelihood(at: p)]
    parts["strength"] = sum(p.strength, channels.map(\.strengthPrior))
    parts["alpha"] = sum(p.alpha, channels.map(\.alpha))
    parts["halfSaturation"] = sum(p.halfSaturation, channels.map(\.halfSaturation))
    parts["slope"] = sum(p.slope, channels.map(\.slope))
    parts["sigma"] = sum(p.sigma, specification.sigma)
    parts["knots"] = try normal(p.knots, specification.knotDeviation)
    parts["fourier"] = try normal(p.fourier, specification.fourierDeviation)
    parts["control"] = try normal(p.control, specification.controlDeviation)
    if geoCount > 1 {
      parts["geoSpread"] = sum(p.geoSpread, channels.map(\.geoSpread))
      parts["deviation"] = try normal(p.deviation, 1)
      parts["geoIntercept"] = try normal(
        p.geoIntercept, specification.geoInterceptDeviation)
      parts["controlSpread"] = sum(p.controlSpread, specification.controlSpread)
      parts["controlDeviation"] = try normal(p.controlDeviation, 1)
    }
    return parts
  }

  /// Normal log likelihood of the scaled KPI over the cells that are fitted.
  package func logLikelihood(at p: MediaMixParameters) -> Double {
    let mean = self.mean(at: p)
    var value = 0.0
    for g in 0..<geoCount {
      let sigma = p.sigma.count > 1 ? p.sigma[g] : p.sigma[0]
      for t in 0..<timeCount where mask[g * stride + t] == 1 {
        let z = (kpi[g * stride + t] - mean[g * timeCount + t]) / sigma
        value -= 0.5 * z * z + log(sigma) + 0.5 * log(2 * Double.pi)
      }
    }
    return value
  }

  /// The mean of the scaled KPI, G x T, computed plainly from the model's equations.
  package func mean(at p: MediaMixParameters) -> [Double] {
    var mean = baselineMean(at: p)
    for c in 0..<channelCount {
      let responses = response(c, at: p)
      let coefficients = coefficients(c, at: p, responses: responses)
      for g in 0..<geoCount {
        for t in 0..<timeCount {
          mean[g * timeCount + t] += coefficients[g] * responses[g * timeCount + t]
        }
      }
    }
    return mean
  }

  private func baselineMean(at p: MediaMixParameters) -> [Double] {
    let columns = block.sharedCount
    var mean = [Double](repeating: 0, count: geoCount * timeCount)
    var intercepts = p.geoIntercept.makeIterator()
    for g in 0..<geoCount {
      let intercept = block.hasIntercept[g] ? intercepts.next() ?? 0 : 0
      for t in 0..<timeCount {
        var sum = intercept
        for k in 0..<columns {
          let coefficient =
            k < block.knotCount ? p.knots[k] : p.fourier[k - block.knotCount]
          sum += coefficient * block.shared[k * stride + t]
        }
        for j in 0..<controlCount {
          var coefficient = p.control[j]
          if geoCount > 1 {
            coefficient += p.controlSpread[j] * p.controlDeviation[g * controlCount + j]
          }
          sum += coefficient * block.controlRow(j, g)[t]
        }
        mean[g * timeCount + t] = sum
      }
    }
    return mean
  }

  /// The saturated, adstocked exposure of a channel times `factor`, G x T.
  func response(_ c: Int, at p: MediaMixParameters, factor: Double = 1) -> [Double] {
    let channel = specification.channels[c]
    let weights = channel.adstock.weights(p.alpha[c], maxLag: channel.maxLag)
    var response = [Double](repeating: 0, count: geoCount * timeCount)
    for g in 0..<geoCount {
      let exposure = exposureRow(c, g)
      for t in 0..<timeCount {
        var adstocked = 0.0
        for (lag, weight) in weights.enumerated() { adstocked += weight * exposure[t - lag] }
        response[g * timeCount + t] = channel.saturation.curve.value(
          factor * adstocked, p.halfSaturation[c], p.slope[c])
      }
    }
    return response
  }

  /// The coefficient of each geo that gives a channel the stated strength.
  func coefficients(
    _ c: Int, at p: MediaMixParameters, responses: [Double]
  ) -> [Double] {
    let deviations = (0..<geoCount).map { g in
      geoCount > 1 ? p.geoSpread[c] * p.deviation[c * geoCount + g] : 0
    }
    let isLogNormal = specification.geoEffects == .lognormal
    let strength = specification.channels[c].strength
    guard strength != .coefficient else {
      return deviations.map { isLogNormal ? p.strength[c] * exp($0) : p.strength[c] + $0 }
    }
    let anchors = anchors(c, at: p, responses: responses)
    let outcome = p.strength[c] * anchorScale[c]
    if isLogNormal {
      let sum = zip(anchors, deviations).reduce(0) { $0 + $1.0 * exp($1.1) }
      return deviations.map { exp($0) * outcome / sum }
    }
    let shifted = zip(anchors, deviations).reduce(0) { $0 + $1.0 * $1.1 }
    let level = (outcome - shifted) / anchors.reduce(0, +)
    return deviations.map { level + $0 }
  }

  /// The outcome of a coefficient of 1 in each geo: in all, or, for mROI, of 1 % more exposure.
  func anchors(_ c: Int, at p: MediaMixParameters, responses: [Double]) -> [Double] {
    let isMarginal = specification.channels[c].strength == .mroi
    let raised = isMarginal ? response(c, at: p, factor: 1.01) : []
    return (0..<geoCount).map { g in
      (0..<timeCount).reduce(0.0) { sum, t in
        let at = g * timeCount + t
        let step = isMarginal ? raised[at] - responses[at] : responses[at]
        return sum + step * outcomeWeight[g * stride + t]
      }
    }
  }
}
