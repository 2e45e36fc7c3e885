public import Findings
import Foundation

/// A question, understood without a language model: what it asks, about what, by which measures.
public struct Question: Sendable {
  /// What a question asks for.
  public enum Intent: String, Codable, Sendable, CaseIterable {
    /// How large something is.
    case value
    /// How things stand to each other.
    case comparison
    /// What changed, and why.
    case change
    /// Which is first or last.
    case ranking
    /// What to do.
    case recommendation
    /// How sure something is.
    case uncertainty
  }

  /// A name of the data that the question mentions.
  public struct Name: Codable, Sendable, Hashable {
    /// The key of the subject, such as `channel`.
    public let key: String
    /// The name.
    public let value: String
  }

  /// The most characters that a question may have.
  public static let maximumLength = 2000

  /// The question without signs that cannot be seen.
  let text: String
  /// The language of the question; nil if it cannot be told.
  public let language: Language?
  /// What is asked, each once.
  public let intents: [Intent]
  /// The names of the data that it mentions.
  public let names: [Name]
  /// The measures that it asks for, whether findings have them or not.
  let measures: [Measure]
  /// Whether it says that something rose or fell.
  let saysUp: Bool?
  /// Whether it asks for the last instead of the first.
  let asksForLeast: Bool
  /// The key of the breakdown that it asks for.
  let key: String?
  /// Whether it names something where names stand that the data do not know.
  let hasUnknownName: Bool
  /// Names of the data that unknown words may have meant.
  public let hints: [String]
  /// Whether more of its words are known than not.
  public let isUnderstood: Bool
  /// The words by which passages are looked for and judged, as stems.
  let content: Set<String>

  /// Understands a question.
  ///
  /// - Throws: `NarrativeError.badOptions` if it is empty or too long.
  init(_ text: String, _ base: FactBase) throws(NarrativeError) {
    guard text.utf8.count <= 8 * Self.maximumLength, text.count <= Self.maximumLength else {
      throw .badOptions(
        "A question has at most \(Self.maximumLength) characters; ask in fewer words.")
    }
    let text = Self.cleaned(text)
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .badOptions("The question is empty. Ask one, such as: why did the ROI of tv change?")
    }
    self.text = text
    let characters = Array(text)
    let words = WordRange.all(characters)
    let found = NameFinder(base.names).names(in: characters)
    names = found.names
    let spoken = words.filter { !found.masked[$0.range.lowerBound] }
    let stems = Set(spoken.map(\.stem))
    language = Self.language(of: spoken)
    measures = Self.measures(stems, spoken, base)
    key = QuestionWords.keys.first { !$0.stems.isDisjoint(with: stems) }?.key
    saysUp = Self.direction(stems)
    asksForLeast = !stems.isDisjoint(with: QuestionWords.least)
    intents = Self.intents(stems, found.names)
    let unknown = spoken.filter {
      !QuestionWords.known.contains($0.stem) && $0.text.contains(where: \.isLetter)
    }
    let values = base.names.filter { $0.key != "metric" }.map(\.value)
    hints = Self.hints(unknown, values)
    hasUnknownName = !hints.isEmpty || Self.hasUnknownName(words, unknown)
    isUnderstood = unknown.count * 2 <= words.count
    let small = Set(QuestionWords.english.union(QuestionWords.german).map(WordRange.stem))
    content = Set(words.map(\.stem)).subtracting(small)
  }

  /// The text without signs that cannot be seen, look-alike forms as what they look like.
  static func cleaned(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in PlainText.clean(text).precomposedStringWithCompatibilityMapping.unicodeScalars
    where scalar.properties.generalCategory != .format
      && scalar.properties.generalCategory != .control
    {
      output.append(scalar)
    }
    return String(output).trimmed
  }

  private static func language(of words: [WordRange]) -> Language? {
    let lower = words.map { $0.text.lowercased() }
    let german = lower.count { QuestionWords.german.union(QuestionWords.askingGerman).contains($0) }
    let english = lower.count {
      QuestionWords.english.union(QuestionWords.askingEnglish).contains($0)
    }
    return german == english ? nil : german > english ? .de : .en
  }

  private static func measures(
    _ stems: Set<String>, _ words: [WordRange], _ base: FactBase
  ) -> [Measure] {
    var found: [Measure] = []
    func add(_ measure: Measure) { if !found.contains(measure) { found.append(measure) } }
    for language in Language.allCases {
      for measure in SentenceReading.measures(Lexicon.measures, language, stems, words)
      where !Lexicon.silent.contains(measure.id) { add(measure) }
    }
    for (words, ids) in QuestionWords.synonyms where !words.isDisjoint(with: stems) {
      for id in ids { Lexicon.measures.filter { $0.id == id }.forEach(add) }
    }
    return found
  }

  private static func direction(_ stems: Set<String>) -> Bool? {
    let up = !stems.isDisjoint(with: QuestionWords.up)
    let down = !stems.isDisjoint(with: QuestionWords.down)
    return up == down ? nil : up
  }

  private static func intents(_ stems: Set<String>, _ names: [Name]) -> [Intent] {
    var found = QuestionWords.intents.filter { !$0.stems.isDisjoint(with: stems) }.map(\.intent)
    let isPair = Dictionary(grouping: names, by: \.key).contains { key, values in
      key != "model" && key != "metric" && values.count > 1
    }
    if isPair && !found.contains(.comparison) { found.append(.comparison) }
    return found.isEmpty ? [.value] : found
  }

  private static func hints(_ unknown: [WordRange], _ names: [String]) -> [String] {
    var hints: [String] = []
    for word in unknown.prefix(20) where word.text.count > 2 && word.text.count <= 40 {
      for name in nearestNames(to: word.text, among: names) where !hints.contains(name) {
        hints.append(name)
      }
    }
    return hints
  }

  /// Whether an unknown word stands where a name would.
  private static func hasUnknownName(_ words: [WordRange], _ unknown: [WordRange]) -> Bool {
    let places = Set(unknown.map(\.range.lowerBound))
    let articles: Set<String> = [
      "the", "our", "a", "an", "der", "die", "das", "den", "dem", "unser", "unsere",
    ]
    return words.indices.contains { place in
      guard places.contains(words[place].range.lowerBound) else { return false }
      var before = place - 1
      while before >= 0, articles.contains(words[before].text.lowercased()) { before -= 1 }
      return before >= 0 && QuestionWords.beforeNames.contains(words[before].text.lowercased())
    }
  }
}

