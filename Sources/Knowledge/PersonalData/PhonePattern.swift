/// Telephone numbers: international ones, and German, French and American ones as written at home.
enum PhonePattern {
  static func match(_ text: ScanText, at start: Int) -> Range<Int>? {
    let isOpened = text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "(")
    // The words before are looked at only where the digits have a shape that matters.
    guard isOpened ? text.isDigit(start + 1) : text.isDigit(start),
      isOpened || text[start] == 48 || text.endOfDigits(start) - start == 3,
      !GroupedDigits.continuesNumber(text, start)
    else { return nil }
    let isNamed = NumberContext.isNamed(text, before: start, by: NumberContext.phone, within: 32)
    if !isNamed && NumberContext.isIdentifier(text, before: start) { return nil }
    if text[start] == UInt8(ascii: "+") || text[start] == 48 && text[start + 1] == 48 {
      return international(text, start, isNamed)
    }
    return american(text, start, isNamed) ?? national(text, start, isNamed)
  }

  /// Groups of digits and where they end.
  private struct Groups {
    var lengths: [Int] = []
    var separators: [UInt8] = []
    var digits: [Int] = []
    var end = 0
  }

  /// Reads groups of digits parted by a space, hyphen, slash, dot or brackets, up to 15 digits.
  private static func groups(_ text: ScanText, from start: Int) -> Groups {
    var groups = Groups()
    var index = start
    while true {
      let end = text.endOfDigits(index)
      guard end > index, groups.digits.count + end - index <= 15 else { break }
      groups.lengths.append(end - index)
      groups.digits += text.digits(index..<end)
      groups.end = end
      index = end
      var separator: UInt8 = 0
      while index - end < 3, " -/.()".utf8.contains(text[index]) {
        if separator == 0 || separator == 32 { separator = text[index] }
        index += 1
      }
      guard index > end else { break }
      groups.separators.append(separator)
    }
    return groups
  }

  private static func international(
    _ text: ScanText, _ start: Int, _ isNamed: Bool
  ) -> Range<Int>? {
    let first = start + (text[start] == UInt8(ascii: "+") ? 1 : 2)
    guard text.isDigit(first), text[first] != 48 else { return nil }
    let found = groups(text, from: first)
    let range = start..<found.end
    guard found.digits.count >= (isNamed ? 8 : 9), isCountry(found),
      !found.lengths.indices.contains(where: { found.lengths[$0...].starts(with: [4, 2, 2]) }),
      !text.isWord(found.end), !NumberContext.isAmount(text, range)
    else { return nil }
    let isAmount =
      GroupedDigits.isThousands(found.lengths)
      && found.separators.prefix(found.lengths.count - 1).allSatisfy { $0 == 32 || $0 == 46 }
    return isAmount && !isNamed ? nil : range
  }

  private static func national(_ text: ScanText, _ start: Int, _ isNamed: Bool) -> Range<Int>? {
    let isBracketed = text[start] == UInt8(ascii: "(")
    let first = start + (isBracketed ? 1 : 0)
    guard text[first] == 48, text.isDigit(first + 1), text[first + 1] != 48 else { return nil }
    let found = groups(text, from: first)
    let range = start..<found.end
    guard (9...13).contains(found.digits.count), !text.isWord(found.end),
      !isDate(found.lengths), !NumberContext.isAmount(text, range)
    else { return nil }
    if found.lengths.count == 1 {
      // An article's number of twelve digits may begin so as well.
      let isMobile =
        found.digits[1] == 1 && (5...7).contains(found.digits[2]) && found.digits.count >= 11
        && !(found.digits.count == 12 && CheckDigits.article(found.digits))
      return isNamed || isMobile ? range : nil
    }
    if found.lengths == [2, 2, 2, 2, 2] { return range }
    guard (3...6).contains(found.lengths[0]),
      !found.separators.prefix(found.lengths.count - 1).contains(UInt8(ascii: ".")) || isNamed
    else { return nil }
    return range
  }

  /// With brackets, or where a word tells it: the numbers of advertising accounts look alike.
  private static func american(_ text: ScanText, _ start: Int, _ isNamed: Bool) -> Range<Int>? {
    let isBracketed = text[start] == UInt8(ascii: "(")
    guard isBracketed || isNamed else { return nil }
    let found = groups(text, from: start + (isBracketed ? 1 : 0))
    guard found.lengths == [3, 3, 4], found.digits[0] >= 2, found.digits[3] >= 2,
      !text.isWord(found.end)
    else { return nil }
    return start..<found.end
  }

  private static func isDate(_ lengths: [Int]) -> Bool {
    lengths.starts(with: [2, 2, 4]) || lengths.starts(with: [4, 2, 2])
      || zip(lengths, lengths.dropFirst()).contains { $0 == (2, 4) } && lengths[0] == 2
        && lengths.count < 4
  }

  /// Whether the number begins with the calling code of a country; one that stands alone is the code.
  private static func isCountry(_ groups: Groups) -> Bool {
    let digits = groups.digits
    func number(_ count: Int) -> Int { digits.prefix(count).reduce(0) { $0 * 10 + $1 } }
    let isOne = digits[0] == 1 || digits[0] == 7
    let isTwo = twoDigits.contains(number(2))
    let length = isOne ? 1 : isTwo ? 2 : threeDigits.contains(number(2)) ? 3 : 0
    return length > 0 && groups.lengths[0] >= length
  }

  private static let twoDigits: Set<Int> = [
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56,
    57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
  ]
  /// The first two digits of the codes of three.
  private static let threeDigits: Set<Int> = [
    21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 80, 85, 87, 88, 96, 97, 99,
  ]
}
