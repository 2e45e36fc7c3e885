import Foundation
import Probability

// From strengths and deviations to coefficients.
extension MediaResponse {
  /// Fills the coefficients.
  ///
  /// - Returns: the log prior density of the strengths of centred terms, whose sampled
  ///   coordinate is the log amplitude; the log strength moves with it one for one, so no Jacobian
  ///   is due.
  func couple(_ s: MediaMixScratch) -> Double {
    var logPrior = 0.0
    for c in 0..<design.termCount {
      if isLogNormal(c) {
        logPrior += coupleLogNormal(c, s)
      } else {
        coupleNormal(c, s)
      }
    }
    return logPrior
  }

  func isLogNormal(_ c: Int) -> Bool { plans[c].isLogNormal }

  func isAnchored(_ c: Int) -> Bool { plans[c].strength != .coefficient }

  private func coupleLogNormal(_ c: Int, _ s: MediaMixScratch) -> Double {
    let geos = design.geoCount
    let e = s.deviations.pointer + c * geos
    let beta = s.coefficients.pointer + c * geos
    var anchorSum = 0.0
    var meanDeviation = 0.0
    for g in 0..<geos {
      beta[g] = geos > 1 ? exp(e[g]) : 1
      anchorSum += beta[g] * s.anchors[(c * geos + g) * MediaMixScratch.rowKinds]
      meanDeviation += e[g]
    }
    meanDeviation /= Double(geos)
    s.anchorSums[c] = anchorSum
    let strengthIndex = layout.scalar(c, ParameterLayout.strength)
    let strength = s.values[strengthIndex]
    var logPrior = 0.0
    let level: Double
    if layout.forms[c] == .centred {
      let cells = Double(geos * design.specification.anchorCount)
      let amplitude = s.amplitudes[c * MediaMixScratch.rowKinds]
      level = strength - 0.5 * log(amplitude / cells) - meanDeviation
      let scale = isAnchored(c) ? anchorSum / design.anchorScale[c] : 1
      let natural = exp(level) * scale
      let prior = layout.coordinates[strengthIndex].prior
      logPrior = prior.logDensity(natural) + level + log(scale)
      s.scores[strengthIndex] = natural * prior.logDensityDerivative(natural) + 1
    } else if isAnchored(c) {
      level = log(strength * design.anchorScale[c] / anchorSum)
    } else {
      level = log(strength)
    }
    s.levels[c] = level
    let factor = exp(level)
    for g in 0..<geos { beta[g] *= factor }
    return logPrior
  }

  private func coupleNormal(_ c: Int, _ s: MediaMixScratch) {
    let geos = design.geoCount
    let e = s.deviations.pointer + c * geos
    let strength = s.values[layout.scalar(c, ParameterLayout.strength)]
    var level = strength
    if isAnchored(c) {
      var sum = 0.0
      var shifted = 0.0
      for g in 0..<geos {
        let anchor = s.anchors[(c * geos + g) * MediaMixScratch.rowKinds]
        sum += anchor
        shifted += e[g] * anchor
      }
      s.anchorSums[c] = sum
      level = (strength * design.anchorScale[c] - shifted) / sum
    }
    s.levels[c] = level
    for g in 0..<geos { s.coefficients[c * geos + g] = level + e[g] }
  }
}
