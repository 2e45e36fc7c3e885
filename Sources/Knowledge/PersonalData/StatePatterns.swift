/// The German tax number of persons, in a run or in its groups; only where a word tells it.
enum TaxPattern {
  static func match(_ text: ScanText, at start: Int) -> Range<Int>? {
    guard text.isDigit(start), !GroupedDigits.continuesNumber(text, start) else { return nil }
    let range =
      GroupedDigits.match(text, at: start, groups: [11], separators: " ")
      ?? GroupedDigits.match(text, at: start, groups: [2, 3, 3, 3], separators: " ")
    // One in three hundred campaign numbers of eleven digits passes the check as well.
    guard let range, CheckDigits.germanTaxNumber(text.digits(range)),
      NumberContext.isNamed(text, before: start, by: NumberContext.tax, within: 80)
    else { return nil }
    return range
  }
}

/// Numbers of social security: of Germany's pension insurance, and of the United States.
enum SocialSecurityPattern {
  static func match(_ text: ScanText, at start: Int) -> Range<Int>? {
    guard text.isDigit(start), !GroupedDigits.continuesNumber(text, start) else { return nil }
    return german(text, start) ?? american(text, start)
  }

  private static func german(_ text: ScanText, _ start: Int) -> Range<Int>? {
    var index = start
    var digits: [Int] = []
    var letter = 0
    // Eight digits, a letter, three digits; a space may stand after the area and around the letter.
    for place in 0..<12 {
      if place == 2 || place == 8 || place == 9, text[index] == 32 { index += 1 }
      if place == 8 {
        guard text.isLetter(index), text[index] < 0x80 else { return nil }
        letter = Int(text[index] & 0xDF) - 64
      } else {
        guard text.isDigit(index) else { return nil }
        digits.append(Int(text[index]) - 48)
      }
      index += 1
    }
    guard !text.isWord(index), CheckDigits.germanPensionNumber(digits, letter: letter) else {
      return nil
    }
    return start..<index
  }

  private static func american(_ text: ScanText, _ start: Int) -> Range<Int>? {
    guard
      let range = GroupedDigits.match(text, at: start, groups: [3, 2, 4], separators: "-")
    else { return nil }
    let digits = text.digits(range)
    let area = digits[..<3].reduce(0) { $0 * 10 + $1 }
    let isGiven =
      area != 0 && area != 666 && area < 900 && digits[3] + digits[4] > 0
      && digits[5...].contains { $0 > 0 }
    return isGiven && !NumberContext.isIdentifier(text, before: start) ? range : nil
  }
}

/// Numbers of passports and identity cards, where a word tells them.
enum IdentityPattern {
  static func match(_ text: ScanText, at start: Int) -> Range<Int>? {
    var end = start
    while text.isDigit(end) || (65...90).contains(text[end]) { end += 1 }
    let length = end - start
    guard (7...10).contains(length), !text.isWord(end) else { return nil }
    let code = Array(text.bytes[start..<end])
    let digits = code.count { $0 < 58 }
    guard digits >= 2, digits >= 5 || isGerman(code),
      length < 10 || CheckDigits.identityDocument(code),
      NumberContext.isNamed(text, before: start, by: NumberContext.identity),
      !NumberContext.isAmount(text, start..<end)
    else { return nil }
    return start..<end
  }

  /// The letters that German documents use, the first one from the list of their kinds.
  private static func isGerman(_ code: [UInt8]) -> Bool {
    code.count >= 9 && "CFGHJKLMNPRTVWXY".utf8.contains(code[0])
      && code.allSatisfy { $0 < 58 || "CFGHJKLMNPRTVWXYZ".utf8.contains($0) }
  }
}
