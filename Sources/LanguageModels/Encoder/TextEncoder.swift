/// Turns texts into vectors whose inner products say how near their meanings are.
public protocol TextEncoder: Sendable {
  /// How many numbers a vector has.
  var dimensions: Int { get }
  /// What tells this encoder's vectors from every other's: a hash of its weights.
  var identity: String { get }
  /// The most tokens of a text that are looked at.
  var limit: Int { get }

  /// The tokens of a text; what is beyond `limit` has no part in its vector.
  func tokenCount(_ text: String) -> Int

  /// A vector of length one for each text.
  func encode(_ texts: [String]) -> [[Float]]
}
