/// Texts from data, made harmless: names are data, never markup or terminal commands.
public enum PlainText {
  /// Removes terminal escape sequences, control characters and direction overrides; line breaks
  /// and tabs become spaces.
  public static func clean(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar.value {
      case 0x1B: skipEscape(&scalars)
      case 0x9B: skipControlSequence(&scalars)
      case 0x09, 0x0A, 0x0D: output.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF,
        0xFFFE, 0xFFFF:
        continue
      default: output.append(scalar)
      }
    }
    return String(output)
  }

  /// The cleaned text with the five characters that mean something in XML and HTML replaced.
  ///
  /// Works on Unicode scalars: a quotation mark followed by a combining accent is one `Character`
  /// to Swift but still ends an attribute.
  public static func escaped(_ text: String) -> String {
    var output = ""
    output.reserveCapacity(text.utf8.count)
    for scalar in clean(text).unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// The text as an identifier that fits `id` and `url(#…)`: anything but letters, digits, dots,
  /// hyphens and underscores becomes a number.
  public static func identifier(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": output.unicodeScalars.append(scalar)
      default: output += "_x\(String(scalar.value, radix: 16))_"
      }
    }
    return output.isEmpty ? "x" : output
  }

  private static func skipEscape(_ scalars: inout String.UnicodeScalarView.Iterator) {
    guard let next = scalars.next() else { return }
    switch next {
    case "[": skipControlSequence(&scalars)
    case "]", "P", "_", "^": skipString(&scalars)
    default: return
    }
  }

  private static func skipControlSequence(_ scalars: inout String.UnicodeScalarView.Iterator) {
    while let scalar = scalars.next() {
      if (0x40...0x7E).contains(scalar.value) { return }
    }
  }

  /// A string command ends with BEL or with ESC and a backslash.
  private static func skipString(_ scalars: inout String.UnicodeScalarView.Iterator) {
    while let scalar = scalars.next() {
      if scalar.value == 0x07 || scalar.value == 0x9C { return }
      if scalar.value == 0x1B {
        _ = scalars.next()
        return
      }
    }
  }
}
