/// Which states there are, and how each period sees them: the level, its slope if it has one, and the
/// effects of all seasons but the last, which balances them to zero.
struct StateLayout: Sendable, Equatable {
  let periods: Int
  let hasSlope: Bool
  /// The number of seasons, 1 for none.
  let season: Int

  init(periods: Int, trend: StructuralOptions.Trend, season: Int) {
    self.periods = periods
    hasSlope = trend == .slope
    self.season = season
  }

  /// How many states a period has.
  var dimension: Int { seasonStart + season - 1 }
  /// The first state of the seasons.
  var seasonStart: Int { hasSlope ? 2 : 1 }
  /// How many states move.
  var moving: Int { seasonStart }

  /// How a period's mean depends on the states.
  func loading(_ period: Int) -> [Double] {
    var loading = [Double](repeating: 0, count: dimension)
    loading[0] = 1
    guard season > 1 else { return loading }
    let place = period % season
    if place < season - 1 {
      loading[seasonStart + place] = 1
    } else {
      for i in seasonStart..<dimension { loading[i] = -1 }
    }
    return loading
  }

  /// The states' covariance before the first period, dimension x dimension, row by row.
  ///
  /// All seasons vary alike and sum to zero.
  var firstCovariance: [Double] {
    let d = dimension
    var covariance = [Double](repeating: 0, count: d * d)
    covariance[0] = FirstState.levelVariance
    if hasSlope { covariance[d + 1] = FirstState.slopeVariance }
    for i in seasonStart..<d {
      for j in seasonStart..<d {
        covariance[i * d + j] =
          FirstState.seasonVariance * ((i == j ? 1 : 0) - 1 / Double(season))
      }
    }
    return covariance
  }
}

/// The variances of a structural time series.
package struct StructuralVariances: Sendable, Equatable {
  /// Of the observations about their mean.
  package var noise: Double
  /// Of the steps of each moving state: the level's, and the slope's if there is one.
  package var steps: [Double]

  package init(noise: Double, steps: [Double]) {
    self.noise = noise
    self.steps = steps
  }
}
