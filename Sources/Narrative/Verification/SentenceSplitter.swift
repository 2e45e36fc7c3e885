/// Cuts a paragraph into sentences.
enum SentenceSplitter {
  private static let abbreviations: Set<String> = [
    "mio", "mrd", "tsd", "ca", "bzw", "z", "b", "d", "h", "u", "a", "e", "g", "i", "vs", "approx",
    "no", "nr", "st", "inkl", "exkl", "vgl", "usw", "etc",
  ]

  /// The sentences, without the spaces between them.
  static func sentences(_ paragraph: String) -> [String] {
    let text = Array(paragraph)
    var sentences: [String] = []
    var start = 0
    for place in text.indices where isEnd(text, place) {
      append(text[start...place], to: &sentences)
      start = place + 1
    }
    if start < text.count { append(text[start...], to: &sentences) }
    return sentences
  }

  private static func append(_ part: ArraySlice<Character>, to sentences: inout [String]) {
    let trimmed = String(part).trimmed
    if !trimmed.isEmpty { sentences.append(trimmed) }
  }

  /// Whether a mark ends a sentence: a space and no small letter follow, and it closes no
  /// abbreviation.
  private static func isEnd(_ text: [Character], _ place: Int) -> Bool {
    guard text[place] == "." || text[place] == "!" || text[place] == "?" else { return false }
    guard place + 1 < text.count else { return true }
    guard text[place + 1].isWhitespace else { return false }
    guard let next = text[(place + 1)...].first(where: { !$0.isWhitespace }), !next.isLowercase
    else { return false }
    guard text[place] == "." else { return true }
    let word = text[..<place].reversed().prefix { $0.isLetter }.reversed()
    return !abbreviations.contains(String(word).lowercased())
  }
}

extension String {
  /// The text without white space at its ends, and runs of it as one space.
  var trimmed: String {
    split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }.joined(separator: " ")
  }
}
