/// How well a probabilistic model foretells journeys it was not fitted to.
package struct HeldOutScore: Sendable, Equatable {
  /// The model.
  package var model: AttributionModel
  /// The mean log probability of a held-out journey, in nats: all touches and the end.
  package var logScore: Double
  /// The standard error of `logScore` over journeys.
  package var standardError: Double
  /// How much lower `logScore` is than the best order's; 0 for the best.
  package var shortfall: Double
  /// The standard error of `shortfall` over journeys, from their differences.
  package var shortfallError: Double
  /// The mean log probability of a held-out journey's end alone, given that it ended where it did:
  /// what models that do not foretell touches can be compared by.
  package var endScore: Double
  /// The standard error of `endScore` over journeys.
  package var endScoreError: Double
  /// How well the predicted end tells converting journeys from others; nil without both kinds.
  ///
  /// The probability that a converting journey's last state has a higher p(CONV) / (p(CONV) +
  /// p(NULL)) than that of a journey without conversion; ties count half.
  package var auc: Double?
  /// How many journeys were held out in turn: all of them.
  package var journeys: Int

  /// Takes scores.
  package init(
    model: AttributionModel, logScore: Double, standardError: Double, shortfall: Double,
    shortfallError: Double, endScore: Double, endScoreError: Double, auc: Double?, journeys: Int
  ) {
    self.model = model
    self.logScore = logScore
    self.standardError = standardError
    self.shortfall = shortfall
    self.shortfallError = shortfallError
    self.endScore = endScore
    self.endScoreError = endScoreError
    self.auc = auc
    self.journeys = journeys
  }
}
