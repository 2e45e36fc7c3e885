/// The part of TOML that driver manifests use: comments, tables, and keys with a text, a whole
/// number, a truth value or a list of these.
///
/// Everything else is refused, and so is a key given twice.
struct ManifestText {
  /// Texts by dotted key; other values are read over.
  private(set) var texts: [String: String] = [:]
  /// Whole numbers by dotted key.
  private(set) var integers: [String: Int] = [:]

  /// Why a text is no manifest.
  struct Refusal: Error, Equatable {
    /// The line, from 1.
    let line: Int
    let what: String
  }

  private enum Value {
    case text(String)
    case integer(Int)
    case other
  }

  private var rest: Substring
  private var line = 1
  private var table = ""
  private var keys: Set<String> = []

  /// Reads a manifest.
  init(_ text: String) throws(Refusal) {
    // One character for every kind of line end keeps the count of lines.
    rest = Substring(text.replacing("\r\n", with: "\n"))
    while skipToStatement() {
      if rest.first == "[" { try readTable() } else { try readPair() }
      skipSpace()
      guard rest.first == nil || rest.first == "\n" || rest.first == "#" else {
        throw refusal("text behind a value")
      }
    }
  }

  private func refusal(_ what: String) -> Refusal { Refusal(line: line, what: what) }

  private mutating func readTable() throws(Refusal) {
    rest.removeFirst()
    guard rest.first != "[" else { throw refusal("a list of tables") }
    table = try key() + "."
    guard rest.popFirst() == "]" else { throw refusal("a table's name without its end") }
    guard keys.insert(table).inserted else { throw refusal("a table that is there already") }
  }

  private mutating func readPair() throws(Refusal) {
    let key = try table + key()
    guard rest.popFirst() == "=" else { throw refusal("a key without value") }
    guard keys.insert(key).inserted else { throw refusal("a key that is there already") }
    skipSpace()
    switch try value() {
    case .text(let text): texts[key] = text
    case .integer(let number): integers[key] = number
    case .other: break
    }
  }

  /// A dotted key of bare or quoted parts, and the space behind it.
  private mutating func key() throws(Refusal) -> String {
    var parts: [String] = []
    repeat {
      if !parts.isEmpty { rest.removeFirst() }
      skipSpace()
      if rest.first == "\"" || rest.first == "'" {
        parts.append(try quoted())
      } else {
        let part = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) || "-_".contains($0) }
        guard !part.isEmpty else { throw refusal("no key") }
        parts.append(String(part))
        rest = rest[part.endIndex...]
      }
      skipSpace()
    } while rest.first == "."
    return parts.joined(separator: ".")
  }

  private mutating func value() throws(Refusal) -> Value {
    switch rest.first {
    case "\"", "'": return .text(try quoted())
    case "[":
      try skipList()
      return .other
    default:
      let word = rest.prefix { !$0.isWhitespace && !",]#".contains($0) }
      rest = rest[word.endIndex...]
      if word == "true" || word == "false" { return .other }
      guard let number = Int(word.replacing("_", with: "")) else {
        throw refusal("a value that is no text, whole number, truth value or list")
      }
      return .integer(number)
    }
  }

  private mutating func skipList() throws(Refusal) {
    rest.removeFirst()
    while true {
      _ = skipToStatement()
      if rest.first == "]" { break }
      guard rest.first != "[" else { throw refusal("a list in a list") }
      _ = try value()
      _ = skipToStatement()
      guard rest.first == "," || rest.first == "]" else { throw refusal("a list without end") }
      if rest.first == "," { rest.removeFirst() }
    }
    rest.removeFirst()
  }

  private mutating func quoted() throws(Refusal) -> String {
    guard let quote = rest.popFirst() else { throw refusal("no text") }
    guard !rest.hasPrefix("\(quote)\(quote)") else { throw refusal("a text of several lines") }
    var text = ""
    while let character = rest.popFirst(), character != "\n" {
      if character == quote { return text }
      guard character == "\\", quote == "\"" else {
        text.append(character)
        continue
      }
      switch rest.popFirst() {
      case "\\": text.append("\\")
      case "\"": text.append("\"")
      case "t": text.append("\t")
      case "n": text.append("\n")
      default: throw refusal("an escape that is not read here; write the text in single quotes")
      }
    }
    throw refusal("a text without its end")
  }

  private mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" } }

  /// Skips space, comments and line ends; false at the end.
  private mutating func skipToStatement() -> Bool {
    while let character = rest.first {
      switch character {
      case " ", "\t": rest.removeFirst()
      case "\n":
        rest.removeFirst()
        line += 1
      case "#": rest = rest.drop { $0 != "\n" }
      default: return true
      }
    }
    return false
  }
}
