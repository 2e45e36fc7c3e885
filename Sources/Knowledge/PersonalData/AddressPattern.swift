/// A street with the number of a house.
enum AddressPattern {
  /// `Lindenstraße 12a`, `Lange Str. 5`; streets of other names only with a postal code behind.
  static func german(_ text: ScanText, at start: Int) -> Range<Int>? {
    guard text.isCapital(start) else { return nil }
    var (end, word) = self.word(text, start)
    // "Am Marktplatz", "Lange Straße", "Berliner Str."
    if text[end] == 32, text.isCapital(end + 1) {
      let next = self.word(text, end + 1)
      let isJoined =
        ["am", "im", "zum", "zur"].contains(word)
        || ["strasse", "stra~e", "str"].contains(next.word)
      if isJoined { (end, word) = next }
    }
    let isStreet = ["strasse", "stra~e"].contains { word.hasSuffix($0) }
    let isShort = word.hasSuffix("str") && text[end] == UInt8(ascii: ".")
    let isOther = others.contains { word.hasSuffix($0) && word.count >= $0.count + 3 }
    guard isStreet || isShort || isOther else { return nil }
    if isShort { end += 1 }
    guard text[end] == 32 else { return nil }
    let number = end + 1
    var index = text.endOfDigits(number)
    guard (1...3).contains(index - number), text[number] != 48 else { return nil }
    if text.isLetter(index) || text[index] == 32 && text.isLetter(index + 1) {
      let letter = text.isLetter(index) ? index : index + 1
      if !text.isWord(letter + 1) { index = letter + 1 } else if letter == index { return nil }
    }
    guard !NumberContext.isAmount(text, number..<index), text[index] != UInt8(ascii: ":"),
      !((text[index] == 44 || text[index] == 46) && text.isDigit(index + 1))
    else { return nil }
    let place = postalCode(text, index)
    guard place != nil || isStreet || isShort else { return nil }
    return start..<(place ?? index)
  }

  /// The word that begins at a place, in lower case, and where it ends.
  private static func word(_ text: ScanText, _ start: Int) -> (end: Int, word: String) {
    var end = start
    while text.isLetter(end) || text[end] == UInt8(ascii: "-") && text.isLetter(end + 1) {
      end += 1
    }
    let bytes = text.bytes[start..<end].map { $0 >= 0x80 ? 0x7E : $0 | 0x20 }
    return (end, String(decoding: bytes, as: UTF8.self))
  }

  private static let others = [
    "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "steig", "chaussee",
  ]

  /// The end of `, 10115 Berlin`, if that follows.
  private static func postalCode(_ text: ScanText, _ start: Int) -> Int? {
    var index = start
    while text[index] == UInt8(ascii: ",") || text[index] == 32 || text[index] == 10,
      index - start < 3
    { index += 1 }
    if text[index] == UInt8(ascii: "D"), text[index + 1] == 45 { index += 2 }
    let end = text.endOfDigits(index)
    guard (4...5).contains(end - index), index > start, text[end] == 32, text.isCapital(end + 1)
    else { return nil }
    var last = end + 1
    while text.isLetter(last) { last += 1 }
    return last
  }

  /// `221B Baker Street`, `1600 Pennsylvania Avenue`.
  static func english(_ text: ScanText, at start: Int) -> Range<Int>? {
    guard text.isDigit(start), text[start] != 48, !GroupedDigits.continuesNumber(text, start) else {
      return nil
    }
    var index = text.endOfDigits(start)
    guard index - start <= 5 else { return nil }
    if text.isLetter(index), !text.isWord(index + 1) { index += 1 }
    for count in 0..<5 {
      guard text[index] == 32, text.isCapital(index + 1) else { return nil }
      let first = index + 1
      index = first
      while text.isLetter(index) { index += 1 }
      let word = text.words(first..<index).first ?? ""
      if count > 0, streets.contains(word) {
        // "5 Wall Street Campaign" is a name.
        return text[index] == 32 && text.isCapital(index + 1) ? nil : start..<index
      }
    }
    return nil
  }

  private static let streets: Set<String> = [
    "street", "st", "avenue", "ave", "road", "rd", "lane", "ln", "boulevard", "blvd", "drive", "dr",
    "court", "ct", "terrace", "crescent",
  ]
}
