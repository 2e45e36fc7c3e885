/// Why knowledge was refused: what is wrong, where, and what to do about it.
public enum KnowledgeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A document cannot be read or may not be kept.
  case refused(String)
  /// The store cannot be read or written.
  case store(String)
  /// Another process holds the store.
  case locked(String)

  /// The message.
  public var description: String {
    switch self {
    case .refused(let text), .store(let text), .locked(let text): text
    }
  }
}
