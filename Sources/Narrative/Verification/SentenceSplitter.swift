/// Cuts a paragraph into sentences.
enum SentenceSplitter {
  private static let abbreviations: Set<String> = [
    "mio", "mrd", "tsd", "ca", "bzw", "z", "b", "d", "h", "u", "a", "e", "g", "i", "vs", "approx",
    "no", "nr", "st", "inkl", "exkl", "vgl", "usw", "etc",
  ]

  /// The sentences, without the spaces between them.
  ///
  /// - Parameter names: names from the data: a sentence may begin with one in small letters, and a mark in
  ///   one ends no sentence.
  static func sentences(_ paragraph: String, names: [String] = []) -> [String] {
    let text = Array(paragraph)
    let small = names.map(Array.init).filter { $0.first?.isLowercase == true }
    let marked = names.filter { $0.contains(where: isMark) }.map(Array.init)
    var sentences: [String] = []
    var start = 0
    for place in text.indices
    where isMark(text[place]) && isEnd(text, place, small) && !isInside(marked, text, place) {
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

  private static func isMark(_ character: Character) -> Bool {
    character == "." || character == "!" || character == "?"
  }

  /// Whether one of the names stands around a place.
  private static func isInside(_ names: [[Character]], _ text: [Character], _ place: Int) -> Bool {
    names.contains { name in
      name.indices.contains { offset in
        let start = place - offset
        return name[offset] == text[place] && start >= 0 && start + name.count <= text.count
          && text[start..<start + name.count].elementsEqual(name)
      }
    }
  }

  /// Whether a mark ends a sentence: a space and no small letter follow, unless it begins a name, and it
  /// closes no abbreviation.
  private static func isEnd(_ text: [Character], _ place: Int, _ names: [[Character]]) -> Bool {
    guard place + 1 < text.count else { return true }
    guard text[place + 1].isWhitespace else { return false }
    guard let next = text[(place + 1)...].firstIndex(where: { !$0.isWhitespace }) else {
      return false
    }
    if text[next].isLowercase, !names.contains(where: { text[next...].starts(with: $0) }) {
      return false
    }
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
