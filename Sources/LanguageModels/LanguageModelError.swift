/// Why a language model or an encoder gave no answer: what is wrong, where, and what to do about it.
public enum LanguageModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options contradict themselves.
  case badOptions(String)
  /// A server does not answer, or answers nonsense.
  case unreachable(String)
  /// A file of a model is not what it should be.
  case badModel(String)

  /// The message.
  public var description: String {
    switch self {
    case .badOptions(let text), .unreachable(let text), .badModel(let text): text
    }
  }
}
