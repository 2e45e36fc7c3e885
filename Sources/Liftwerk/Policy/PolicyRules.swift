import Findings
import Interchange
import Narrative

// How the rules of a rule file are read.

/// Words that no sentence may have.
struct ForbiddenRule: Decodable {
  let rule: Policy.Forbidden

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, words, language, languages, regions, reason
  }

  init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let words = try container.decode([String].self, forKey: .words)
    guard !words.isEmpty else { throw container.problem(.words, "a list of words is needed here.") }
    let patterns = try words.map { text in
      guard text.count <= 200, let pattern = PhrasePattern(text) else {
        throw container.problem(.words, "\"\(text)\" is no word to look for, of 200 signs at most.")
      }
      return pattern
    }
    rule = Policy.Forbidden(
      id: try container.decode(String.self, forKey: .id), patterns: patterns,
      languages: try container.languages(.language, .languages),
      regions: try container.decodeIfPresent([String].self, forKey: .regions) ?? [],
      reason: try container.decodeIfPresent(String.self, forKey: .reason))
  }
}

/// A text that reports have to carry.
struct DisclaimerRule: Decodable {
  let rule: Policy.Disclaimer

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, text, methods, audiences, regions
  }

  private enum Texts: String, CodingKey, CaseIterable { case en, de }

  init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try StrictDecoding.check(container.superDecoder(forKey: .text), against: Texts.self)
    let texts = try container.nestedContainer(keyedBy: Texts.self, forKey: .text)
    var read: [Language: String] = [:]
    for key in Texts.allCases {
      guard let text = try texts.decodeIfPresent(String.self, forKey: key) else { continue }
      guard text.count <= 2000, text.contains(where: \.isLetter) else {
        throw container.problem(.text, "a text of at most 2000 signs is needed here.")
      }
      read[key == .de ? .de : .en] = text
    }
    guard !read.isEmpty else {
      throw container.problem(.text, "the text is needed, as in {en: …, de: …}.")
    }
    rule = Policy.Disclaimer(
      id: try container.decode(String.self, forKey: .id), texts: read,
      methods: try container.words(.methods), audiences: try container.words(.audiences),
      regions: try container.decodeIfPresent([String].self, forKey: .regions) ?? [])
  }
}

/// What a number must have in order to be stated.
struct ThresholdRule: Decodable {
  let rule: Policy.Threshold

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, findings, regions, probability
    case weeks = "minimum_weeks"
    case chance = "minimum_probability"
    case width = "maximum_width"
    case relative = "maximum_relative_width"
  }

  init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    var rule = Policy.Threshold(
      id: try container.decode(String.self, forKey: .id),
      findings: try container.decode([String].self, forKey: .findings),
      regions: try container.decodeIfPresent([String].self, forKey: .regions) ?? [])
    func limit(_ key: CodingKeys, _ allowed: ClosedRange<Double>) throws -> Double? {
      guard let number = try container.decodeIfPresent(Double.self, forKey: key) else { return nil }
      guard allowed.contains(number) else {
        throw container.problem(
          key, "a number from \(allowed.lowerBound) to \(allowed.upperBound) is needed here.")
      }
      return number
    }
    rule.minimumWeeks = try limit(.weeks, 0...10_000)
    rule.minimumProbability = try limit(.chance, 0...1)
    rule.probability = try container.decodeIfPresent(String.self, forKey: .probability)
    rule.maximumWidth = try limit(.width, 0...1e15)
    rule.maximumRelativeWidth = try limit(.relative, 0...1e6)
    guard (rule.minimumProbability == nil) == (rule.probability == nil) else {
      throw container.problem(
        .chance, "minimum_probability and probability, the id of a finding, go together.")
    }
    let limits = [
      rule.minimumWeeks, rule.minimumProbability, rule.maximumWidth, rule.maximumRelativeWidth,
    ]
    guard limits.contains(where: { $0 != nil }), !rule.findings.isEmpty else {
      throw container.problem(
        .id,
        "a threshold needs findings and a limit: minimum_weeks, minimum_probability, maximum_width or "
          + "maximum_relative_width.")
    }
    self.rule = rule
  }
}

extension KeyedDecodingContainer {
  fileprivate func problem(_ key: Key, _ message: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath + [key], debugDescription: message))
  }

  /// A list of known words; empty if there is none.
  fileprivate func words<Word: CaseIterable & RawRepresentable<String>>(
    _ key: Key
  ) throws -> [Word] {
    try (decodeIfPresent([String].self, forKey: key) ?? []).map { text in
      guard let word = Word(rawValue: text) else {
        let known = Word.allCases.map(\.rawValue)
        let hint = nearestNames(to: text, among: known).first.map { "; did you mean \"\($0)\"?" }
        throw problem(
          key,
          "\"\(text)\" is not known here\(hint ?? ".") Known are: \(known.joined(separator: ", "))."
        )
      }
      return word
    }
  }

  /// One language, or several.
  fileprivate func languages(_ one: Key, _ many: Key) throws -> [Language] {
    if contains(one), !contains(many) {
      return [try StrictDecoding.word(Language.self, forKey: one, in: self)]
    }
    guard !contains(one) else {
      throw problem(one, "language and languages say the same; keep one of them.")
    }
    return try words(many)
  }
}
