import CVectorMath
import Foundation

/// From scalar parameters and geo deviations to the coefficients and the media part of the mean.
///
/// Notation of the code: for term c and geo g, `rows` hold the response h to adstocked exposure
/// and its sensitivities; base = sum_t h x (outcome of one unit of scaled KPI) is the outcome of a
/// coefficient of 1. ROI channels sample the return itself; the coefficient follows from
/// ROI x spend = sum_g coefficient_g x base_g (Meridian's reparameterisation), so the sampled
/// strength needs no Jacobian.
struct MediaResponse: Sendable {
  let design: MediaMixDesign
  let layout: ParameterLayout
  /// How the rows of each term are laid out.
  let plans: [TermRows]

  init(design: MediaMixDesign, layout: ParameterLayout) {
    self.design = design
    self.layout = layout
    plans = design.specification.terms.enumerated().map { c, term in
      TermRows(term, hasFrequency: design.frequency[c] != nil) { layout.isSampled(c, $0) }
    }
  }

  /// The rows of the widest term.
  var rowsPerCell: Int { plans.map(\.count).max() ?? 1 }

  /// Fills courses, response rows and anchor sums of all terms, and the responses of experiments.
  func respond(_ s: MediaMixScratch) {
    fillCourses(s)
    for c in 0..<design.termCount {
      if plans[c].role == .treatment {
        copyTreatment(c, s)
      } else {
        fillWeights(c, s)
        for g in 0..<design.geoCount { respond(c, g, s) }
        // The amplitude only chooses a coordinate, so it is taken before the course applies.
        if layout.forms[c] == .centred { measureAmplitude(c, s) }
        respondToExperiments(c, s)
        applyCourse(c, s)
      }
      for g in 0..<design.geoCount { measureAnchor(c, g, s) }
    }
  }

  /// Fills the adstock weights of a term.
  func fillWeights(_ c: Int, _ s: MediaMixScratch) {
    let term = plans[c]
    term.adstock.fillWeights(
      s.values[layout.shape(c, 0)], s.values[layout.shape(c, 1)], maxLag: term.maxLag,
      weights: s.weights.pointer, alongFirst: s.alongFirst.pointer,
      alongSecond: s.alongSecond.pointer)
  }

  func input(_ c: Int, _ g: Int) -> TermInput {
    TermInput(exposure: design.exposureRow(c, g), frequency: design.frequencyRow(c, g))
  }

  private func respond(_ c: Int, _ g: Int, _ s: MediaMixScratch) {
    fill(
      c, input(c, g), factor: 1, n: design.stride, rows: s.row(c, g, design: design),
      stride: design.stride, s)
  }

  /// A treatment acts as it is.
  private func copyTreatment(_ c: Int, _ s: MediaMixScratch) {
    for g in 0..<design.geoCount {
      s.row(c, g, design: design).update(from: design.exposureRow(c, g), count: design.stride)
    }
  }

  private func applyCourse(_ c: Int, _ s: MediaMixScratch) {
    guard let course = plans[c].course else { return }
    let effect = s.courses.pointer + course * design.stride
    for g in 0..<design.geoCount {
      let rows = s.row(c, g, design: design)
      for k in 0..<plans[c].count {
        vm_multiply(Int32(design.stride), effect, rows + k * design.stride)
      }
    }
  }

  /// The outcome of a unit coefficient, or of the step to 1 % more exposure, with sensitivities.
  private func measureAnchor(_ c: Int, _ g: Int, _ s: MediaMixScratch) {
    let (n, term) = (design.stride, plans[c])
    guard term.strength != .coefficient else { return }
    var rows = s.row(c, g, design: design)
    if term.strength == .mroi {
      fillStep(c, g, rows, s)
      rows = s.raised.pointer
    }
    let weight = design.anchorWeight.pointer + g * n
    let cell = c * design.geoCount + g
    vm_dots(
      Int32(plans[c].count), Int32(n), rows, Int32(n), weight,
      s.anchors.pointer + cell * MediaMixScratch.rowKinds)
    if term.course != nil {
      let kept = s.anchorRows.pointer + cell * n
      kept.update(from: rows, count: n)
      vm_multiply(Int32(n), weight, kept)
    }
  }

  /// raised <- rows at 1 % more exposure less rows at today's.
  private func fillStep(
    _ c: Int, _ g: Int, _ rows: UnsafeMutablePointer<Double>, _ s: MediaMixScratch
  ) {
    let n = design.stride
    fillWeights(c, s)
    fill(c, input(c, g), factor: 1.01, n: n, rows: s.raised.pointer, stride: n, s)
    for k in 0..<plans[c].count {
      let raised = s.raised.pointer + k * n
      if let course = plans[c].course {
        vm_multiply(Int32(n), s.courses.pointer + course * n, raised)
      }
      vm_add_scaled(Int32(n), -1, rows + k * n, raised)
    }
  }

  /// Mean square of the response around each geo's mean over the anchored periods, and its
  /// sensitivities.
  private func measureAmplitude(_ c: Int, _ s: MediaMixScratch) {
    let n = design.stride
    let amplitude = s.amplitudes.pointer + c * MediaMixScratch.rowKinds
    amplitude.update(repeating: 0, count: MediaMixScratch.rowKinds)
    let others = plans[c].count - 1
    for g in 0..<design.geoCount {
      let rows = s.row(c, g, design: design)
      vm_centred_moments(
        Int32(design.specification.anchorCount), rows, Int32(others), rows + n, Int32(n),
        s.moments.pointer)
      for k in 0...others { amplitude[k] += s.moments[1 + k] }
    }
  }

  /// Takes the media part from the KPI: residual = mask x (kpi - sum_c coefficient x response).
  func subtractMedia(_ s: MediaMixScratch) {
    let n = design.stride
    for g in 0..<design.geoCount {
      let residual = s.residual.pointer + g * n
      residual.update(from: design.kpi.pointer + g * n, count: n)
      for c in 0..<design.termCount {
        vm_add_scaled(
          Int32(n), -s.coefficients[c * design.geoCount + g], s.row(c, g, design: design), residual)
      }
      vm_multiply(Int32(n), design.mask.pointer + g * n, residual)
    }
  }
}
