import Findings

/// Estimates how wide a text is drawn; errs on the wide side, since the font is the reader's.
enum TextMeasure {
  /// The width in pixels at a font size in pixels.
  static func width(_ text: String, size: Double = 11) -> Double {
    var em = 0.0
    for scalar in text.unicodeScalars { em += advance(scalar) }
    return em * size
  }

  /// The text cut to a width: an ellipsis stands for its middle, since names that begin alike often
  /// differ at the end.
  static func truncated(_ text: String, width limit: Double, size: Double = 11) -> String {
    let clean = PlainText.clean(text)
    if width(clean, size: size) <= limit { return clean }
    let characters = Array(clean)
    let widths = characters.map { width(String($0), size: size) }
    var room = limit - advance("…") * size
    var head = 0
    var tail = 0
    // two characters of the beginning for one of the end
    while head + tail < characters.count {
      let takesHead = head <= 2 * tail
      let next = takesHead ? widths[head] : widths[characters.count - 1 - tail]
      if next > room { break }
      room -= next
      if takesHead { head += 1 } else { tail += 1 }
    }
    let start = String(characters.prefix(head)).trimmingSpaces
    let end = String(characters.suffix(tail)).trimmingSpaces
    return "\(start)…\(end)"
  }

  /// The text broken into lines at spaces, at most `lines` of them, the last one cut.
  static func wrapped(_ text: String, width limit: Double, lines: Int, size: Double) -> [String] {
    var result: [String] = []
    var current = ""
    for word in PlainText.clean(text).split(separator: " ") {
      let longer = current.isEmpty ? String(word) : current + " " + word
      if width(longer, size: size) <= limit || current.isEmpty || result.count == lines - 1 {
        current = longer
      } else {
        result.append(current)
        current = String(word)
      }
    }
    if !current.isEmpty { result.append(truncated(current, width: limit, size: size)) }
    return result
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 0.3
    case "f", "t", "r", " ", "\u{A0}", "\u{202F}", "(", ")", "[", "]", "-", "/": 0.38
    case "m", "w", "M", "W", "@", "%", "…": 0.92
    case "0"..."9", "a"..."z": 0.61
    case "A"..."Z": 0.72
    default: scalar.value < 0x1100 ? 0.65 : 1.05
    }
  }
}

extension String {
  /// The text without spaces at either end.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
