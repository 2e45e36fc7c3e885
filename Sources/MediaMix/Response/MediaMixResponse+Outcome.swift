import CVectorMath

// The response of one channel in one geo by one draw. For adstock first, with H planned periods and L
// lags,
//
//     outcome = coefficient x sum_{t < H + L} weight_t course_t (h(a_t) - h(b_t)),
//     a = adstock of history and plan, b = adstock of the history alone;
//
// for saturation first the history adds nothing to what the plan brings:
//
//     outcome = coefficient x sum_{t < H} h(x_t) sum_l w_l weight_{t+l} course_{t+l}.
extension MediaMixResponse {
  /// Buffers and parameters of one evaluation.
  private struct Work {
    let cell: Cell
    let term: Term
    let lags: Int
    let count: Int
    /// H + L.
    let span: Int
    let first: Double
    let second: Double
    let weights: UnsafeMutablePointer<Double>
    /// Coefficient x weight x course, H + L.
    let effect: UnsafeMutablePointer<Double>
    /// Inputs with L lags before: L + H + L.
    let input: UnsafeMutablePointer<Double>
    let level: UnsafeMutablePointer<Double>
    let base: UnsafeMutablePointer<Double>
    let slope: UnsafeMutablePointer<Double>
    let value: UnsafeMutablePointer<Double>
    let along: UnsafeMutablePointer<Double>
    let unused: UnsafeMutablePointer<Double>
    /// Two sums.
    let sums: UnsafeMutablePointer<Double>

    func saturate(
      _ n: Int, _ exposure: UnsafePointer<Double>, slope: UnsafePointer<Double>
    ) {
      term.saturation.curve.fill(
        n: n, exposure: exposure, exposureSlope: slope, first: first, second: second,
        into: ResponseRows(
          value: value, alongExposure: along, alongFirst: unused, alongSecond: unused + span,
          withSecond: false))
    }

    /// level <- adstock of what stands in `input`.
    func carry(into level: UnsafeMutablePointer<Double>) {
      vm_convolve(input + lags, weights, Int32(lags + 1), Int32(span), level)
    }
  }

