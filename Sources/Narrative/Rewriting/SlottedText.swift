import Findings

/// A paragraph whose numbers and names are slots, so that who rewords it can change neither.
///
/// `{n1}` stands for a number with its unit, and with the interval in brackets behind it; `{e1}` for a name
/// or any other word with digits. Each mention has a slot of its own.
struct SlottedText {
  /// A sentence and its slots.
  struct Part {
    /// The sentence with slots.
    let text: String
    /// Its slots, in order.
    let slots: [String]
    /// Which of the paragraph's sentences it is of.
    let sentence: Int
  }

  /// The sentences, in order.
  let parts: [Part]
  /// What stands in a slot.
  let values: [String: String]

  /// Cuts numbers and names out of a paragraph.
  ///
  /// - Returns: nil if the paragraph holds signs that could be taken for slots or for a model's marks.
  init?(_ paragraph: Paragraph, _ base: FactBase) {
    guard !paragraph.text.contains(where: { "{}<>`|\\".contains($0) }) else { return nil }
    var parts: [Part] = []
    var values: [String: String] = [:]
    var counts: [Character: Int] = [:]
    var earlier: SentenceReading?
    for (place, sentence) in paragraph.sentences.enumerated() {
      for text in SentenceSplitter.sentences(sentence.text) {
        let reading = SentenceReading(text, paragraph.language, base, after: earlier)
        earlier = reading
        var written = ""
        var slots: [String] = []
        var end = 0
        for (range, kind) in Self.ranges(reading) {
          counts[kind, default: 0] += 1
          let slot = "{\(kind)\(counts[kind, default: 0])}"
          values[slot] = String(reading.characters[range])
          slots.append(slot)
          written += String(reading.characters[end..<range.lowerBound]) + slot
          end = range.upperBound
        }
        written += String(reading.characters[end...])
        parts.append(Part(text: written, slots: slots, sentence: place))
      }
    }
    self.parts = parts
    self.values = values
  }

  /// Where slots go, in order, and of which kind.
  private static func ranges(_ reading: SentenceReading) -> [(Range<Int>, Character)] {
    var found: [(range: Range<Int>, kind: Character)] = []
    for number in reading.numbers {
      var range = number.range
      // An interval goes with its number: it can neither be dropped nor given to another.
      if let bracket = reading.brackets.first(where: {
        $0.lowerBound == range.upperBound + 1 && reading.characters[range.upperBound] == " "
          && reading.intervalBracket(at: $0.lowerBound) != nil
      }) {
        range = range.lowerBound..<bracket.upperBound
      }
      found.append((range, "n"))
    }
    found += reading.names.map { ($0.range, "e") }
    found += WordRange.all(reading.characters)
      .filter { $0.text.contains(where: \.isNumber) }.map { ($0.range, "e") }
    found.sort {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    var kept: [(Range<Int>, Character)] = []
    for next in found where next.range.lowerBound >= kept.last?.0.upperBound ?? 0 {
      kept.append((next.range, next.kind))
    }
    return kept
  }

  /// The slots of a text, in order, repeated ones too.
  static func slots(of text: String) -> [String] {
    text.matches(of: /\{[ne][0-9]{1,4}\}/).map { String($0.output) }
  }

  /// A text without its slots.
  static func bare(_ text: String) -> String {
    text.replacing(/\{[ne][0-9]{1,4}\}/, with: " ")
  }

  /// A text with its slots filled.
  func filled(_ text: String) -> String {
    var result = ""
    var end = text.startIndex
    for match in text.matches(of: /\{[ne][0-9]{1,4}\}/) {
      result += text[end..<match.range.lowerBound]
      result += values[String(match.output)] ?? ""
      end = match.range.upperBound
    }
    return result + text[end...]
  }
}
