import CVectorMath

/// What a gradient has to know of one term, without a reference to count: how it works, which of its
/// four shape parameters are sampled, and which row holds the response's sensitivity to each.
struct TermRows: Sendable {
  let role: MediaMixSpecification.Term.Role
  let adstock: AdstockFamily
  let maxLag: Int
  let saturation: SaturationFamily
  let strength: MediaMixSpecification.Strength
  let isLogNormal: Bool
  /// The course of time that the effect follows.
  let course: Int?
  let isAdstockFirst: Bool
  /// The row of each shape parameter; nil for one that is fixed.
  let row: InlineArray<4, Int?>
  /// The rows in use: the response, and one for each sampled parameter.
  let count: Int
  /// The shape parameter of each row but the first, `count` - 1 of them.
  let places: InlineArray<4, Int>

  init(_ term: MediaMixSpecification.Term, hasFrequency: Bool, isSampled: (Int) -> Bool) {
    role = term.role
    adstock = term.adstock
    maxLag = term.maxLag
    saturation = term.saturation
    strength = term.strength
    isLogNormal = term.geoEffects == .lognormal
    course = term.course
    isAdstockFirst = term.order == .adstockFirst && !hasFrequency
    var row = InlineArray<4, Int?>(repeating: nil)
    var places = InlineArray<4, Int>(repeating: 0)
    var next = 1
    for place in 0..<ParameterLayout.shapeCount where isSampled(place) {
      row[place] = next
      places[next - 1] = place
      next += 1
    }
    self.row = row
    self.places = places
    count = next
  }
}

/// One geo's exposure of a term: `exposure` points at the first period, with maxLag periods of
/// history before it, and so does `frequency` where there is one.
struct TermInput {
  var exposure: UnsafePointer<Double>
  var frequency: UnsafePointer<Double>?
}

// The response of one term in one geo, with its sensitivities.
extension MediaResponse {
  /// Fills rows for `n` periods; the adstock weights of the term stand in the scratch.
  ///
  /// - Parameters:
  ///   - c: the term.
  ///   - input: what drives it.
  ///   - factor: what exposure (or reach) is multiplied by.
  ///   - n: periods, at most the design's stride.
  ///   - rows: receives `plans[c].count` rows, `stride` apart.
  func fill(
    _ c: Int, _ input: TermInput, factor: Double, n: Int, rows: UnsafeMutablePointer<Double>,
    stride: Int, _ s: MediaMixScratch
  ) {
    if plans[c].isAdstockFirst {
      fillAdstockFirst(c, input.exposure, factor, n, rows, stride, s)
    } else {
      fillSaturationFirst(c, input, factor, n, rows, stride, s)
    }
  }

  private func pointer(
    _ c: Int, _ place: Int, _ rows: UnsafeMutablePointer<Double>, _ stride: Int,
    _ s: MediaMixScratch
  ) -> UnsafeMutablePointer<Double> {
    // Outputs may not overlap, so each parameter that is fixed has a place of its own to waste.
    plans[c].row[place].map { rows + $0 * stride } ?? s.unused.pointer + place * s.rawStride
  }

  private func fillAdstockFirst(
    _ c: Int, _ x: UnsafePointer<Double>, _ factor: Double, _ n: Int,
    _ rows: UnsafeMutablePointer<Double>, _ stride: Int, _ s: MediaMixScratch
  ) {
    let term = plans[c]
    let taps = Int32(term.maxLag + 1)
    let a = s.filtered.pointer
    let (along, second) = (a + design.stride, a + 2 * design.stride)
    let isPair = plans[c].row[0] != nil && plans[c].row[1] != nil
    if isPair {
      vm_convolve_triple(
        x, s.weights.pointer, s.alongFirst.pointer, s.alongSecond.pointer, taps, Int32(n), a, along,
        second)
    } else {
      let slopes = plans[c].row[1] == nil ? s.alongFirst : s.alongSecond
      vm_convolve_pair(x, s.weights.pointer, slopes.pointer, taps, Int32(n), a, along)
    }
    if factor != 1 {
      for t in 0..<n {
        a[t] *= factor
        along[t] *= factor
        if isPair { second[t] *= factor }
      }
    }
    let sampled = plans[c].row[0] == nil ? 1 : 0
    term.saturation.curve.fill(
      n: n, exposure: a, exposureSlope: isPair ? s.ones.pointer : along,
      first: s.values[layout.shape(c, 2)], second: s.values[layout.shape(c, 3)],
      into: ResponseRows(
        value: rows, alongExposure: pointer(c, sampled, rows, stride, s),
        alongFirst: pointer(c, 2, rows, stride, s), alongSecond: pointer(c, 3, rows, stride, s),
        withSecond: plans[c].row[3] != nil))
    guard isPair else { return }
    let (first, other) = (pointer(c, 0, rows, stride, s), pointer(c, 1, rows, stride, s))
    other.update(from: first, count: n)
    vm_multiply(Int32(n), along, first)
    vm_multiply(Int32(n), second, other)
  }

  /// Saturates each period's exposure (or frequency, times reach), and lets the response carry over.
  private func fillSaturationFirst(
    _ c: Int, _ input: TermInput, _ factor: Double, _ n: Int, _ rows: UnsafeMutablePointer<Double>,
    _ stride: Int, _ s: MediaMixScratch
  ) {
    let term = plans[c]
    let lags = term.maxLag
    let (width, taps) = (lags + n, Int32(lags + 1))
    let (value, first) = (s.raw.pointer, s.raw.pointer + s.rawStride)
    let (second, driver) = (first + s.rawStride, first + 2 * s.rawStride)
    let from = (input.frequency ?? input.exposure) - lags
    let direct = input.frequency == nil ? factor : 1
    for t in 0..<width { driver[t] = direct * from[t] }
    term.saturation.curve.fill(
      n: width, exposure: driver, exposureSlope: s.ones.pointer,
      first: s.values[layout.shape(c, 2)], second: s.values[layout.shape(c, 3)],
      into: ResponseRows(
        value: value, alongExposure: s.unused.pointer, alongFirst: first, alongSecond: second,
        withSecond: plans[c].row[3] != nil))
    if input.frequency != nil {
      let reach = input.exposure - lags
      for t in 0..<width { driver[t] = factor * reach[t] }
      vm_multiply(Int32(width), driver, value)
      vm_multiply(Int32(width), driver, first)
      if plans[c].row[3] != nil { vm_multiply(Int32(width), driver, second) }
    }
    let slopes = plans[c].row[1] == nil ? s.alongFirst : s.alongSecond
    let sampled = plans[c].row[0] == nil ? 1 : 0
    if plans[c].row[0] != nil && plans[c].row[1] != nil {
      vm_convolve_triple(
        value + lags, s.weights.pointer, s.alongFirst.pointer, s.alongSecond.pointer, taps,
        Int32(n), rows, pointer(c, 0, rows, stride, s), pointer(c, 1, rows, stride, s))
    } else {
      vm_convolve_pair(
        value + lags, s.weights.pointer, slopes.pointer, taps, Int32(n), rows,
        pointer(c, sampled, rows, stride, s))
    }
    if let row = plans[c].row[2] {
      vm_convolve(first + lags, s.weights.pointer, taps, Int32(n), rows + row * stride)
    }
    if let row = plans[c].row[3] {
      vm_convolve(second + lags, s.weights.pointer, taps, Int32(n), rows + row * stride)
    }
  }
}
