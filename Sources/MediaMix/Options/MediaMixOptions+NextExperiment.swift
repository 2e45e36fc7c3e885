import Interchange

extension MediaMixOptions {
  /// The decision that a next experiment should improve, and the experiments to choose from.
  public struct NextExperiment: Codable, Sendable, Equatable {
    /// How many periods the budget is split for; a year if absent, or all there are.
    public var horizon: Int?
    /// The least and the most that each channel may get, as multiples of its spend.
    public var bounds: [Double]
    /// How many periods a test may run; four and eight weeks if absent.
    public var lengths: [Int]?

    /// Makes the question.
    public init(horizon: Int? = nil, bounds: [Double] = [0.5, 2], lengths: [Int]? = nil) {
      self.horizon = horizon
      self.bounds = bounds
      self.lengths = lengths
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case horizon, bounds, lengths }

    /// Reads the question; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      horizon = try container.decodeIfPresent(Int.self, forKey: .horizon)
      bounds = try container.decodeIfPresent([Double].self, forKey: .bounds) ?? [0.5, 2]
      lengths = try container.decodeIfPresent([Int].self, forKey: .lengths)
    }
  }
}
