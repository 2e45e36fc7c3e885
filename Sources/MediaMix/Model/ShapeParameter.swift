/// One parameter of a family of carry-over or saturation: what it is called, where it may lie, and
/// what is believed of it unless the project file says otherwise.
package struct ShapeParameter: Sendable {
  /// The key under a channel's `prior` in the project file.
  package var key: String
  /// The base name in findings and draws.
  package var symbol: String
  /// The numbers it may be.
  package var range: Range
  /// Its prior by default.
  package var prior: PriorSpecification

  /// The numbers that a parameter may be.
  package enum Range: Sendable {
    case any, share, positive
  }
}
