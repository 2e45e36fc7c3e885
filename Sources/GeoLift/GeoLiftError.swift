/// Why a geo experiment was refused: what is wrong, where, and what to do about it.
public enum GeoLiftError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The panel is not one value a geo and period.
  case badPanel(String)
  /// The test does not fit the panel.
  case badTest(String)
  /// An estimator or a test needs more than the panel has.
  case tooLittle(String)
  /// The options contradict themselves.
  case badOptions(String)

  /// The message.
  public var description: String {
    switch self {
    case .badPanel(let text), .badTest(let text), .tooLittle(let text), .badOptions(let text): text
    }
  }
}
