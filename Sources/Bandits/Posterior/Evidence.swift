/// What was seen of one measure: all a conjugate posterior needs to know.
///
/// Numbers may be fractional: a decision whose outcome had half the time it needs counts for half.
public struct Evidence: Sendable, Equatable, Codable {
  /// How many decisions were seen, by how far they matured.
  public var exposure: Double
  /// The sum of the measure.
  public var sum: Double
  /// The sum of its squares.
  public var squares: Double

  /// Makes evidence; none by default.
  public init(exposure: Double = 0, sum: Double = 0, squares: Double = 0) {
    self.exposure = exposure
    self.sum = sum
    self.squares = squares
  }

  /// Both together.
  public static func + (left: Evidence, right: Evidence) -> Evidence {
    Evidence(
      exposure: left.exposure + right.exposure, sum: left.sum + right.sum,
      squares: left.squares + right.squares)
  }

  /// The same evidence, counted for less.
  public static func * (weight: Double, evidence: Evidence) -> Evidence {
    Evidence(
      exposure: weight * evidence.exposure, sum: weight * evidence.sum,
      squares: weight * evidence.squares)
  }
}