  private func withWork<Result>(
    _ channel: Int, _ geo: Int, _ draw: Int, _ body: (Work) -> Result
  ) -> Result {
    let (cell, term) = (cell(channel, geo), terms[channel])
    let (lags, count) = (term.maxLag, cell.spend.count)
    let span = count + lags
    let padded = lags + span
    return withUnsafeTemporaryAllocation(
      of: Double.self, capacity: 3 * (lags + 1) + padded + 8 * span + 2
    ) { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("an empty buffer") }
      let weights = start
      let effect = weights + 3 * (lags + 1)
      let input = effect + span
      let level = input + padded
      let shape = (draw * channels.count + channel) * ParameterLayout.shapeCount
      let work = Work(
        cell: cell, term: term, lags: lags, count: count, span: span, first: shapes[shape + 2],
        second: shapes[shape + 3], weights: weights, effect: effect, input: input, level: level,
        base: level + span, slope: level + 2 * span, value: level + 3 * span,
        along: level + 4 * span, unused: level + 5 * span, sums: level + 7 * span)
      term.adstock.fillWeights(
        shapes[shape], shapes[shape + 1], maxLag: lags, weights: weights,
        alongFirst: weights + lags + 1, alongSecond: weights + 2 * (lags + 1))
      let coefficient = coefficients[(draw * channels.count + channel) * geos.count + geo]
      let all = cell.spend.count + tail
      for t in 0..<span { effect[t] = coefficient * cell.weight[t] }
      if let course = term.course {
        let row = (draw * courseCount + course) * all
        for t in 0..<span { effect[t] *= courses[row + t] }
      }
      return body(work)
    }
  }

  /// The outcome of a course of spend, and its derivatives.
  public func outcome(
    channel: Int, geo: Int, draw: Int, spend: UnsafeBufferPointer<Double>,
    gradient: UnsafeMutableBufferPointer<Double>?
  ) -> Double {
    withWork(channel, geo, draw) { work in
      work.term.isAdstockFirst
        ? adstockFirst(work, spend, gradient) : saturationFirst(work, spend, gradient)
    }
  }

  /// Puts history, planned exposure and an empty tail in the input.
  private func fillInput(_ work: Work, _ spend: UnsafeBufferPointer<Double>, history: Bool) {
    for l in 0..<work.lags { work.input[l] = history ? work.cell.history[l] : 0 }
    for t in 0..<work.count {
      work.input[work.lags + t] = spend[t] * work.cell.perMoney[t]
    }
    for l in 0..<work.lags { work.input[work.lags + work.count + l] = 0 }
  }

  /// base <- adstock of the history alone; returns what it would bring by itself.
  private func fillBase(_ work: Work) -> Double {
    for l in 0..<work.lags { work.input[l] = work.cell.history[l] }
    for t in work.lags..<(work.lags + work.span) { work.input[t] = 0 }
    work.carry(into: work.base)
    // Only the first periods feel the history.
    let n = min(work.lags, work.span)
    for t in 0..<n { work.slope[t] = 1 }
    work.saturate(n, work.base, slope: work.slope)
    var sum = 0.0
    for t in 0..<n { sum += work.effect[t] * work.value[t] }
    return sum
  }

  private func adstockFirst(
    _ work: Work, _ spend: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>?
  ) -> Double {
    let base = fillBase(work)
    fillInput(work, spend, history: true)
    work.carry(into: work.level)
    for t in 0..<work.span { work.slope[t] = 1 }
    work.saturate(work.span, work.level, slope: work.slope)
    var sum = -base
    for t in 0..<work.span { sum += work.effect[t] * work.value[t] }
    guard let gradient else { return sum }
    for t in 0..<work.count {
      var pull = 0.0
      for l in 0...work.lags { pull += work.weights[l] * work.effect[t + l] * work.along[t + l] }
      gradient[t] = pull * work.cell.perMoney[t]
    }
    return sum
  }

  /// effect <- what a unit of response in a planned period brings in all.
  private func gatherEffect(_ work: Work) {
    for t in 0..<work.count {
      var sum = 0.0
      for l in 0...work.lags { sum += work.weights[l] * work.effect[t + l] }
      work.effect[t] = sum
    }
  }

  /// What a unit of response in each planned period brings in all.
  func periodEffects(channel: Int, geo: Int, draw: Int) -> [Double] {
    withWork(channel, geo, draw) { work in
      gatherEffect(work)
      return (0..<work.count).map { work.effect[$0] }
    }
  }

  private func saturationFirst(
    _ work: Work, _ spend: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>?
  ) -> Double {
    gatherEffect(work)
    for t in 0..<work.count {
      work.level[t] = spend[t] * work.cell.perMoney[t]
      work.slope[t] = 1
    }
    respond(work)
    var sum = 0.0
    for t in 0..<work.count {
      sum += work.effect[t] * work.value[t]
      if let gradient { gradient[t] = work.effect[t] * work.along[t] * work.cell.perMoney[t] }
    }
    return sum
  }

  /// value <- response to the level, along <- its derivative times the slope; with frequency, the
  /// level is the reach, and each of those reached responds to the frequency.
  private func respond(_ work: Work) {
    guard let frequency = work.cell.frequency else {
      work.saturate(work.count, work.level, slope: work.slope)
      return
    }
    for t in 0..<work.count { work.base[t] = frequency[t] }
    work.saturate(work.count, work.base, slope: work.slope)
    for t in 0..<work.count {
      work.along[t] = work.value[t] * work.slope[t]
      work.value[t] *= work.level[t]
    }
  }

  /// Carries the profile over once, and scales.
  public func addOutcomes(
    channel: Int, geo: Int, draw: Int, profile: UnsafeBufferPointer<Double>, multiples: [Double],
    values: UnsafeMutableBufferPointer<Double>, slopes: UnsafeMutableBufferPointer<Double>
  ) {
    withWork(channel, geo, draw) { work in
      let isAdstockFirst = work.term.isAdstockFirst
      let n = isAdstockFirst ? work.span : work.count
      var base = 0.0
      let step = work.slope
      if isAdstockFirst {
        base = fillBase(work)
        fillInput(work, profile, history: false)
        work.carry(into: step)
      } else {
        gatherEffect(work)
        for t in 0..<n {
          work.base[t] = 0
          step[t] = profile[t] * work.cell.perMoney[t]
        }
      }
      for (k, multiple) in multiples.enumerated() {
        for t in 0..<n { work.level[t] = multiple * step[t] }
        if isAdstockFirst {
          for t in 0..<n { work.level[t] += work.base[t] }
          work.saturate(n, work.level, slope: step)
        } else {
          respond(work)
        }
        // The rows of values and of slopes lie one behind the other.
        vm_dots(2, Int32(n), work.value, Int32(work.span), work.effect, work.sums)
        values[k] += work.sums[0] - base
        slopes[k] += work.sums[1]
      }
    }
  }
}
