import Findings

/// Finds the numbers that a sentence mentions, in digits and spelled out.
struct NumberReader {
  private let language: Language
  private let text: [Character]
  private var place = 0
  private var found: [NumberMention] = []

  /// Reads a sentence.
  ///
  /// - Parameter masked: characters that belong to names, such as the 1 of `markov-1`.
  static func mentions(
    _ text: [Character], _ language: Language, masked: [Bool]
  ) -> [NumberMention] {
    var reader = NumberReader(language: language, text: text)
    reader.read(masked)
    return reader.found + SpelledNumber.mentions(text, language, masked: masked)
  }

  private init(language: Language, text: [Character]) {
    self.language = language
    self.text = text
  }

  private mutating func read(_ masked: [Bool]) {
    while place < text.count {
      if text[place].isNumber && !masked[place] {
        if !readDate() { readNumber() }
      } else {
        place += 1
      }
    }
  }

  private func character(_ at: Int) -> Character? { text.indices.contains(at) ? text[at] : nil }

  /// A day written as `2025-01-31`.
  private mutating func readDate() -> Bool {
    let pattern = "0000-00-00"
    guard place + pattern.count <= text.count, character(place + 10)?.isNumber != true else {
      return false
    }
    for (offset, kind) in pattern.enumerated() {
      let next = text[place + offset]
      guard kind == "0" ? next.isASCII && next.isNumber : next == "-" else { return false }
    }
    let range = place..<place + pattern.count
    found.append(
      NumberMention(
        value: 0, halfDigit: 0, form: .date(String(text[range])), range: range,
        text: String(text[range])))
    place = range.upperBound
    return true
  }

  private mutating func readNumber() {
    let start = place
    guard let digits = readDigits() else { return }
    var value = digits.value
    var halfDigit = digits.halfDigit
    var form = NumberMention.Form.plain
    var end = place
    let scale = readScale(&end)
    value *= scale
    halfDigit *= scale
    if let unit = readUnit(&end) {
      form = unit
      if form == .percent || form == .points {
        value /= 100
        halfDigit /= 100
      }
    }
    var first = start
    if form == .plain, let (currency, begin) = currencyBefore(start) {
      form = .money(currency)
      first = begin
    }
    if let sign = character(first - 1), sign == "−" || sign == "-" || sign == "–",
      first < 2 || !(text[first - 2].isLetter || text[first - 2].isNumber)
    {
      value = -value
      first -= 1
    }
    if form == .plain, scale == 1, digits.isYear, first == start {
      form = .date(String(text[start..<place]))
    }
    found.append(
      NumberMention(
        value: value, halfDigit: halfDigit, form: form, range: first..<end,
        text: String(text[first..<end])))
    place = max(end, place)
  }

  /// Digits with the language's marks for groups and decimals.
  private mutating func readDigits() -> (value: Double, halfDigit: Double, isYear: Bool)? {
    let (groupMark, decimalMark): (Character, Character) = language == .de ? (".", ",") : (",", ".")
    let start = place
    var whole = ""
    while let next = character(place) {
      if next.isASCII && next.isNumber {
        whole.append(next)
      } else if next == groupMark && isGroup(place) {
        // A mark between groups of three.
      } else {
        break
      }
      place += 1
    }
    guard !whole.isEmpty else {
      place += 1
      return nil
    }
    let isGrouped = place - start > whole.count
    var decimals = ""
    if character(place) == decimalMark, character(place + 1)?.isNumber == true {
      place += 1
      while let next = character(place), next.isASCII, next.isNumber {
        decimals.append(next)
        place += 1
      }
    }
    guard var value = Double(decimals.isEmpty ? whole : "\(whole).\(decimals)") else { return nil }
    var halfDigit = 0.5
    for _ in decimals { halfDigit /= 10 }
    if let power = readPower() {
      value *= power
      halfDigit *= power
    }
    let isYear =
      decimals.isEmpty && !isGrouped && whole.count == 4 && (1900...2100).contains(Int(whole) ?? 0)
    return (value, halfDigit, isYear)
  }

  /// Whether three digits, and no fourth, follow a mark.
  private func isGroup(_ mark: Int) -> Bool {
    guard mark > 0, text[mark - 1].isNumber else { return false }
    for offset in 1...3 where character(mark + offset)?.isNumber != true { return false }
    return character(mark + 4)?.isNumber != true
  }

