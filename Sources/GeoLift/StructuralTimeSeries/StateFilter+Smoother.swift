package import Probability

/// The states of all periods.
package struct StatePath: Sendable {
  /// periods x dimension, row by row.
  package var states: [Double]
  package let dimension: Int

  /// The states of a period.
  func at(_ period: Int) -> ArraySlice<Double> {
    states[period * dimension..<(period + 1) * dimension]
  }
}

extension StateFilter {
  /// The states' means given a series, after `prepare` with the same variances.
  ///
  /// Koopman's fast smoother: the first state and each step are their covariance times what is left
  /// to explain from there on. Durbin and Koopman, section 4.6.2.
  package func smoothed(_ series: [Double], steps: [Double]) -> StatePath {
    let (n, d) = (layout.periods, layout.dimension)
    let innovations = innovations(series)
    // r[t] gathers what periods from t on say about the states of t.
    var r = [Double](repeating: 0, count: (n + 1) * d)
    for t in stride(from: n - 1, through: 0, by: -1) {
      let (here, next) = (t * d, (t + 1) * d)
      var carried = 0.0
      for i in 0..<d { r[here + i] = r[next + i] }
      if layout.hasSlope { r[here + 1] += r[next] }
      for i in 0..<d { carried += gains[here + i] * r[here + i] }
      let share = innovations[t] / variances[t] - carried
      for i in 0..<d { r[here + i] += loadings[here + i] * share }
    }
    var states = [Double](repeating: 0, count: n * d)
    for i in 0..<d {
      for j in 0..<d { states[i] += firstCovariance[i * d + j] * r[j] }
    }
    for t in 1..<max(n, 1) {
      advance(&states, from: t - 1)
      for i in steps.indices { states[t * d + i] += steps[i] * r[t * d + i] }
    }
    return StatePath(states: states, dimension: d)
  }

  /// A draw of the states given a series, after `prepare` with the same variances.
  ///
  /// States and a series are drawn from the model, and the draw is corrected by the difference of both
  /// series' smoothed states. Durbin and Koopman 2002, doi:10.1093/biomet/89.3.603.
  package func sampled(
    _ series: [Double], _ parameters: StructuralVariances, _ stream: inout RandomStream
  ) -> StatePath {
    var path = prior(parameters, &stream)
    let deviation = parameters.noise.squareRoot()
    let difference = series.indices.map { t in
      series[t] - mean(path, t) - deviation * stream.standardNormal()
    }
    let correction = smoothed(difference, steps: parameters.steps)
    for i in path.states.indices { path.states[i] += correction.states[i] }
    return path
  }

  /// A draw of the states before any series is seen.
  package func prior(
    _ parameters: StructuralVariances, _ stream: inout RandomStream
  ) -> StatePath {
    let (n, d) = (layout.periods, layout.dimension)
    var states = [Double](repeating: 0, count: n * d)
    states[0] = FirstState.levelVariance.squareRoot() * stream.standardNormal()
    if layout.hasSlope {
      states[1] = FirstState.slopeVariance.squareRoot() * stream.standardNormal()
    }
    if layout.season > 1 {
      // Independent effects less their mean have the covariance of effects that sum to zero.
      let scale = FirstState.seasonVariance.squareRoot()
      let effects = (0..<layout.season).map { _ in scale * stream.standardNormal() }
      let mean = effects.reduce(0, +) / Double(layout.season)
      for i in layout.seasonStart..<d { states[i] = effects[i - layout.seasonStart] - mean }
    }
    let deviations = parameters.steps.map { $0.squareRoot() }
    for t in 1..<max(n, 1) {
      advance(&states, from: t - 1)
      for i in deviations.indices {
        states[t * d + i] += deviations[i] * stream.standardNormal()
      }
    }
    return StatePath(states: states, dimension: d)
  }

  /// What the states of a period say about its mean.
  package func mean(_ path: StatePath, _ t: Int) -> Double {
    let d = layout.dimension
    return (0..<d).reduce(0) { $0 + loadings[t * d + $1] * path.states[t * d + $1] }
  }

  /// Writes the states that follow from a period's without a step.
  private func advance(_ states: inout [Double], from period: Int) {
    let (here, next, d) = (
      period * layout.dimension, (period + 1) * layout.dimension, layout.dimension
    )
    for i in 0..<d { states[next + i] = states[here + i] }
    if layout.hasSlope { states[next] += states[here + 1] }
  }
}
