import LinearAlgebra

/// What the data are expected to teach about each channel's strength, before any fit.
///
/// The mean of the KPI is linearised at the prior medians, every column multiplied by the prior
/// standard deviation of its parameter, so that the prior precision of most is the identity. What
/// belongs to a single geo (its intercept, its deviations from common coefficients) is integrated out
/// geo by geo; the large matrix holds shared parameters only.
///
/// A channel's strength is that of all geos together: the common level and the geos' deviations,
/// weighted. The level itself has no prior; that of the strength enters last, as an observation of
/// variance 1 beside what the data say with covariance K. Posterior over prior covariance is then
/// K (K + I)^-1, and the contraction the diagonal of (K + I)^-1.
struct ExpectedInformation {
  /// For each channel 1 - posterior / prior variance of its strength (of the logarithm of it, where
  /// it is positive), all other parameters unknown; nil if the strength is fixed.
  let contractions: [Double?]

  /// The prior precision of a level, in units of the strength's: as good as none.
  private static let levelPrecision = 1e-8

  init(_ view: ReadinessView) throws(LinearAlgebraError) {
    let mean = LinearisedMean(view)
    let channels = mean.levels.indices.filter { mean.levels[$0] != nil }
    let variance = view.residualDeviation * view.residualDeviation
    var diagonal = [Double](repeating: 1, count: mean.sharedCount)
    for case let level? in mean.levels { diagonal[level] = Self.levelPrecision }
    var precision = Matrix(diagonal: diagonal)
    // Strengths as combinations of shared parameters, and their covariance given those.
    var combination = Matrix(rows: channels.count, columns: mean.sharedCount, repeating: 0)
    for (row, c) in channels.enumerated() { combination[row, mean.levels[c] ?? 0] = 1 }
    var strength = Matrix(rows: channels.count, columns: channels.count, repeating: 0)
    for g in 0..<view.geoCount {
      let shared = mean.shared(g)
      var information = shared.gram()
      let own = mean.own(g)
      if own.columns > 0 {
        let inner = try Cholesky(try own.gram() + variance * Matrix.identity(own.columns))
        let cross = try own.transposed * shared
        let solved = try inner.solve(cross)
        information = try information - cross.transposed * solved
        let weights = mean.weights(g, channels: channels)
        combination = try combination - weights * solved
        strength = try strength + variance * (weights * inner.solve(weights.transposed))
      }
      precision = try precision + (1 / variance) * information
    }
    let spread = try Cholesky(precision).solve(combination.transposed)
    let known = try combination * spread + strength
    let inverse = try Cholesky(known + Matrix.identity(channels.count)).inverse
    var contractions = [Double?](repeating: nil, count: mean.levels.count)
    for (row, c) in channels.enumerated() { contractions[c] = min(max(inverse[row, row], 0), 1) }
    self.contractions = contractions
  }
}
