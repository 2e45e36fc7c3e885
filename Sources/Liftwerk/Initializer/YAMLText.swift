/// Texts as they are written in a YAML file.
enum YAMLText {
  /// A text as a scalar, quoted where a plain one would be read as something else.
  static func scalar(_ text: String) -> String {
    if isPlain(text) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 32 || scalar.value == 127 {
          quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  /// Whether a text, written without quotes, is read as itself.
  static func isPlain(_ text: String) -> Bool {
    text.wholeMatch(of: /(?:\.{0,2}\/)?[\p{L}_][\p{L}\p{N}_ .\/-]*/) != nil
      && !reserved.contains(text.lowercased()) && !text.hasSuffix(" ")
  }

  /// A text that is safe in a comment.
  static func comment(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) })
  }

  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf",
  ]
}
