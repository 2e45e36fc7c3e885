/// A key that cannot be printed: only the request gets its text.
struct SecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  private let text: String

  /// Takes the value of a variable; nil if it is empty or could not stand in a header.
  init?(_ text: String?) {
    guard let text, !text.isEmpty, text.allSatisfy({ $0.isASCII && !$0.isWhitespace }),
      text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return nil }
    self.text = text
  }

  var description: String { "(key)" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: [:]) }

  /// The header that carries it.
  var authorization: String { "Bearer \(text)" }
}
