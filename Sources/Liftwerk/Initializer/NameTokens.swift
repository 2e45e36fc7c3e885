/// A column's name taken apart into words: `TV-Kosten (EUR)` is `tv`, `kosten`.
struct NameTokens: Sendable, Equatable {
  /// The words, in lower case.
  let words: [String]
  /// The one capital letter that ends names in Robyn's convention (`tv_S`), if there is one.
  let suffix: Character?

  init(_ name: String) {
    let plain = Self.withoutUnit(name)
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in plain {
      let isWordCharacter = character.isLetter || character.isNumber
      // A capital after a small letter starts a word: tvSpend.
      if !isWordCharacter || (character.isUppercase && wasLower), !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
      if isWordCharacter { word.append(character) }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    self.words = words
    let parts = plain.split(separator: "_")
    let last = parts.count > 1 ? parts.last : nil
    suffix = last.flatMap { $0.count == 1 ? $0.first : nil }.flatMap { $0.isUppercase ? $0 : nil }
  }

  /// The name without what stands in brackets: units.
  private static func withoutUnit(_ name: String) -> String {
    name.replacing(/[(\[][^)\]]*[)\]]/, with: "")
  }

  /// Whether some word is in a vocabulary, or ends as its German compounds end.
  func names(_ vocabulary: Vocabulary) -> Bool { words.contains { vocabulary.contains($0) } }

  /// Whether the name says that the column moves the outcome and is not media: by a word, or as a
  /// baseline variable of Robyn's convention (`competitor_sales_B`).
  var isControl: Bool { names(.control) || suffix == "B" }

  /// Whether the name says that the column is a measure of one's own that is not media: a price, a
  /// promotion, `non_media_0`.
  var isTreatment: Bool {
    if words.starts(with: ["non", "media"]) || words.first == "nonmedia" { return true }
    return names(.treatment) && !names(.foreign) && suffix != "B"
  }

  /// The words that are left without those of some vocabularies, compounds cut back to what stands
  /// before their ending: `radiokosten` leaves `radio`.
  func stem(without vocabularies: [Vocabulary]) -> [String] {
    words.compactMap { word in
      if vocabularies.contains(where: { $0.words.contains(word) }) { return nil }
      for vocabulary in vocabularies {
        if let ending = vocabulary.endings.first(where: { word.hasSuffix($0) }) {
          let front = String(word.dropLast(ending.count))
          return Vocabulary.fillers.words.contains(front) || front.isEmpty ? nil : front
        }
      }
      return word
    }
  }
}
