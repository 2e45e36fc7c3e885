import CVectorMath
import Foundation
import LinearAlgebra
import Probability

/// From scalar parameters and geo deviations to the coefficients and the media part of the mean.
///
/// Notation of the code: for channel c and geo g, `rows` hold the response h to adstocked exposure
/// and its sensitivities; base = sum_t h x (outcome of one unit of scaled KPI) is the outcome of a
/// coefficient of 1. ROI channels sample the return itself; the coefficient follows from
/// ROI x spend = sum_g coefficient_g x base_g (Meridian's reparameterisation), so the sampled
/// strength needs no Jacobian.
struct MediaResponse: Sendable {
  let design: MediaMixDesign
  let layout: ParameterLayout

  private var isLogNormal: Bool { design.specification.geoEffects == .lognormal }

  /// Fills response rows and anchor sums of all channels.
  func respond(_ s: MediaMixScratch) {
    for c in 0..<design.channelCount {
      let channel = design.specification.channels[c]
      let alpha = s.values[layout.scalar(c, ParameterLayout.alpha)]
      channel.adstock.fillWeights(
        alpha, 0, maxLag: channel.maxLag, weights: s.weights.pointer,
        alongFirst: s.weightSlopes.pointer, alongSecond: s.weightSeconds.pointer)
      for g in 0..<design.geoCount { respond(c, g, channel, s) }
      if layout.forms[c] == .centred { measureAmplitude(c, s) }
    }
  }

  private func respond(
    _ c: Int, _ g: Int, _ channel: MediaMixSpecification.Channel, _ s: MediaMixScratch
  ) {
    let n = design.stride
    let half = s.values[layout.scalar(c, ParameterLayout.halfSaturation)]
    let slope = s.values[layout.scalar(c, ParameterLayout.slope)]
    let withSlope = layout.slots[layout.scalar(c, ParameterLayout.slope)] != nil
    let filtered = s.filtered.pointer
    vm_convolve_pair(
      design.exposureRow(c, g), s.weights.pointer, s.weightSlopes.pointer,
      Int32(channel.maxLag + 1), Int32(n), filtered, filtered + n)
    let rows = s.row(c, g, design: design)
    channel.saturation.curve.fill(
      n: n, exposure: filtered, exposureSlope: filtered + n, first: half, second: slope,
      into: ResponseRows(
        value: rows, alongExposure: rows + n, alongFirst: rows + 2 * n, alongSecond: rows + 3 * n,
        withSecond: withSlope))

    let kinds = MediaMixScratch.rowKinds
    let used = Int32(withSlope ? 4 : 3)
    let weight = design.outcomeWeight.pointer + g * n
    let anchors = s.anchors.pointer + (c * design.geoCount + g) * kinds
    switch channel.strength {
    case .roi, .contribution: vm_dots(used, Int32(n), rows, Int32(n), weight, anchors)
    case .coefficient: break
    case .mroi:
      // The anchor is the step from today's exposure to 1 % more.
      for t in 0..<(2 * n) { filtered[2 * n + t] = 1.01 * filtered[t] }
      channel.saturation.curve.fill(
        n: n, exposure: filtered + 2 * n, exposureSlope: filtered + 3 * n, first: half,
        second: slope,
        into: ResponseRows(
          value: s.raised.pointer, alongExposure: s.raised.pointer + n,
          alongFirst: s.raised.pointer + 2 * n, alongSecond: s.raised.pointer + 3 * n,
          withSecond: withSlope))
      for k in 0..<Int(used) {
        vm_add_scaled(Int32(n), -1, rows + k * n, s.raised.pointer + k * n)
      }
      vm_dots(used, Int32(n), s.raised.pointer, Int32(n), weight, anchors)
    }
  }

  /// Mean square of the response around each geo's mean, and its sensitivities.
  private func measureAmplitude(_ c: Int, _ s: MediaMixScratch) {
    let n = design.stride
    let amplitude = s.amplitudes.pointer + c * MediaMixScratch.rowKinds
    amplitude.update(repeating: 0, count: MediaMixScratch.rowKinds)
    let withSlope = layout.slots[layout.scalar(c, ParameterLayout.slope)] != nil
    let others = withSlope ? 3 : 2
    for g in 0..<design.geoCount {
      let rows = s.row(c, g, design: design)
      vm_centred_moments(
        Int32(design.timeCount), rows, Int32(others), rows + n, Int32(n), s.moments.pointer)
      for k in 0...others { amplitude[k] += s.moments[1 + k] }
    }
  }

  /// Fills the coefficients from strengths and deviations.
  ///
  /// - Returns: the log prior density of the strengths of centred channels, whose sampled
  ///   coordinate is the log amplitude; the log strength moves with it one for one, so no Jacobian
  ///   is due.
  func couple(_ s: MediaMixScratch) -> Double {
    var logPrior = 0.0
    for c in 0..<design.channelCount {
      if isLogNormal {
        logPrior += coupleLogNormal(c, s)
      } else {
        coupleNormal(c, s)
      }
    }
    return logPrior
  }

