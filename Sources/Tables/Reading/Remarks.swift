/// Recognises the lines that exports add around their data.
enum Remarks {
  /// Whether the first filled cell of a row marks a row of totals: `Total`, `Total: Account`,
  /// `Gesamt`, `Summe`.
  static func isTotal(_ cell: ByteSlice) -> Bool {
    guard let first = cell.first else { return false }
    switch first | 0x20 {
    case UInt8(ascii: "t"), UInt8(ascii: "g"), UInt8(ascii: "s"), UInt8(ascii: "i"): break
    default: return false
    }
    guard cell.count <= 200 else { return false }
    let text = cell.string.lowercased()
    let word = text.hasSuffix(":") ? String(text.dropLast()) : text
    if totals.contains(word) { return true }
    return ["total: ", "total:", "total - ", "gesamt: ", "gesamt - ", "summe: ", "summe - "]
      .contains { text.hasPrefix($0) }
  }

  /// Whether a line that does not fit the table is a closing remark.
  static func isClosing(_ text: String) -> Bool {
    let lower = text.lowercased()
    return closings.contains { lower.hasPrefix($0) }
  }

  /// Whether a cell is the beginning of a copyright line, whatever delimiters stand in it.
  static func isCopyright(_ cell: ByteSlice) -> Bool {
    // Asked of every row that starts with a letter; most leave here.
    switch cell.first {
    case 0xC2, UInt8(ascii: "("), UInt8(ascii: "c"), UInt8(ascii: "C"): break
    default: return false
    }
    guard cell.starts(with: "©".utf8) || cell.starts(with: "(c) ".utf8) else {
      let isNamed = cell.count >= 12 && cell.part(0, 10).equalsIgnoringCase("copyright ")
      return isNamed && (cell[10] == 0xC2 || cell[10] == UInt8(ascii: "("))
    }
    return true
  }

  /// The row count that a line such as `Rows: 1,204` announces.
  static func announcedRows(_ text: String) -> Int? {
    let lower = text.lowercased()
    guard let prefix = ["rows:", "zeilen:"].first(where: { lower.hasPrefix($0) }) else {
      return nil
    }
    let rest = lower.dropFirst(prefix.count)
    guard rest.utf8.allSatisfy({ isDigit($0) || " .,".utf8.contains($0) }) else { return nil }
    return decimal(rest.utf8.filter(isDigit))
  }

  private static let totals: Set<String> = [
    "total", "totals", "grand total", "gesamt", "summe", "gesamtsumme", "gesamtergebnis",
    "insgesamt", "total général", "totale",
  ]

  private static let closings = [
    "©", "(c)", "copyright", "rows:", "zeilen:", "note:", "notes:", "hinweis", "source:",
    "quelle:", "report ", "end of report", "ende des berichts", "generated", "erstellt",
    "data as of", "stand:", "* ",
  ]
}
