import Findings

/// A sentence taken apart: its names, what it measures, its numbers and its words.
struct SentenceReading {
  /// A name and where it stands.
  struct Mention {
    let name: FactBase.Name
    let range: Range<Int>
  }

  let text: String
  let characters: [Character]
  let language: Language
  let names: [Mention]
  let numbers: [NumberMention]
  let measures: [Measure]
  /// The words that belong to no name and to no measure's phrase.
  let words: [WordRange]
  let stems: Set<String>
  /// The texts in brackets.
  let brackets: [Range<Int>]

  /// Takes a sentence apart.
  ///
  /// - Parameter earlier: the sentence before it in its paragraph: what it is about holds on where this one
  ///   names nothing.
  init(
    _ text: String, _ language: Language, _ base: FactBase, after earlier: SentenceReading?
  ) {
    self.text = text
    self.language = language
    let characters = Array(text)
    self.characters = characters
    var masked = [Bool](repeating: false, count: characters.count)
    let lower = characters.map { Character($0.lowercased().first.map(String.init) ?? String($0)) }
    var found: [Mention] = []
    for name in base.names {
      for range in Self.places(of: name.value, in: characters, lower) {
        // Two keys may share a value; a shorter name inside a longer one is not meant.
        let isInside = found.contains {
          $0.range.contains(range.lowerBound) && $0.name.value.count > name.value.count
        }
        if !isInside { found.append(Mention(name: name, range: range)) }
      }
    }
    for mention in found { for place in mention.range { masked[place] = true } }
    let spoken = WordRange.all(characters).filter { !masked[$0.range.lowerBound] }
    let own = Self.measures(
      base.facts.map(\.measure), language, Set(spoken.map(\.stem)), spoken)
    for phrase in own.flatMap({ $0.words(language).phrases }) {
      for range in Self.places(of: phrase, in: characters, lower) {
        for place in range { masked[place] = true }
      }
    }
    names = found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    measures = own.isEmpty ? earlier?.measures ?? [] : own
    carried = earlier?.names.map(\.name) ?? []
    numbers = NumberReader.mentions(characters, language, masked: masked)
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    words = spoken.filter { !masked[$0.range.lowerBound] }
    stems = Set(spoken.map(\.stem))
    brackets = Self.brackets(characters)
  }

  private let carried: [FactBase.Name]

  /// The values of a key that the sentence is about.
  func values(of key: String) -> [String] {
    let own = names.filter { $0.name.key == key }.map(\.name.value)
    return own.isEmpty ? carried.filter { $0.key == key }.map(\.value) : own
  }

  /// The values of a key that a place in the sentence can be about: the name right before its
  /// bracket, else the nearest names before and after it.
  func values(of key: String, at place: Int) -> Set<String> {
    let own = names.filter { $0.name.key == key }
    guard Set(own.map(\.name.value)).count > 1 else { return Set(values(of: key)) }
    let before = own.last { $0.range.upperBound <= place }
    if let bracket = brackets.first(where: { $0.contains(place) }), let before,
      before.range.upperBound >= bracket.lowerBound - 1
    {
      return [before.name.value]
    }
    let after = own.first { $0.range.lowerBound >= place }
    return Set([before, after].compactMap { $0?.name.value })
  }

  /// The bracket of an interval that a place stands in.
  func intervalBracket(at place: Int) -> Range<Int>? {
    brackets.first { range in
      range.contains(place) && String(characters[range]).lowercased().contains("interval")
    }
  }

  func contains(anyOf words: Set<String>) -> Bool { !stems.isDisjoint(with: words) }

  /// The characters between two places, without spaces.
  func between(_ from: Int, _ to: Int) -> String {
    from < to ? String(characters[from..<to].filter { !$0.isWhitespace }).lowercased() : ""
  }

  /// Where a text stands as whole words, in any case; one of a letter or two in its own case.
  private static func places(
    of name: String, in text: [Character], _ lower: [Character]
  ) -> [Range<Int>] {
    let isShort = name.count < 3
    let wanted =
      isShort
      ? Array(name) : name.map { Character($0.lowercased().first.map(String.init) ?? String($0)) }
    let source = isShort ? text : lower
    guard !wanted.isEmpty, wanted.count <= source.count else { return [] }
    var places: [Range<Int>] = []
    var start = 0
    while start + wanted.count <= source.count {
      let end = start + wanted.count
      if source[start] == wanted[0], source[start..<end].elementsEqual(wanted),
        start == 0 || !isWord(source[start - 1]), end == source.count || !isWord(source[end])
      {
        places.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return places
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private static func brackets(_ text: [Character]) -> [Range<Int>] {
    var brackets: [Range<Int>] = []
    var start: Int?
    for (place, character) in text.enumerated() {
      if character == "(" || character == "[" { start = place }
      if character == ")" || character == "]", let first = start {
        brackets.append(first..<place + 1)
        start = nil
      }
    }
    return brackets
  }

  /// The measures all of whose words the sentence has, but those that are only a part of a longer one.
  static func measures(
    _ known: [Measure], _ language: Language, _ stems: Set<String>, _ words: [WordRange]
  ) -> [Measure] {
    let small: Set<String> = [
      "of", "the", "a", "an", "per", "to", "by", "than", "its", "in", "der", "die", "das", "des",
      "den",
      "dem", "je", "zu", "am", "an", "von", "als",
    ]
    var seen: Set<String> = []
    let present = known.filter { measure in
      seen.insert("\(measure.id) \(measure.metric ?? "")").inserted
    }
    var found: [(measure: Measure, bag: Set<String>)] = []
    for measure in present {
      let bags = measure.words(language).phrases.map { phrase in
        Set(
          WordRange.all(Array(phrase)).map(\.stem).filter { !small.contains($0) })
      }.filter { !$0.isEmpty && $0.isSubset(of: stems) }
      if let bag = bags.max(by: { $0.count < $1.count }) { found.append((measure, bag)) }
    }
    let counts = Dictionary(words.map { ($0.stem, 1) }, uniquingKeysWith: +)
    return found.filter { one in
      !found.contains { other in
        one.bag.isStrictSubset(of: other.bag) && one.bag.allSatisfy { counts[$0] == 1 }
      }
    }.map(\.measure)
  }
}
