import Foundation

/// Cuts text into the word pieces of BERT's uncased vocabularies.
///
/// Text is cleaned, put in lower case without accents and split at spaces, punctuation and ideographs; a
/// word is cut from its beginning into the longest pieces that the vocabulary has. Devlin and others
/// 2019, arXiv:1810.04805; Wu and others 2016, arXiv:1609.08144.
public struct WordPieceTokenizer: Sendable {
  private let pieces: [String: Int32]
  private let unknown: Int32
  private let opening: Int32
  private let closing: Int32

  /// Longer words are unknown.
  private static let longestWord = 100

  /// Reads a vocabulary, one piece a line.
  ///
  /// - Throws: `LanguageModelError.badModel` if the special pieces are not in it.
  init(vocabulary: String) throws(LanguageModelError) {
    var pieces: [String: Int32] = [:]
    for (number, line) in vocabulary.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated() where !line.isEmpty
    {
      pieces[String(line)] = Int32(number)
    }
    guard let unknown = pieces["[UNK]"], let opening = pieces["[CLS]"],
      let closing = pieces["[SEP]"]
    else { throw .badModel("vocab.txt: [UNK], [CLS] or [SEP] is missing; this is no vocabulary.") }
    self.pieces = pieces
    self.unknown = unknown
    self.opening = opening
    self.closing = closing
  }

  /// How many pieces the vocabulary has.
  var count: Int { pieces.count }

  /// The pieces of a text between those that open and close it.
  ///
  /// - Parameter limit: the most pieces, opening and closing included; the rest of the text is left out.
  func tokens(_ text: String, limit: Int) -> [Int32] {
    var tokens = [opening]
    for word in Self.words(text) {
      tokens += split(word)
      if tokens.count >= limit { break }
    }
    return tokens.prefix(limit - 1) + [closing]
  }

  /// How many pieces a text has, without those that open and close it.
  func count(_ text: String) -> Int {
    Self.words(text).reduce(0) { $0 + split($1).count }
  }

  private func split(_ word: String) -> [Int32] {
    let scalars = Array(word.unicodeScalars)
    guard scalars.count <= Self.longestWord else { return [unknown] }
    var found: [Int32] = []
    var start = 0
    while start < scalars.count {
      var end = scalars.count
      var piece: Int32?
      while end > start {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<end])
        piece = pieces[(start > 0 ? "##" : "") + String(text)]
        if piece != nil { break }
        end -= 1
      }
      guard let piece else { return [unknown] }
      found.append(piece)
      start = end
    }
    return found
  }

  /// Words and punctuation marks, in lower case and without accents.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func close() {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch kind(scalar) {
      case .dropped: continue
      case .space: close()
      case .single:
        close()
        words.append(String(scalar))
      case .letter: word.append(scalar)
      }
    }
    close()
    return words
  }

  private enum Kind { case dropped, space, single, letter }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    let value = scalar.value
    if value == 0x20 || value == 9 || value == 10 || value == 13 { return .space }
    if value < 0x80 {
      let isLetter =
        (0x30...0x39).contains(value) || (0x41...0x5A).contains(value)
        || (0x61...0x7A).contains(value)
      return isLetter ? .letter : value < 0x20 || value == 0x7F ? .dropped : .single
    }
    if value == 0xFFFD { return .dropped }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .control, .format, .surrogate, .privateUse, .unassigned: return .dropped
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .single
    default: return isIdeograph(value) ? .single : .letter
    }
  }

  private static func isIdeograph(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B81F, 0x2B820...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
