/// International bank account numbers, of the length that their country has.
enum IBANPattern {
  static func match(_ text: ScanText, at start: Int) -> Range<Int>? {
    guard text.isDigit(start + 2), text.isDigit(start + 3) else { return nil }
    let country = [text[start] & 0xDF, text[start + 1] & 0xDF]
    guard let length = lengths[String(decoding: country, as: UTF8.self)] else { return nil }
    var code: [UInt8] = []
    var index = start
    while code.count < length {
      if text.isDigit(index) {
        code.append(text[index])
      } else if text.isLetter(index), text[index] < 0x80 {
        code.append(text[index] & 0xDF)
      } else if text[index] != 32 || text[index - 1] == 32 {
        return nil
      }
      index += 1
    }
    return !text.isWord(index) && CheckDigits.iban(code) ? start..<index : nil
  }

  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24,
    "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24,
    "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
  ]
}

/// Card numbers: the issuer's beginning and length, Luhn's sum, in one run or in the groups of a card.
enum CardPattern {
  static func match(_ text: ScanText, at start: Int) -> Range<Int>? {
    guard text.isDigit(start), !GroupedDigits.continuesNumber(text, start) else { return nil }
    let end = text.endOfDigits(start)
    if end - start >= 14 {
      let digits = text.digits(start..<end)
      guard isIssued(digits), CheckDigits.luhn(digits), !text.isWord(end) else { return nil }
      if NumberContext.isNamed(text, before: start, by: NumberContext.card) { return start..<end }
      return NumberContext.isIdentifier(text, before: start)
        || NumberContext.isAmount(text, start..<end) ? nil : start..<end
    }
    guard end - start == 4 else { return nil }
    for groups in [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3]] {
      guard let range = GroupedDigits.match(text, at: start, groups: groups, separators: " -")
      else {
        continue
      }
      let digits = text.digits(range)
      if isIssued(digits), CheckDigits.luhn(digits) { return range }
    }
    return nil
  }

  /// Whether an issuer gives out numbers of this beginning and length.
  private static func isIssued(_ digits: [Int]) -> Bool {
    let four = digits[..<4].reduce(0) { $0 * 10 + $1 }
    let two = four / 100
    switch digits.count {
    case 14: return (300...305).contains(four / 10) || two == 36 || two == 38
    case 15: return two == 34 || two == 37
    case 16:
      return four / 1000 == 4 || (51...55).contains(two) || (2221...2720).contains(four)
        || four == 6011 || two == 65 || (644...649).contains(four / 10)
        || (3528...3589).contains(four) || two == 62
    case 19: return four / 1000 == 4 || two == 62
    default: return false
    }
  }
}

/// Digits in groups of known lengths.
enum GroupedDigits {
  /// The range of groups parted by one separator each, the same throughout, if nothing follows.
  static func match(
    _ text: ScanText, at start: Int, groups: [Int], separators: String
  ) -> Range<Int>? {
    var index = start
    var separator: UInt8?
    for (number, length) in groups.enumerated() {
      if number > 0 {
        guard separators.utf8.contains(text[index]), separator ?? text[index] == text[index] else {
          return nil
        }
        separator = text[index]
        index += 1
      }
      guard text.endOfDigits(index) - index == length else { return nil }
      index += length
    }
    let isOpen =
      text.isWord(index)
      || (separator.map { $0 == text[index] } ?? false) && text.isDigit(index + 1)
    return isOpen ? nil : start..<index
  }

  /// Whether a number that begins here is the rest of another, or part of an address of the web.
  static func continuesNumber(_ text: ScanText, _ start: Int) -> Bool {
    let before = text[start - 1]
    if before == UInt8(ascii: "_") || before == UInt8(ascii: "/") || before == UInt8(ascii: "#") {
      return true
    }
    let isMark = ".,-:'".utf8.contains(before)
    return isMark && text.isWord(start - 2) && before != UInt8(ascii: ":")
      || before == UInt8(ascii: ":") && text.isDigit(start - 2)
  }

  /// Whether digits stand in groups of thousands, as amounts do.
  static func isThousands(_ lengths: [Int]) -> Bool {
    lengths.count > 1 && lengths[0] <= 3 && lengths.dropFirst().allSatisfy { $0 == 3 }
  }
}
