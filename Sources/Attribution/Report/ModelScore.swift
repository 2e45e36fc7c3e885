/// How well a model that gives probabilities predicts journeys it was not made from.
public struct ModelScore: Sendable, Equatable {
  /// The model.
  public var model: AttributionModel
  /// The mean log probability of what the held-out journeys came to; nil if the model has none.
  public var logScore: Double?
  /// The standard error of `logScore`.
  public var standardError: Double?
  /// The probability that a journey that converts is given a higher probability than one that does
  /// not.
  public var auc: Double?
  /// How many journeys were held out.
  public var journeys: Int

  /// Takes a model's scores.
  public init(
    model: AttributionModel, logScore: Double? = nil, standardError: Double? = nil,
    auc: Double? = nil, journeys: Int
  ) {
    self.model = model
    self.logScore = logScore
    self.standardError = standardError
    self.auc = auc
    self.journeys = journeys
  }
}
