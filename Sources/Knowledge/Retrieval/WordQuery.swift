/// A question as an expression of FTS5: its words, each quoted, any of which may occur.
///
/// What the user writes is never syntax: of the text only letters and digits remain.
enum WordQuery {
  /// The expression of words that `words` has found.
  static func quoted(_ words: [String]) -> String {
    words.map { "\"\($0)\"" }.joined(separator: " OR ")
  }

  private static let mostWords = 64

  /// The words in lower case, each once; those that say nothing only if there are no others.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.prefix(20_000).lowercased().unicodeScalars + [" "] {
      let isWord =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
      if isWord {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = .init()
      }
    }
    var seen: Set<String> = []
    let unique = words.filter { $0.utf8.count <= 100 && seen.insert($0).inserted }
    let telling = unique.filter { !common.contains($0) }
    return Array((telling.isEmpty ? unique : telling).prefix(mostWords))
  }

  /// Words of English and German that nearly every text has.
  private static let common: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "did", "do", "does",
    "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "may",
    "must", "no", "not", "of", "on", "or", "our", "shall", "should", "so", "such", "than", "that",
    "the", "their", "then", "there", "these", "they", "this", "to", "was", "we", "were", "what",
    "when", "where", "which", "who", "why", "will", "with", "would", "you", "your",
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bin", "bis", "das", "dass", "dem",
    "den", "der", "des", "die", "dies", "diese", "dieser", "dieses", "du", "durch", "ein", "eine",
    "einem", "einen", "einer", "eines", "er", "es", "für", "hat", "haben", "ich", "ihr", "im",
    "ist", "kann", "man", "mit", "nach", "nicht", "noch", "nur", "oder", "sich", "sie", "sind",
    "so", "um", "und", "uns", "unser", "unsere", "vom", "von", "vor", "war", "was", "welche",
    "welcher", "wenn", "wer", "werden", "wie", "wir", "wird", "wo", "zu", "zum", "zur", "über",
  ]
}
