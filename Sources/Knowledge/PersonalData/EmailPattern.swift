/// E-mail addresses.
enum EmailPattern {
  /// The address around the sign @ at a place.
  static func match(_ text: ScanText, at sign: Int) -> Range<Int>? {
    var start = sign
    while start > 0, sign - start < 64, isLocal(text, start - 1) { start -= 1 }
    while start < sign, text[start] == UInt8(ascii: ".") { start += 1 }
    guard start < sign, text[sign - 1] != UInt8(ascii: ".") else { return nil }
    var end = sign + 1
    var dot: Int?
    while end - sign < 254, isDomain(text, end) {
      if text[end] == UInt8(ascii: ".") {
        guard text.isWord(end - 1), text.isWord(end + 1) else { break }
        dot = end
      }
      end += 1
    }
    while end > sign, text[end - 1] == UInt8(ascii: "-") { end -= 1 }
    guard let dot, end - dot > 2,
      (dot + 1..<end).allSatisfy({ text.isLetter($0) || text[$0] == 45 }),
      !text.words(dot..<end).contains(where: pictures.contains)
    else { return nil }
    return start..<end
  }

  private static func isLocal(_ text: ScanText, _ index: Int) -> Bool {
    text.isWord(index) || "._%+-'".utf8.contains(text[index])
  }

  private static func isDomain(_ text: ScanText, _ index: Int) -> Bool {
    text.isWord(index) || text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: "-")
  }

  /// As in logo@2x.png.
  private static let pictures: Set<String> = ["png", "jpg", "jpeg", "gif", "svg", "webp"]
}