  private func isAnchored(_ c: Int) -> Bool {
    design.specification.channels[c].strength != .coefficient
  }

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
      let cells = Double(geos * design.timeCount)
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

  /// Takes the media part from the KPI: residual = mask x (kpi - sum_c coefficient x response).
  func subtractMedia(_ s: MediaMixScratch) {
    let n = design.stride
    for g in 0..<design.geoCount {
      let residual = s.residual.pointer + g * n
      residual.update(from: design.kpi.pointer + g * n, count: n)
      for c in 0..<design.channelCount {
        vm_add_scaled(
          Int32(n), -s.coefficients[c * design.geoCount + g], s.row(c, g, design: design), residual)
      }
      vm_multiply(Int32(n), design.mask.pointer + g * n, residual)
    }
  }

  /// Carries d log density / d mean (`pull`) back to strengths, shapes and deviations.
  func pullBack(_ s: MediaMixScratch) {
    let (geos, n, kinds) = (design.geoCount, design.stride, MediaMixScratch.rowKinds)
    for c in 0..<design.channelCount {
      let withSlope = layout.slots[layout.scalar(c, ParameterLayout.slope)] != nil
      for g in 0..<geos {
        vm_dots(
          withSlope ? 4 : 3, Int32(n), s.row(c, g, design: design), Int32(n),
          s.pull.pointer + g * n, s.dots.pointer + (c * geos + g) * kinds)
      }
      let anchorPull = isLogNormal ? pullLogNormal(c, s) : pullNormal(c, s)
      pullShapes(c, anchorPull: anchorPull, withSlope: withSlope, s)
    }
  }

  /// - Returns: nu, the pull on one unit of outcome that the anchor holds fixed.
  private func pullLogNormal(_ c: Int, _ s: MediaMixScratch) -> Double {
    let (geos, kinds) = (design.geoCount, MediaMixScratch.rowKinds)
    let strengthIndex = layout.scalar(c, ParameterLayout.strength)
    let beta = s.coefficients.pointer + c * geos
    var total = 0.0
    for g in 0..<geos {
      let pull = beta[g] * s.dots[(c * geos + g) * kinds]
      s.deviationPulls[c * geos + g] = pull
      total += pull
    }
    let anchored = isAnchored(c)
    let outcome = exp(s.levels[c]) * s.anchorSums[c]
    guard layout.forms[c] == .centred else {
      s.pulls[strengthIndex] = total / s.values[strengthIndex]
      guard anchored else { return 0 }
      for g in 0..<geos {
        let share = beta[g] * s.anchors[(c * geos + g) * kinds] / outcome
        s.deviationPulls[c * geos + g] -= share * total
      }
      return total / outcome
    }
    let score = s.scores[strengthIndex]
    let combined = total + score
    s.scores[strengthIndex] = 0
    s.pulls[strengthIndex] = combined
    for g in 0..<geos {
      let share = anchored ? beta[g] * s.anchors[(c * geos + g) * kinds] / outcome : 0
      s.deviationPulls[c * geos + g] += score * share - combined / Double(geos)
    }
    let amplitude = s.amplitudes.pointer + c * kinds
    s.pulls[layout.scalar(c, ParameterLayout.alpha)] = -combined * amplitude[1] / amplitude[0]
    s.pulls[layout.scalar(c, ParameterLayout.halfSaturation)] =
      -combined * amplitude[2] / amplitude[0]
    s.pulls[layout.scalar(c, ParameterLayout.slope)] = -combined * amplitude[3] / amplitude[0]
    return anchored ? -score / outcome : 0
  }

  private func pullNormal(_ c: Int, _ s: MediaMixScratch) -> Double {
    let (geos, kinds) = (design.geoCount, MediaMixScratch.rowKinds)
    var total = 0.0
    for g in 0..<geos {
      let pull = s.dots[(c * geos + g) * kinds]
      s.deviationPulls[c * geos + g] = pull
      total += pull
    }
    let strengthIndex = layout.scalar(c, ParameterLayout.strength)
    guard isAnchored(c) else {
      s.pulls[strengthIndex] = total
      return 0
    }
    let nu = total / s.anchorSums[c]
    s.pulls[strengthIndex] = nu * design.anchorScale[c]
    for g in 0..<geos {
      s.deviationPulls[c * geos + g] -= nu * s.anchors[(c * geos + g) * kinds]
    }
    return nu
  }

  /// Adds sum_g coefficient (dot - nu x anchor) of each sensitivity to the pulls on the shapes.
  private func pullShapes(_ c: Int, anchorPull nu: Double, withSlope: Bool, _ s: MediaMixScratch) {
    let (geos, kinds) = (design.geoCount, MediaMixScratch.rowKinds)
    for k in 1..<(withSlope ? 4 : 3) {
      var sum = 0.0
      for g in 0..<geos {
        let at = (c * geos + g) * kinds + k
        let anchor = nu == 0 ? 0 : nu * s.anchors[at]
        sum += s.coefficients[c * geos + g] * (s.dots[at] - anchor)
      }
      s.pulls[layout.scalar(c, k)] += sum
    }
  }
}
