/// Chooses the half-life whose fit to four fifths of the journeys predicts the last fifth best.
struct HalfLifeChoice {
  /// The best half-life, in days; of equals the shortest.
  let days: Double
  /// The held-out log likelihood a journey, by half-life of the grid.
  let scores: [Double]
  /// The coefficients of the best fit.
  let coefficients: [Double]

  /// - Throws: `refused` if a fit fails.
  init(_ journeys: HazardJourneys, seed: UInt64) throws(AttributionError) {
    let folds = HazardFolds(journeys, seed: seed)
    let (fitted, held) = (folds.others(0), folds.held(0))
    let count = max(1, held.converting.reduce(0, +) + held.nulls.reduce(0, +))
    var scores: [Double] = []
    var last: [Double]?
    var best: (score: Double, days: Double, coefficients: [Double])?
    for days in HazardModel.halfLives {
      let likelihood = HazardLikelihood(
        journeys, halfLifeDays: days, penalty: HazardModel.penalty)
      let coefficients = try HazardFit(likelihood, fitted, from: last).coefficients
      let unpenalised = HazardLikelihood(journeys, halfLifeDays: days, penalty: 0)
      let score = unpenalised.value(coefficients, held) / count
      scores.append(score)
      last = coefficients
      if score > best?.score ?? -.infinity { best = (score, days, coefficients) }
    }
    self.scores = scores
    days = best?.days ?? .infinity
    coefficients = best?.coefficients ?? []
  }
}
