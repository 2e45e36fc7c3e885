/// A strict little reader of our own pages: notes elements, attributes and ids, and whether elements
/// close in order.
struct HTMLCheck {
  private(set) var elements: [String: Int] = [:]
  private(set) var attributeNames: Set<String> = []
  private(set) var ids: [String] = []
  private(set) var links: [String] = []
  private(set) var references: [String] = []
  /// Values of the attributes that place things in pictures.
  private(set) var geometry: [String] = []
  private(set) var errors: [String] = []

  private let bytes: [UInt8]
  private var at = 0

  private static let void: Set<String> = ["meta", "link", "img", "br", "hr", "input"]
  private static let places: Set<String> = [
    "d", "x", "y", "width", "height", "cx", "cy", "viewBox",
  ]

  init(_ html: String) {
    bytes = Array(html.utf8)
    var open: [String] = []
    while skip(past: "<") {
      if take("!") {
        _ = skip(past: ">")
      } else if take("/") {
        let name = word()
        if open.popLast() != name || !take(">") { errors.append("</\(name)> closes nothing") }
      } else {
        readTag(&open)
      }
    }
    if !open.isEmpty { errors.append("left open: \(open)") }
  }

  private mutating func readTag(_ open: inout [String]) {
    let name = word()
    if name.isEmpty { return errors.append("a bare < at byte \(at)") }
    elements[name, default: 0] += 1
    while take(" ") {
      while take(" ") {}
      let attribute = word()
      if attribute.isEmpty { continue }
      guard take("="), take("\"") else { return errors.append("odd attribute \(attribute)") }
      let start = at
      guard skip(past: "\"") else { return errors.append("attribute \(attribute) does not end") }
      note(attribute, String(decoding: bytes[start..<(at - 1)], as: UTF8.self))
    }
    let isClosed = take("/") || Self.void.contains(name)
    if !take(">") { errors.append("<\(name) does not end") }
    if name == "style" || name == "script" {
      if !skip(past: "</\(name)>") { errors.append("<\(name)> does not end") }
    } else if !isClosed {
      open.append(name)
    }
  }

  private mutating func note(_ attribute: String, _ value: String) {
    attributeNames.insert(attribute)
    if Self.places.contains(attribute) { geometry.append(value) }
    switch attribute {
    case "id": ids.append(value)
    case "href": links.append(value)
    case "aria-labelledby": references += value.split(separator: " ").map(String.init)
    default: break
    }
  }

  private mutating func word() -> String {
    let start = at
    while at < bytes.count, isWord(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D: true
    default: false
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard at < bytes.count, bytes[at] == text.utf8Start.pointee else { return false }
    at += 1
    return true
  }

  private mutating func skip(past text: String) -> Bool {
    let wanted = Array(text.utf8)
    while at + wanted.count <= bytes.count {
      if bytes[at..<(at + wanted.count)].elementsEqual(wanted) {
        at += wanted.count
        return true
      }
      at += 1
    }
    return false
  }
}
