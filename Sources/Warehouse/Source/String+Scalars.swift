extension String {
  /// The text with another put in wherever its scalars occur.
  ///
  /// To Swift a quotation mark followed by a combining accent is one other `Character`, but it still
  /// ends a quoted name in SQL; and a secret in front of an accent is still one.
  func replacingScalars(_ text: String, with other: String) -> String {
    String(unicodeScalars.replacing(text.unicodeScalars, with: other.unicodeScalars))
  }
}
