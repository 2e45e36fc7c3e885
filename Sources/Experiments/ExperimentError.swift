/// Why an experiment was refused: what is wrong, where, and what to do about it.
public enum ExperimentError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options contradict themselves or the kind of data.
  case badOptions(String)
  /// The data cannot be analysed.
  case refused(String)

  /// The message.
  public var description: String {
    switch self {
    case .badOptions(let text), .refused(let text): text
    }
  }
}
