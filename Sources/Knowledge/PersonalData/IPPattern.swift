/// Addresses of machines on the Internet; those that mean the machine itself are nobody's.
enum IPPattern {
  static func four(_ text: ScanText, at start: Int) -> Range<Int>? {
    guard text.isDigit(start), !GroupedDigits.continuesNumber(text, start) else { return nil }
    var index = start
    var parts: [Int] = []
    var lengths: [Int] = []
    while parts.count < 4 {
      let end = text.endOfDigits(index)
      guard (1...3).contains(end - index), end - index == 1 || text[index] != 48 else { return nil }
      parts.append(text.digits(index..<end).reduce(0) { $0 * 10 + $1 })
      lengths.append(end - index)
      index = end
      if parts.count < 4 {
        guard text[index] == UInt8(ascii: ".") else { return nil }
        index += 1
      }
    }
    let isOpen =
      text.isWord(index) || text[index] == UInt8(ascii: ".") && text.isDigit(index + 1)
    guard !isOpen, parts.allSatisfy({ $0 <= 255 }), parts[0] != 127, parts[0] != 0 else {
      return nil
    }
    let range = start..<index
    let before = text.words(before: start, within: 12).last ?? ""
    guard before != "version" && before != "v" && before != "release",
      !NumberContext.isAmount(text, range)
    else { return nil }
    // 1.234.167.190 is more likely a thousand million.
    let isAmount = GroupedDigits.isThousands(lengths) && lengths[0] < 3
    let isNamed = NumberContext.isNamed(text, before: start, by: NumberContext.address, within: 24)
    return isAmount && !isNamed ? nil : range
  }

  static func six(_ text: ScanText, at start: Int) -> Range<Int>? {
    var index = start
    var groups = 0
    var gaps = 0
    var hasLetter = false
    while true {
      let end = endOfHexadecimal(text, index)
      guard end - index <= 4 else { return nil }
      if end > index { groups += 1 }
      hasLetter = hasLetter || (index..<end).contains { text.isLetter($0) }
      index = end
      guard text[index] == UInt8(ascii: ":") else { break }
      if text[index + 1] == UInt8(ascii: ":") {
        gaps += 1
        index += 2
      } else {
        guard endOfHexadecimal(text, index + 1) > index + 1 else { break }
        index += 1
      }
    }
    guard !text.isWord(index), gaps <= 1, gaps == 0 ? groups == 8 : (3...7).contains(groups),
      gaps == 0 || hasLetter
    else { return nil }
    return start..<index
  }

  private static func endOfHexadecimal(_ text: ScanText, _ start: Int) -> Int {
    var end = start
    while text.isDigit(end) || (97...102).contains(text[end] | 0x20) { end += 1 }
    return end
  }
}