  /// `·10^6`.
  private mutating func readPower() -> Double? {
    guard String(text[place..<min(place + 4, text.count)]) == "·10^" else { return nil }
    var end = place + 4
    var digits = ""
    while let next = character(end), next.isASCII, next.isNumber || next == "-" {
      digits.append(next)
      end += 1
    }
    guard let exponent = Int(digits), abs(exponent) < 300 else { return nil }
    place = end
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }

  private static let scales: [(word: String, factor: Double)] = [
    ("millionen", 1e6), ("million", 1e6), ("milliarden", 1e9), ("milliarde", 1e9),
    ("billion", 1e9), ("thousand", 1e3), ("tausend", 1e3), ("Mio.", 1e6), ("Mrd.", 1e9),
    ("Tsd.", 1e3), ("K", 1e3), ("M", 1e6), ("B", 1e9),
  ]

  private func readScale(_ end: inout Int) -> Double {
    for (word, factor) in Self.scales {
      if let after = word.count == 1 ? match(word, at: end, isExact: true) : matchWord(word, end) {
        end = after
        return factor
      }
    }
    return 1
  }

  private func readUnit(_ end: inout Int) -> NumberMention.Form? {
    for word in ["percentage points", "percentage point", "Prozentpunkte", "Prozentpunkt", "pp"] {
      if let after = matchWord(word, end) {
        end = after
        return .points
      }
    }
    for word in ["%", "percent", "per cent", "Prozent"] {
      if let after = word == "%" ? match(word, at: skip(end), isExact: false) : matchWord(word, end)
      {
        end = after
        return .percent
      }
    }
    // `90-%-Intervall`
    if character(end) == "-", character(end + 1) == "%" {
      end += 2
      return .percent
    }
    for (sign, code) in Self.currencies {
      if let after = sign.first?.isLetter == true
        ? matchWord(sign, end) : match(sign, at: skip(end), isExact: false)
      {
        end = after
        return .money(code)
      }
    }
    return nil
  }

  private static let currencies: [(sign: String, code: String)] = [
    ("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW"),
    ("EUR", "EUR"), ("USD", "USD"), ("GBP", "GBP"), ("JPY", "JPY"), ("INR", "INR"), ("KRW", "KRW"),
    ("CHF", "CHF"), ("Euro", "EUR"), ("euros", "EUR"), ("SEK", "SEK"), ("NOK", "NOK"),
    ("DKK", "DKK"), ("PLN", "PLN"), ("CZK", "CZK"), ("CAD", "CAD"), ("AUD", "AUD"), ("NZD", "NZD"),
  ]

  /// A currency before a number, as in `€12` or `CHF 900`.
  private func currencyBefore(_ start: Int) -> (String, Int)? {
    var last = start - 1
    if let space = character(last), space == " " || space == "\u{A0}" { last -= 1 }
    for (sign, code) in Self.currencies where sign.count <= last + 1 {
      let begin = last + 1 - sign.count
      guard String(text[begin...last]) == sign else { continue }
      let isWhole = sign.first?.isLetter != true || character(begin - 1)?.isLetter != true
      if isWhole && (sign.first?.isLetter == true || last == start - 1) { return (code, begin) }
    }
    return nil
  }

  private func skip(_ at: Int) -> Int {
    character(at) == " " || character(at) == "\u{A0}" || character(at) == "\u{202F}" ? at + 1 : at
  }

  /// Where a suffix ends that stands directly here and is no part of a longer word.
  private func match(_ word: String, at start: Int, isExact: Bool) -> Int? {
    let end = start + word.count
    guard end <= text.count, String(text[start..<end]) == word else { return nil }
    return isExact && character(end)?.isLetter == true ? nil : end
  }

  /// Where a word ends that stands here after an optional space.
  private func matchWord(_ word: String, _ at: Int) -> Int? {
    let start = skip(at)
    let end = start + word.count
    guard start > at || word.first?.isUppercase == true, end <= text.count,
      String(text[start..<end]).lowercased() == word.lowercased(),
      character(end)?.isLetter != true
    else { return nil }
    return end
  }
}