/// Finds names of the data in a question, in any case.
struct NameFinder {
  private let names: [FactBase.Name]

  init(_ names: [FactBase.Name]) { self.names = names }

  /// The names that stand in a text as whole words, and which of its characters they cover.
  func names(in text: [Character]) -> (names: [Question.Name], masked: [Bool]) {
    let lower = text.map(Self.folded)
    var masked = [Bool](repeating: false, count: text.count)
    var found: [(place: Int, name: Question.Name)] = []
    var taken: [String: [Range<Int>]] = [:]
    for name in names where !name.value.isEmpty {
      let wanted = Question.cleaned(name.value).map(Self.folded)
      guard !wanted.isEmpty, wanted.count <= lower.count else { continue }
      let ranges = taken[name.value] ?? Self.places(wanted, lower, masked)
      taken[name.value] = ranges
      for range in ranges {
        for place in range { masked[place] = true }
        let entry = Question.Name(key: name.key, value: name.value)
        if !found.contains(where: { $0.name == entry }) { found.append((range.lowerBound, entry)) }
      }
    }
    let ordered = found.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }
    return (ordered.map(\.element.name), masked)
  }

  private static func places(
    _ wanted: [Character], _ text: [Character], _ masked: [Bool]
  ) -> [Range<Int>] {
    // A name that is a word of every question is not meant.
    if QuestionWords.english.union(QuestionWords.german).contains(String(wanted)) { return [] }
    var places: [Range<Int>] = []
    var start = 0
    while start + wanted.count <= text.count {
      let end = start + wanted.count
      if text[start] == wanted[0], !masked[start], text[start..<end].elementsEqual(wanted),
        start == 0 || !isWord(text[start - 1]), end == text.count || !isWord(text[end])
      {
        places.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return places
  }

  private static func folded(_ character: Character) -> Character {
    if character == "_" || character == "-" { return " " }
    return character.lowercased().first ?? character
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}
