/// A word of a sentence and where it stands.
struct WordRange {
  let text: String
  let range: Range<Int>

  /// The words of a text: runs of letters and digits, joined by hyphens between them.
  static func all(_ text: [Character]) -> [WordRange] {
    var words: [WordRange] = []
    var start: Int?
    func isPart(_ place: Int) -> Bool {
      let next = text[place]
      if next.isLetter || next.isNumber || next == "²" || next == "_" { return true }
      guard next == "-", place > 0, place + 1 < text.count else { return false }
      return text[place - 1].isLetter && text[place + 1].isLetter
    }
    for place in 0...text.count {
      if place < text.count, isPart(place) {
        if start == nil { start = place }
      } else if let first = start {
        words.append(WordRange(text: String(text[first..<place]), range: first..<place))
        start = nil
      }
    }
    return words
  }

  /// The word without the endings that inflection adds, in lower case.
  var stem: String { Self.stem(text) }

  static func stem(_ word: String) -> String {
    var stem = word.lowercased()
    // Twice, so that a plural loses what its singular loses.
    for _ in 0..<2 {
      let ending = ["en", "er", "es", "em", "e", "n", "s"].first {
        stem.count > $0.count + 3 && stem.hasSuffix($0)
      }
      guard let ending else { break }
      stem.removeLast(ending.count)
    }
    return stem
  }
}
