public import Findings

/// How good a report is, as far as numbers can tell.
public struct ReportEvaluation: Codable, Sendable, Equatable {
  /// A count out of a whole.
  public struct Share: Codable, Sendable, Equatable {
    /// How many.
    public let count: Int
    /// Out of how many.
    public let of: Int
    /// The share; nil of none.
    public var share: Double? { of > 0 ? Double(count) / Double(of) : nil }
  }

  /// The version of the format.
  public let schema: String
  /// The run whose findings were used.
  public let run: String
  /// The numbers of the prose that are bound to findings.
  public let numbersBound: Share
  /// The messages of the plan that the report states: those whose findings its sentences are bound to.
  public let planCoverage: Share
  /// The messages that it does not state.
  public let missing: [String]
  /// PARENT of the prose against the findings of the plan.
  public let parent: FactScores
  /// Closeness to references; nil without any.
  public let references: ReferenceScores?
  /// Of the places where the report uses a preferred or a forbidden term, those with the preferred one;
  /// nil without a glossary.
  public let terminology: Share?

  enum CodingKeys: String, CodingKey {
    case schema, run, missing, parent, references, terminology
    case numbersBound = "numbers_bound"
    case planCoverage = "plan_coverage"
  }

  /// Evaluates a report.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - document: the findings that it is written from.
  ///   - audience: for whom: whose plan it is held against.
  ///   - references: what people wrote of the same findings.
  ///   - policy: terms that it has to keep.
  public init(
    _ report: ReportText, _ document: FindingsDocument, audience: NarrativeOptions.Audience,
    references: [ReportText] = [], policy: ReportPolicy? = nil
  ) {
    schema = "liftwerk.evaluation/1"
    run = document.run
    let base = FactBase(document.findings.map(\.readable))
    let stated = StatedNumbers(report, base)
    numbersBound = Share(count: stated.bound, of: stated.all)
    let options = NarrativeOptions(language: report.language, audience: audience)
    let plan = Narrator(document.findings, options: options).sections()
      .filter { $0.id != "summary" }.flatMap(\.blocks)
      .flatMap { block in
        if case .prose(let paragraph) = block { paragraph.sentences } else { [Sentence]() }
      }
    let sentences = Set(
      report.paragraphs.flatMap { SentenceSplitter.sentences($0.text).map(\.trimmed) })
    let missed = plan.filter { message in
      if sentences.contains(message.text.trimmed) { return false }
      let keys = StatedNumbers(message.text, report.language, base).keys
      return keys.isEmpty || !keys.isSubset(of: stated.keys)
    }
    planCoverage = Share(count: plan.count - missed.count, of: plan.count)
    missing = missed.map(\.text)
    let words = TextTokens.of(report.prose)
    let facts = PlanFacts(plan, document, report.language)
    parent = FactScores(
      words, facts: facts.values, names: facts.names,
      references: references.map { TextTokens.of($0.prose) })
    self.references =
      references.isEmpty
      ? nil : ReferenceScores(report.prose, references: references.map(\.prose))
    terminology = policy.flatMap { policy in
      let uses = policy.termUses(report, document)
      return uses.map { Share(count: $0.preferred, of: $0.preferred + $0.forbidden) }
    }
  }
}

extension ReportText {
  /// The prose, a paragraph a line.
  var prose: String { paragraphs.map(\.text).joined(separator: "\n") }
}

/// The numbers that prose states, and the findings that they are bound to.
private struct StatedNumbers {
  private(set) var bound = 0
  private(set) var all = 0
  private(set) var keys: Set<FindingKey> = []

  init(_ report: ReportText, _ base: FactBase) {
    for paragraph in report.paragraphs { add(paragraph.text, paragraph.language, base) }
  }

  init(_ text: String, _ language: Language, _ base: FactBase) { add(text, language, base) }

  private mutating func add(_ text: String, _ language: Language, _ base: FactBase) {
    var earlier: SentenceReading?
    for sentence in SentenceSplitter.sentences(
      base.withoutReasons(text), names: base.names.map(\.value))
    {
      let reading = SentenceReading(sentence, language, base, after: earlier)
      let binding = NumberBinding(reading, base)
      all += reading.numbers.count
      bound += reading.numbers.count - binding.problems.count
      keys.formUnion(binding.findings.map(\.key))
      earlier = reading
    }
  }
}

/// The findings of a plan as words.
private struct PlanFacts {
  /// The words of each finding: what it is about, and its number as it is shown.
  private(set) var values: [[String]] = []
  /// The words of what they measure.
  private(set) var names: Set<String> = []

  init(_ plan: [Sentence], _ document: FindingsDocument, _ language: Language) {
    let table = Dictionary(document.findings.map { ($0.key, $0) }) { first, _ in first }
    let words = Wording(language)
    var seen: Set<FindingKey> = []
    for key in plan.flatMap(\.findings) where seen.insert(key).inserted {
      guard let finding = table[key], finding.value != nil else { continue }
      let about = finding.subject.sorted { $0.key < $1.key }.filter { $0.key != "metric" }
        .map(\.value)
      values.append(TextTokens.of((about + [words.value(finding)]).joined(separator: " ")))
      names.formUnion(TextTokens.of(words.interval(finding)))
      for phrase in Lexicon.measure(of: key)?.words(language).phrases ?? [] {
        names.formUnion(TextTokens.of(phrase))
      }
    }
  }
}

extension ReportPolicy {
  /// How often a report uses preferred terms, and forbidden ones; nil without terms.
  fileprivate func termUses(
    _ report: ReportText, _ document: FindingsDocument
  ) -> (preferred: Int, forbidden: Int)? {
    guard let rules = terms[report.language] else { return nil }
    let names = Self.names(document.findings)
    let patterns = Set(rules.compactMap { PhrasePattern($0.preferred) })
    var uses = (preferred: 0, forbidden: 0)
    for paragraph in report.paragraphs {
      let words = PhraseWord.all(Array(paragraph.text))
      uses.preferred += patterns.reduce(0) { $0 + $1.places(in: words).count }
      uses.forbidden += breaches(paragraph.text, paragraph.language, names: names)
        .count { $0.preferred != nil }
    }
    return uses
  }
}
