/// Finds the elements of an HTML page with their texts; comments, styles and scripts are no text.
///
/// Reads what browsers write, also after an editor had it; elements that are not closed end with
/// the page or where the next of their kind begins.
struct MarkupScanner {
  /// An element with its attributes and the text in it.
  struct Element {
    let name: String
    let attributes: [String: String]
    /// The id of the innermost element around it that has one, or its own.
    var container = ""
    /// Whether it stands in a paragraph or a citation.
    var isProse = false
    /// Whether it stands where only data are shown: in a table, a list of facts, a figure, a note.
    var isData = false
    /// Whether it is a part of a picture.
    var isPicture = false
    /// All text in it.
    var text = ""
    /// The text in it that stands in no element within it.
    var own = ""
  }

  /// All elements that carry attributes, and paragraphs, in the order in which they end.
  private(set) var elements: [Element] = []
  /// The language of the page.
  private(set) var language: String?

  private let text: [UInt8]
  private var place = 0
  private var open: [Element] = []

  init(_ page: String) {
    text = Array(page.utf8)
    scan()
    elements += open
    open = []
  }

  private static let empty: Set<String> = [
    "br", "img", "meta", "link", "hr", "input", "col", "wbr",
  ]

  private mutating func scan() {
    while place < text.count {
      if text[place] == UInt8(ascii: "<") { readTag() } else { readText() }
    }
  }

  private mutating func readText() {
    let start = place
    while place < text.count, text[place] != UInt8(ascii: "<") { place += 1 }
    let piece = Self.decoded(String(decoding: text[start..<place], as: UTF8.self))
    for index in open.indices { open[index].text += piece }
    if open.isEmpty {
      loose += piece
    } else {
      open[open.count - 1].own += piece
    }
  }

  /// Text that stands in no element.
  private(set) var loose = ""

  private mutating func readTag() {
    if hasPrefix("<!--") {
      skip(past: "-->")
      return
    }
    let start = place
    place += 1
    let isEnd = place < text.count && text[place] == UInt8(ascii: "/")
    if isEnd { place += 1 }
    let name = word().lowercased()
    guard !name.isEmpty else {
      // A bare `<` is text.
      if text.indices.contains(start + 1), text[start + 1] == UInt8(ascii: "!") {
        skip(past: ">")
      }
      return
    }
    let attributes = readAttributes()
    let isClosed = place > 1 && text[place - 2] == UInt8(ascii: "/")
    if isEnd {
      close(name)
      return
    }
    if name == "html" { language = attributes["lang"] }
    if name == "style" || name == "script" {
      let begin = place
      skip(past: "</\(name)>")
      let end = max(begin, place - name.utf8.count - 3)
      elements.append(
        Element(
          name: name, attributes: attributes,
          text: String(decoding: text[begin..<end], as: UTF8.self)))
      return
    }
    if name == "p" { close("p") }
    if Self.empty.contains(name) {
      for index in open.indices { open[index].text += " " }
    } else {
      let element = element(name, attributes)
      // In pictures a slash ends an element.
      if isClosed && element.isPicture { elements.append(element) } else { open.append(element) }
    }
  }

  private func element(_ name: String, _ attributes: [String: String]) -> Element {
    let around = open.last
    var element = Element(name: name, attributes: attributes)
    element.container = attributes["id"] ?? around?.container ?? ""
    element.isProse = around?.isProse == true || name == "p" || name == "cite"
    let isNote = attributes["class"]?.split(separator: " ").first == "note"
    element.isData =
      around?.isData == true || isNote || ["table", "dl", "figure", "svg"].contains(name)
    element.isPicture = around?.isPicture == true || name == "svg"
    return element
  }

  /// Ends the innermost element of a name, and those within it that were not closed.
  private mutating func close(_ name: String) {
    guard let last = open.lastIndex(where: { $0.name == name }) else { return }
    elements += open[last...].reversed()
    open.removeSubrange(last...)
    if ["td", "th", "tr", "p", "div", "li"].contains(name) {
      for index in open.indices { open[index].text += " " }
    }
  }

  private mutating func readAttributes() -> [String: String] {
    var attributes: [String: String] = [:]
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: ">"):
        place += 1
        return attributes
      case UInt8(ascii: "/"), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"),
        UInt8(ascii: "\r"):
        place += 1
      default:
        let name = word().lowercased()
        guard !name.isEmpty else {
          place += 1
          continue
        }
        attributes[name] = readValue()
      }
    }
    return attributes
  }

  private mutating func readValue() -> String {
    guard place < text.count, text[place] == UInt8(ascii: "=") else { return "" }
    place += 1
    guard place < text.count else { return "" }
    let quote = text[place]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      place += 1
      let start = place
      while place < text.count, text[place] != quote { place += 1 }
      let value = String(decoding: text[start..<place], as: UTF8.self)
      place += 1
      return Self.decoded(value)
    }
    let start = place
    while place < text.count, text[place] != UInt8(ascii: ">"), text[place] > 32 { place += 1 }
    return Self.decoded(String(decoding: text[start..<place], as: UTF8.self))
  }

  private mutating func word() -> String {
    let start = place
    while place < text.count, text[place] > 32,
      !"=<>/\"'".utf8.contains(text[place])
    { place += 1 }
    return String(decoding: text[start..<place], as: UTF8.self)
  }

  private func hasPrefix(_ prefix: String) -> Bool {
    text[place...].starts(with: prefix.utf8)
  }

  private mutating func skip(past mark: String) {
    while place < text.count, !hasPrefix(mark) { place += 1 }
    place = min(place + mark.utf8.count, text.count)
  }

  private static let names = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "minus": "−",
    "ndash": "–", "mdash": "—", "euro": "€", "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß",
    "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
  ]

  /// The text with its character references replaced.
  static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      let after = rest.index(after: mark)
      guard let end = rest[after...].prefix(12).firstIndex(of: ";"),
        let character = character(rest[after..<end])
      else {
        result += "&"
        rest = rest[after...]
        continue
      }
      result += character
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func character(_ reference: Substring) -> String? {
    guard reference.hasPrefix("#") else { return names[String(reference)] }
    let digits = reference.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map(String.init)
  }
}
