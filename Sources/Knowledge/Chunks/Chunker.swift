/// Cuts a text into chunks of at most so many tokens, none of which crosses a heading.
///
/// A chunk is as many whole paragraphs as fit; a longer paragraph is cut at the ends of its lines if
/// it is a table or a list, else at the ends of sentences, then between words, and a word without end
/// anywhere. Chunks do not overlap; between them there is only white space.
package struct Chunker {
  /// The most tokens of a chunk, by `TokenEstimate`: with its heading, what an encoder looks at.
  package static let tokens = 200

  private let text: [Unicode.Scalar]
  private let limit: Int

  private typealias Span = Range<Int>

  /// Cuts a text.
  ///
  /// - Parameters:
  ///   - hasHeadings: whether the text is Markdown, whose headings count.
  ///   - limit: the most tokens of a chunk.
  /// - Complexity: O(length).
  package static func chunks(
    _ text: String, hasHeadings: Bool, limit: Int = Chunker.tokens
  ) -> [Chunk] {
    Chunker(text: Array(text.unicodeScalars), limit: max(limit, 8)).chunks(hasHeadings)
  }

  private func chunks(_ hasHeadings: Bool) -> [Chunk] {
    var chunks: [Chunk] = []
    for section in hasHeadings ? HeadingScan(text).sections() : [HeadingScan.whole(text)] {
      for span in packed(paragraphs(section.span).flatMap(pieces)) {
        chunks.append(
          Chunk(
            number: chunks.count, from: span.lowerBound, to: span.upperBound,
            heading: section.path, text: string(span)))
      }
    }
    return chunks
  }

  private func string(_ span: Span) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[span])
    return String(view)
  }

  /// Puts pieces that follow each other together as long as they fit.
  private func packed(_ pieces: [Span]) -> [Span] {
    var packed: [Span] = []
    var size = 0
    for piece in pieces {
      let more = TokenEstimate.count(text[piece])
      if let last = packed.last, size + more <= limit {
        packed[packed.count - 1] = last.lowerBound..<piece.upperBound
        size += more
      } else {
        packed.append(piece)
        size = more
      }
    }
    return packed
  }

  /// Spans between blank lines, trimmed.
  private func paragraphs(_ span: Span) -> [Span] {
    var paragraphs: [Span] = []
    var start: Int?
    var end = span.lowerBound
    var isBlank = true
    for index in span {
      let scalar = text[index]
      if scalar == "\n" {
        if isBlank, let begin = start {
          paragraphs.append(begin..<end)
          start = nil
        }
        isBlank = true
      } else if !TokenEstimate.isSpace(scalar) {
        if start == nil { start = index }
        end = index + 1
        isBlank = false
      }
    }
    if let begin = start { paragraphs.append(begin..<end) }
    return paragraphs
  }

  /// A paragraph, or what it must be cut into.
  private func pieces(_ paragraph: Span) -> [Span] {
    guard TokenEstimate.count(text[paragraph]) > limit else { return [paragraph] }
    let parts = isTabular(paragraph) ? lines(paragraph) : sentences(paragraph)
    return parts.flatMap { part in
      TokenEstimate.count(text[part]) > limit ? words(part) : [part]
    }
  }

  /// Whether the lines of a paragraph stand for themselves: rows of a table, items of a list.
  private func isTabular(_ paragraph: Span) -> Bool {
    let first = text[paragraph.lowerBound]
    return first == "|" || first == "-" || first == "*" || first == "+" || first == "•"
  }

  private func lines(_ span: Span) -> [Span] {
    cut(span) { text[$0] == "\n" }
  }

  private func sentences(_ span: Span) -> [Span] {
    cut(span) { index in
      guard TokenEstimate.isSpace(text[index]), index > span.lowerBound else { return false }
      let last = text[index - 1]
      guard last == "." || last == "!" || last == "?" || last == "。" else { return false }
      // "3. May" and "z. B." are no ends: a digit or a lone letter before the full stop.
      guard last == ".", index - 2 >= span.lowerBound else { return true }
      let before = text[index - 2]
      let isAbbreviated =
        index - 3 < span.lowerBound || !TokenEstimate.isWord(text[index - 3])
      return before.properties.numericType == nil
        && !(isAbbreviated && TokenEstimate.isWord(before))
    }
  }

  /// Runs of words of at most the limit; a longer word is cut anywhere.
  private func words(_ span: Span) -> [Span] {
    let words = cut(span) { TokenEstimate.isSpace(text[$0]) }
    return packed(
      words.flatMap { word in
        stride(from: word.lowerBound, to: word.upperBound, by: limit).map {
          $0..<min($0 + limit, word.upperBound)
        }
      })
  }

  /// Cuts at the white space for which a condition holds; white space at the ends is left out.
  private func cut(_ span: Span, where isEnd: (Int) -> Bool) -> [Span] {
    var parts: [Span] = []
    var start: Int?
    var end = span.lowerBound
    for index in span {
      if start != nil, isEnd(index) {
        parts.append((start ?? index)..<end)
        start = nil
      } else if !TokenEstimate.isSpace(text[index]) {
        if start == nil { start = index }
        end = index + 1
      }
    }
    if let begin = start { parts.append(begin..<end) }
    return parts
  }
}
