import Charts
import Findings
import Mustache

/// Escapes what templates insert, scalar by scalar.
///
/// The template library's own escaping looks at whole characters, so a quotation mark followed by a
/// combining accent would pass and end an attribute.
struct EscapedText: MustacheContentType {
  /// The name by which templates ask for it.
  static let name = "LIFTWERK"

  func escapeText(_ text: String) -> String { PlainText.escaped(text) }
}
