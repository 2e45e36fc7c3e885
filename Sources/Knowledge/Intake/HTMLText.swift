/// The text of a page, without markup: headings as Markdown headings, blocks as paragraphs.
///
/// Reads what it is given once, from the beginning to the end, and never goes back: any input ends, in
/// time proportional to its length. Scripts, styles, templates and comments leave nothing.
struct HTMLText {
  private let bytes: [UInt8]
  private var place = 0
  private var output: [UInt8] = []
  private(set) var title = ""
  private var pendingBreaks = 0
  private var pendingSpace = false
  private var isVerbatim = false

  /// Strips a page.
  static func strip(_ page: String) -> (text: String, title: String) {
    var reader = HTMLText(bytes: Array(page.utf8))
    reader.read()
    return (String(decoding: reader.output, as: UTF8.self), reader.title)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() {
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "<"), isMarkup {
        readMarkup()
      } else {
        readText()
      }
    }
  }

  /// Whether the sign < begins markup here, and is not just a sign.
  private var isMarkup: Bool {
    guard place + 1 < bytes.count else { return false }
    let next = bytes[place + 1]
    return next == UInt8(ascii: "!") || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
      || Self.isLetter(next)
  }

  private mutating func readText() {
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "&"):
      let (text, length) = HTMLEntity.decode(bytes, at: place)
      place += length
      for byte in text.utf8 { write(byte) }
    case 9, 10, 12, 13, 32:
      place += 1
      if isVerbatim { write(byte == 13 || byte == 12 ? 10 : byte) } else { pendingSpace = true }
    default:
      place += 1
      if byte >= 32 && byte != 127 { write(byte) }
    }
  }

  private mutating func write(_ byte: UInt8) {
    if pendingBreaks > 0 {
      if !output.isEmpty {
        output += [UInt8](repeating: 10, count: pendingBreaks)
      }
    } else if pendingSpace, let last = output.last, last != 10, last != 32 {
      output.append(32)
    }
    pendingBreaks = 0
    pendingSpace = false
    output.append(byte)
  }

  private mutating func readMarkup() {
    if bytes[place...].starts(with: "<!--".utf8) {
      skip(past: "-->", from: place + 4)
      return
    }
    if bytes[place + 1] == UInt8(ascii: "!") || bytes[place + 1] == UInt8(ascii: "?") {
      skip(past: ">", from: place + 2)
      return
    }
    let isEnd = bytes[place + 1] == UInt8(ascii: "/")
    let name = readTag(from: place + (isEnd ? 2 : 1))
    if isEnd { close(name) } else { open(name) }
  }

  /// Reads a tag to its end, quoted attributes and all.
  private mutating func readTag(from start: Int) -> String {
    var index = start
    var name: [UInt8] = []
    while index < bytes.count, Self.isLetter(bytes[index]) || Self.isDigit(bytes[index]) {
      if name.count < 16 { name.append(bytes[index] | 0x20) }
      index += 1
    }
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    place = index
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func open(_ name: String) {
    switch name {
    case "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea":
      skip(pastEndOf: name)
    case "title":
      let start = place
      skip(pastEndOf: name)
      title = Self.plain(Array(bytes[start..<place]))
    case "h1", "h2", "h3", "h4", "h5", "h6":
      breakBlock()
      let level = Int(name.utf8.last ?? 49) - 48
      for _ in 0..<level { write(UInt8(ascii: "#")) }
      write(32)
    case "li":
      breakLine()
      write(UInt8(ascii: "-"))
      write(32)
    case "td", "th": pendingSpace = true
    case "pre":
      breakBlock()
      isVerbatim = true
    default: if name == "br" { breakLine() } else { breakAround(name) }
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "pre":
      isVerbatim = false
      breakBlock()
    case "h1", "h2", "h3", "h4", "h5", "h6": breakBlock()
    case "td", "th":
      // Cells of a row stay apart.
      pendingSpace = true
    default: breakAround(name)
    }
  }

  private mutating func breakAround(_ name: String) {
    switch name {
    case "tr", "dt", "dd": breakLine()
    case "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol",
      "table", "blockquote", "figure", "form", "hr", "dl", "body", "head", "html":
      breakBlock()
    default: break
    }
  }

  private mutating func breakLine() { pendingBreaks = max(pendingBreaks, 1) }
  private mutating func breakBlock() { pendingBreaks = 2 }

  /// Moves behind a text, or to the end where it never comes.
  private mutating func skip(past text: String, from start: Int) {
    let wanted = Array(text.utf8)
    var index = start
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) {
        place = index + wanted.count
        return
      }
      index += 1
    }
    place = bytes.count
  }

  /// Moves behind the end tag of an element whose content is no text.
  private mutating func skip(pastEndOf name: String) {
    let wanted = Array("</\(name)".utf8)
    var index = place
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0],
        zip(bytes[index..<index + wanted.count], wanted).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
      {
        place = index
        _ = readTag(from: index + 2)
        return
      }
      index += 1
    }
    place = bytes.count
  }

  private static func plain(_ bytes: [UInt8]) -> String {
    let end = bytes.firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    var inner = HTMLText(bytes: Array(bytes[..<end].prefix(1000)))
    while inner.place < inner.bytes.count { inner.readText() }
    return String(decoding: inner.output, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
