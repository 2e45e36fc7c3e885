/// A time cell cut into numbers, words and signs.
struct TimeWords {
  enum Item: Equatable {
    case number(Int, digits: Int)
    /// In lower case.
    case word(String)
    case sign(String)

    var number: (value: Int, digits: Int)? {
      guard case .number(let value, let digits) = self else { return nil }
      return (value, digits)
    }

    var word: String? {
      guard case .word(let word) = self else { return nil }
      return word
    }

    var sign: String? {
      guard case .sign(let sign) = self else { return nil }
      return sign
    }
  }

  /// The items' kinds in a row: `n` a number, `w` a word, signs as they are.
  static func outline(_ items: [Item]) -> String {
    items.map { $0.sign ?? ($0.word == nil ? "n" : "w") }.joined()
  }

  private(set) var items: [Item] = []
  /// Whether the cell holds something no time is written with.
  private(set) var failed = false

  init(_ cell: ByteSlice) {
    var offset = 0
    while offset < cell.count {
      let start = offset
      let byte = cell[offset]
      if isDigit(byte) {
        while offset < cell.count, isDigit(cell[offset]) { offset += 1 }
        guard let value = decimal(cell[start..<offset]) else {
          failed = true
          return
        }
        items.append(.number(value, digits: offset - start))
      } else if cell.spaceLength(at: offset) > 0 {
        offset += cell.spaceLength(at: offset)
      } else if isLetter(byte) || byte >= 0x80 {
        while offset < cell.count, isLetter(cell[offset]) || cell[offset] >= 0x80 {
          if cell.spaceLength(at: offset) > 0 { break }
          offset += 1
        }
        items.append(.word(cell.part(start, offset).string.lowercased()))
      } else if "./-:,+".utf8.contains(byte) {
        offset += 1
        items.append(.sign(String(UnicodeScalar(byte))))
      } else {
        failed = true
        return
      }
    }
  }

  /// Removes a time of day and a zone behind a date, checking that they are one.
  ///
  /// A panel is kept by the day as it is written; the zone is a property of the source.
  mutating func dropClock() {
    guard let colon = items.firstIndex(of: .sign(":")), colon >= 1,
      case .number(let hour, digits: _) = items[colon - 1]
    else { return }
    var start = colon - 1
    if start > 0, items[start - 1] == .word("t") || items[start - 1] == .sign(",") { start -= 1 }
    guard start >= 3, Self.isClock(hour, items[colon...]) else {
      failed = true
      return
    }
    items.removeSubrange(start...)
  }

  /// Whether the items from the first colon on complete a clock time: minutes, seconds, fraction,
  /// half of the day, zone.
  private static func isClock(_ hour: Int, _ tail: ArraySlice<Item>) -> Bool {
    var rest = tail.dropFirst()
    guard hour <= 24, case .number(let minute, digits: 2)? = rest.popFirst(), minute <= 59 else {
      return false
    }
    if rest.first == .sign(":") {
      rest.removeFirst()
      guard case .number(let second, digits: 2)? = rest.popFirst(), second <= 60 else {
        return false
      }
    }
    if rest.first == .sign(".") || rest.first == .sign(",") {
      rest.removeFirst()
      guard case .number? = rest.popFirst() else { return false }
    }
    if rest.first == .word("am") || rest.first == .word("pm") || rest.first == .word("uhr") {
      rest.removeFirst()
    }
    switch rest.first {
    case nil: return true
    case .word("z"), .word("utc"), .word("gmt"), .word("cet"), .word("cest"):
      return rest.count == 1
    case .sign("+"), .sign("-"):
      return rest.count <= 4
        && rest.dropFirst().allSatisfy { item in
          if case .number = item { return true }
          return item == .sign(":")
        }
    default: return false
    }
  }
}

/// Month names in English and German, full and short.
enum MonthNames {
  /// The month's number, of a name in lower case.
  static func number(of name: String) -> Int? { numbers[name] }

  private static let numbers: [String: Int] = [
    "january": 1, "januar": 1, "jänner": 1, "jan": 1, "jän": 1,
    "february": 2, "februar": 2, "feber": 2, "feb": 2,
    "march": 3, "märz": 3, "mar": 3, "mär": 3, "mrz": 3, "maerz": 3,
    "april": 4, "apr": 4, "may": 5, "mai": 5,
    "june": 6, "juni": 6, "jun": 6, "july": 7, "juli": 7, "jul": 7,
    "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9,
    "october": 10, "oktober": 10, "oct": 10, "okt": 10,
    "november": 11, "nov": 11, "december": 12, "dezember": 12, "dec": 12, "dez": 12,
  ]
}
