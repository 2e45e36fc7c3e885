import CVectorMath
import Foundation

// Experiments: the model's own incremental KPI, its likelihood, and the way back.
extension MediaResponse {
  /// Fills the incremental KPI of a unit coefficient of term `c` in every part that it has; its rows
  /// hold the responses to what the panel shows, before any course applies.
  func respondToExperiments(_ c: Int, _ s: MediaMixScratch) {
    guard !design.experiments.isEmpty else { return }
    var index = 0
    for experiment in design.experiments {
      for part in experiment.parts {
        if part.term == c { respond(part, index, experiment, s) }
        index += 1
      }
    }
  }

  private func respond(
    _ part: LiftTerm.Part, _ index: Int, _ experiment: LiftTerm, _ s: MediaMixScratch
  ) {
    let (c, g, n, width) = (part.term, part.geo, design.stride, experiment.width)
    let alternative = TermInput(
      exposure: UnsafePointer(part.alternative.pointer + part.history),
      frequency: part.frequency.map { UnsafePointer($0.pointer + part.history) })
    let used = plans[c].count
    fill(c, alternative, factor: 1, n: width, rows: s.raised.pointer, stride: width, s)
    let shown = s.row(c, g, design: design) + experiment.first
    let measured = experiment.test.measurement.count
    let weight = experiment.weight.pointer + g * width
    let course = plans[c].course.map {
      s.courses.pointer + $0 * n + experiment.first
    }
    for k in 0..<used {
      let row = s.raised.pointer + k * width
      for t in 0..<measured { row[t] = shown[k * n + t] - row[t] }
      if let course { for t in 0..<measured { row[t] *= course[t] } }
      for t in measured..<width { row[t] = 0 }
    }
    vm_dots(
      Int32(used), Int32(width), s.raised.pointer, Int32(width), weight,
      s.lifts.pointer + index * MediaMixScratch.rowKinds)
    if course != nil {
      let kept = s.liftRows.pointer + index * n
      for t in 0..<width { kept[t] = s.raised[t] * weight[t] }
    }
  }

  /// The incremental KPI of experiment `k` under the scratch's coefficients.
  func increment(_ k: Int, _ s: MediaMixScratch) -> Double {
    var index = design.experiments[..<k].reduce(0) { $0 + $1.parts.count }
    var sum = 0.0
    for part in design.experiments[k].parts {
      sum +=
        s.coefficients[part.term * design.geoCount + part.geo]
        * s.lifts[index * MediaMixScratch.rowKinds]
      index += 1
    }
    return sum
  }

  /// The log likelihood of the experiments; fills the pulls on their increments.
  func experimentLikelihood(_ s: MediaMixScratch) -> Double {
    var value = 0.0
    for (k, experiment) in design.experiments.enumerated() {
      let error = experiment.test.standardError
      let z = (experiment.test.lift - increment(k, s)) / error
      value -= 0.5 * z * z + log(error) + 0.5 * log(2 * Double.pi)
      s.liftPulls[k] = z / error
    }
    return value
  }

  /// Adds the experiments' part to the dot products of rows and pull, and to the pulls on courses.
  func addExperimentPulls(_ s: MediaMixScratch) {
    let kinds = MediaMixScratch.rowKinds
    var index = 0
    for (k, experiment) in design.experiments.enumerated() {
      for part in experiment.parts {
        let cell = part.term * design.geoCount + part.geo
        for row in 0..<plans[part.term].count {
          s.dots[cell * kinds + row] += s.liftPulls[k] * s.lifts[index * kinds + row]
        }
        if let course = plans[part.term].course {
          let pulls = s.coursePulls.pointer + course * design.stride + experiment.first
          let factor = s.liftPulls[k] * s.coefficients[cell]
          let kept = s.liftRows.pointer + index * design.stride
          for t in 0..<experiment.test.measurement.count { pulls[t] += factor * kept[t] }
        }
        index += 1
      }
    }
  }
}
