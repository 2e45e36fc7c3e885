import Findings
import Foundation

/// Words in a row, as rules and glossaries name them: in any case, whatever stands between the words.
///
/// `*` within a word stands for any letters, so that `guarante*` finds every form; alone it stands for
/// any one word. There are no other signs with a meaning, so no pattern takes long to look for.
public struct PhrasePattern: Sendable, Hashable {
  /// The words as they were written.
  public let text: String
  let words: [String]

  /// Takes words; nil if there are none but `*`.
  public init?(_ text: String) {
    let words = PhraseWord.all(Array(PlainText.clean(text)), keepsStars: true).map(\.text)
    guard words.contains(where: { word in word.contains { $0 != "*" } }) else { return nil }
    self.text = text
    self.words = words
  }

  /// Where the words stand: ranges of words.
  func places(in text: [PhraseWord]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var start = 0
    while start + words.count <= text.count {
      let fits = zip(words, text[start...]).allSatisfy { pattern, word in
        Self.fits(Array(pattern), Array(word.text))
      }
      if fits { places.append(start..<start + words.count) }
      start += fits ? words.count : 1
    }
    return places
  }

  /// Whether a word fits one with stars: the last star tried takes a letter more whenever what follows
  /// it does not fit.
  private static func fits(_ pattern: [Character], _ word: [Character]) -> Bool {
    var (place, letter) = (0, 0)
    var star: (place: Int, letter: Int)?
    while letter < word.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, letter)
        place += 1
      } else if place < pattern.count, pattern[place] == word[letter] {
        place += 1
        letter += 1
      } else if let last = star {
        star = (last.place, last.letter + 1)
        place = last.place + 1
        letter = last.letter + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}

/// A word of a text in small letters, without invisible signs, and where it stands.
struct PhraseWord {
  let text: String
  let range: Range<Int>

  /// The words of a text: runs of letters and digits, and percent signs.
  static func all(_ text: [Character], keepsStars: Bool = false) -> [PhraseWord] {
    var words: [PhraseWord] = []
    var start: Int?
    var end = 0
    func close() {
      if let first = start {
        words.append(PhraseWord(text: plain(text[first..<end]), range: first..<end))
      }
      start = nil
    }
    for (place, character) in text.enumerated() {
      if isInvisible(character) { continue }
      let isPart = character.isLetter || character.isNumber || (keepsStars && character == "*")
      if isPart {
        if start == nil { start = place }
        end = place + 1
      } else {
        close()
        if character == "%" { words.append(PhraseWord(text: "%", range: place..<place + 1)) }
      }
    }
    close()
    return words
  }

  /// Signs that are not seen, with which a word could be hidden.
  private static func isInvisible(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
  }

  private static func plain(_ text: ArraySlice<Character>) -> String {
    let scalars = text.flatMap(\.unicodeScalars).filter {
      $0.properties.generalCategory != .format
    }
    return String(String.UnicodeScalarView(scalars)).precomposedStringWithCompatibilityMapping
      .lowercased()
  }
}
