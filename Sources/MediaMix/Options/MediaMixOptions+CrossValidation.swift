import Interchange

extension MediaMixOptions {
  /// Forecasts from several points of time, each by a fit that knows nothing later: the
  /// `cross_validation` key.
  public struct CrossValidation: Codable, Sendable, Equatable {
    /// The number of forecasts.
    public var folds: Int
    /// How many periods each of them looks ahead; forecasts do not overlap.
    public var horizon: Int
    /// The fewest periods to fit on; by default twice the horizon, at least twenty.
    public var minimumTraining: Int?

    /// Makes options.
    public init(folds: Int = 4, horizon: Int = 13, minimumTraining: Int? = nil) {
      self.folds = folds
      self.horizon = horizon
      self.minimumTraining = minimumTraining
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case folds, horizon
      case minimumTraining = "minimum_training"
    }

    /// Reads options; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let standard = Self()
      folds = try container.decodeIfPresent(Int.self, forKey: .folds) ?? standard.folds
      horizon = try container.decodeIfPresent(Int.self, forKey: .horizon) ?? standard.horizon
      minimumTraining = try container.decodeIfPresent(Int.self, forKey: .minimumTraining)
    }
  }
}
