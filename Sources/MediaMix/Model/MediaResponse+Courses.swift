import CVectorMath
import Foundation

// Effects that drift over time: each response is multiplied by exp(f(t)) of its course.
extension MediaResponse {
  /// Fills the courses and their logarithms from amplitudes, lengths and standardised coefficients.
  func fillCourses(_ s: MediaMixScratch) {
    let n = design.stride
    var z = s.courseCoefficients.pointer
    for (k, course) in design.courses.enumerated() {
      let logs = s.courseLogs.pointer + k * n
      logs.update(repeating: 0, count: n)
      let amplitude = s.values[layout.course(k, 0)]
      let length = s.values[layout.course(k, 1)]
      for j in 0..<course.termCount {
        let weight = amplitude * course.spectrum(j, length: length).root * z[j]
        vm_add_scaled(Int32(n), weight, course.basis.pointer + j * n, logs)
      }
      let effects = s.courses.pointer + k * n
      for t in 0..<design.timeCount { effects[t] = exp(logs[t]) }
      z += course.termCount
    }
  }

  /// Adds a term's part of d log density / d f(t) to the pull on its course.
  func pullCourse(_ c: Int, anchorPull nu: Double, _ s: MediaMixScratch) {
    guard let course = plans[c].course else { return }
    let n = design.stride
    let pulls = s.coursePulls.pointer + course * n
    for g in 0..<design.geoCount {
      let cell = c * design.geoCount + g
      let (row, pull) = (s.row(c, g, design: design), s.pull.pointer + g * n)
      let coefficient = s.coefficients[cell]
      for t in 0..<design.timeCount { pulls[t] += coefficient * row[t] * pull[t] }
      if nu != 0 {
        vm_add_scaled(Int32(n), -nu * coefficient, s.anchorRows.pointer + cell * n, pulls)
      }
    }
  }

  /// Writes the gradient along the standardised coefficients, and the pulls on amplitude and length.
  func encodeCourses(
    _ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>, _ s: MediaMixScratch
  ) {
    let n = design.stride
    for (k, course) in design.courses.enumerated() {
      let amplitude = s.values[layout.course(k, 0)]
      let length = s.values[layout.course(k, 1)]
      for j in 0..<course.termCount {
        let at = layout.courseStarts[k] + j
        var pull = 0.0
        vm_dots(
          1, Int32(n), course.basis.pointer + j * n, Int32(n), s.coursePulls.pointer + k * n, &pull)
        let (root, alongLength) = course.spectrum(j, length: length)
        gradient[at] = amplitude * root * pull - x[at]
        s.pulls[layout.course(k, 0)] += root * x[at] * pull
        s.pulls[layout.course(k, 1)] += amplitude * alongLength * x[at] * pull
      }
    }
  }
}
