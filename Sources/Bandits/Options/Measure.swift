/// What a decision may yield or use up, each on average a decision.
public enum Measure: String, Codable, Sendable, CaseIterable {
  /// Conversions.
  case conversions
  /// Money earned.
  case value
  /// Money spent.
  case cost
  /// People reached for the first time: impressions over reach is the frequency.
  case reach
}
