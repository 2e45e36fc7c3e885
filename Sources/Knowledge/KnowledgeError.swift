/// Why knowledge was refused: what is wrong, where, and what to do about it.
public enum KnowledgeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A file or folder is not there or cannot be read.
  case missing(String)
  /// A document, a question file or an option is not what it should be; one message a problem.
  case refused([String])
  /// A program that reads a format is not installed.
  case unavailable(String)
  /// The store cannot be read or written.
  case store(String)
  /// Another process holds the store.
  case locked(String)

  /// The message, of several problems one a line.
  public var description: String {
    switch self {
    case .missing(let text), .unavailable(let text), .store(let text), .locked(let text): text
    case .refused(let texts): texts.joined(separator: "\n")
    }
  }

  /// The messages, one a problem.
  public var messages: [String] {
    if case .refused(let texts) = self { return texts }
    return [description]
  }
}
