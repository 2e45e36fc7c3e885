/// Character references of HTML.
enum HTMLEntity {
  /// Reads the reference that begins with the sign & at a place.
  ///
  /// - Returns: what it stands for and how many bytes it takes; the sign itself where it is none.
  static func decode(_ bytes: [UInt8], at place: Int) -> (text: String, length: Int) {
    let window = bytes[(place + 1)..<min(place + 34, bytes.count)]
    guard let end = window.firstIndex(of: UInt8(ascii: ";")) else { return ("&", 1) }
    let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
    guard let text = named[name] ?? numeric(name) else { return ("&", 1) }
    return (text, end - place + 1)
  }

  private static func numeric(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let code =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code else { return nil }
    // What is no character, or one that steers, becomes the replacement character.
    guard code >= 32, !(127..<160).contains(code), let scalar = Unicode.Scalar(code) else {
      return code == 9 || code == 10 || code == 13 ? " " : "\u{FFFD}"
    }
    return String(Character(scalar))
  }

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "",
    "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
    "eacute": "é", "egrave": "è", "ecirc": "ê", "aacute": "á", "agrave": "à", "acirc": "â",
    "iacute": "í", "oacute": "ó", "ocirc": "ô", "uacute": "ú", "ntilde": "ñ", "ccedil": "ç",
    "aring": "å", "oslash": "ø", "aelig": "æ", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢",
    "sect": "§", "para": "¶", "copy": "©", "reg": "®", "trade": "™", "deg": "°", "plusmn": "±",
    "times": "×", "divide": "÷", "middot": "·", "bull": "•", "hellip": "…", "ndash": "–",
    "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
    "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›", "permil": "‰",
    "minus": "−", "le": "≤", "ge": "≥", "ne": "≠", "asymp": "≈", "rarr": "→", "larr": "←",
    "frac12": "½", "frac14": "¼", "frac34": "¾", "sup2": "²", "sup3": "³", "micro": "µ",
  ]
}
