/// Why nothing was written or verified: what is wrong, where, and what to do about it.
public enum NarrativeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A report or its findings cannot be read.
  case unreadable(String)
  /// The options or rules contradict themselves.
  case badOptions(String)

  /// The message.
  public var description: String {
    switch self {
    case .unreadable(let text), .badOptions(let text): text
    }
  }
}
