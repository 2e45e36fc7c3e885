import Findings

/// Names come from the findings alone: no word comes that is written like one.
///
/// In English that is a capital letter within a sentence. German writes every noun so: there a new noun must
/// be one that measures are called by, or a word of the brand.
enum NameCheck: RewriteCheck {
  static let name = "names"

  static func problem(_ proposal: RewriteProposal) -> String? {
    let known = Set(
      (proposal.original.parts.map(\.text) + proposal.style.words).flatMap(RewriteProposal.stems)
    ).union(Self.nouns)
    for sentence in proposal.sentences {
      for (place, word) in WordRange.all(Array(SlottedText.bare(sentence))).enumerated()
      where !known.contains(word.stem) {
        let isShouted = word.text.count > 1 && !word.text.contains(where: \.isLowercase)
        if isShouted || place > 0 && word.text.first?.isUppercase == true {
          return "a word came that is written like a name"
        }
      }
    }
    return nil
  }

  /// The words of all measures.
  private static let nouns: Set<String> = Set(
    Lexicon.measures.flatMap { $0.english.phrases + $0.german.phrases }
      .flatMap { WordRange.all(Array($0)).map(\.stem) })
}
