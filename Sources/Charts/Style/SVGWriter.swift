import Findings

/// Collects SVG elements; every text and attribute is escaped here, and nowhere else.
struct SVGWriter {
  /// What has been written.
  private(set) var text = ""

  /// Writes `<name attributes/>`, or with a child `<title>` that browsers show on hover.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, title: String? = nil
  ) {
    start(name, attributes)
    if let title {
      text += "><title>\(Self.escapedLines(title))</title></\(name)>"
    } else {
      text += "/>"
    }
  }

  /// Writes an element with text inside.
  mutating func textElement(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String,
    title: String? = nil
  ) {
    start(name, attributes)
    text += ">\(PlainText.escaped(content))"
    if let title { text += "<title>\(Self.escapedLines(title))</title>" }
    text += "</\(name)>"
  }

  /// Opens an element; `close` ends it.
  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    start(name, attributes)
    text += ">"
  }

  /// Ends an element.
  mutating func close(_ name: String) { text += "</\(name)>" }

  /// A line break, so that files can be read and compared.
  mutating func newLine() { text += "\n" }

  /// Style rules of the stylesheet: constants of this room, never data.
  mutating func style(_ css: String) { text += "<style>\(css)</style>" }

  private mutating func start(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "<\(name)"
    for (key, value) in attributes where !value.isEmpty {
      text += " \(key)=\"\(PlainText.escaped(value))\""
    }
  }

  private static func escapedLines(_ title: String) -> String {
    title.split(separator: "\n").map { PlainText.escaped(String($0)) }.joined(separator: "\n")
  }
}

/// A coordinate in the picture, to a hundredth of a pixel; never a NaN, never an exponent.
func coordinate(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
  let sign = hundredths < 0 ? "-" : ""
  let whole = hundredths.magnitude / 100
  let rest = hundredths.magnitude % 100
  if rest == 0 { return "\(sign)\(whole)" }
  if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
  return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
