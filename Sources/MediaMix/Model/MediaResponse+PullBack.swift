import CVectorMath
import Foundation

// The way back: from d log density / d mean to strengths, shapes, deviations and courses.
extension MediaResponse {
  /// Carries d log density / d mean (`pull`) and the pulls of experiments back.
  func pullBack(_ s: MediaMixScratch) {
    let (geos, n, kinds) = (design.geoCount, design.stride, MediaMixScratch.rowKinds)
    s.coursePulls.fill(0)
    for c in 0..<design.termCount {
      for g in 0..<geos {
        vm_dots(
          Int32(plans[c].count), Int32(n), s.row(c, g, design: design), Int32(n),
          s.pull.pointer + g * n, s.dots.pointer + (c * geos + g) * kinds)
      }
    }
    addExperimentPulls(s)
    for c in 0..<design.termCount {
      let anchorPull = isLogNormal(c) ? pullLogNormal(c, s) : pullNormal(c, s)
      pullShapes(c, anchorPull: anchorPull, s)
      pullCourse(c, anchorPull: anchorPull, s)
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
    for k in 0..<(plans[c].count - 1) {
      let place = plans[c].places[k]
      s.pulls[layout.shape(c, place)] = -combined * amplitude[1 + k] / amplitude[0]
    }
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
  private func pullShapes(_ c: Int, anchorPull nu: Double, _ s: MediaMixScratch) {
    let (geos, kinds) = (design.geoCount, MediaMixScratch.rowKinds)
    for k in 0..<(plans[c].count - 1) {
      let place = plans[c].places[k]
      var sum = 0.0
      for g in 0..<geos {
        let at = (c * geos + g) * kinds + 1 + k
        let anchor = nu == 0 ? 0 : nu * s.anchors[at]
        sum += s.coefficients[c * geos + g] * (s.dots[at] - anchor)
      }
      s.pulls[layout.shape(c, place)] += sum
    }
  }
}
