public import Findings

/// Rules for what reports may say: the contents of a rule file.
public struct Policy: Sendable, Equatable {
  /// A method that rules can speak of.
  public enum Method: String, Sendable, CaseIterable, Codable {
    case mediaMix = "media_mix"
    case attribution, geo, experiment, budget, bandit

    /// How the ids of its findings begin.
    var prefix: String { self == .mediaMix ? "mmm." : rawValue + "." }
  }

  /// Words that no sentence may have.
  public struct Forbidden: Sendable, Equatable {
    /// The rule's name.
    public var id: String
    /// The words.
    public var patterns: [PhrasePattern]
    /// The languages in which they are forbidden; all if empty.
    public var languages: [Language]
    /// Where they are forbidden; everywhere if empty.
    public var regions: [String]
    /// Why.
    public var reason: String?

    /// Makes a rule.
    public init(
      id: String, patterns: [PhrasePattern], languages: [Language] = [], regions: [String] = [],
      reason: String? = nil
    ) {
      self.id = id
      self.patterns = patterns
      self.languages = languages
      self.regions = regions
      self.reason = reason
    }
  }

  /// A text that reports have to carry, word for word.
  public struct Disclaimer: Sendable, Equatable {
    /// The rule's name.
    public var id: String
    /// The text in each language.
    public var texts: [Language: String]
    /// The methods whose findings ask for it; any if empty.
    public var methods: [Method]
    /// For whom; everybody if empty.
    public var audiences: [NarrativeOptions.Audience]
    /// Where; everywhere if empty.
    public var regions: [String]

    /// Makes a rule.
    public init(
      id: String, texts: [Language: String], methods: [Method] = [],
      audiences: [NarrativeOptions.Audience] = [], regions: [String] = []
    ) {
      self.id = id
      self.texts = texts
      self.methods = methods
      self.audiences = audiences
      self.regions = regions
    }
  }

  /// What a number must have in order to be stated.
  public struct Threshold: Sendable, Equatable {
    /// The rule's name.
    public var id: String
    /// The ids of findings that it holds for.
    public var findings: [String]
    /// The least number of weeks that the number covers.
    public var minimumWeeks: Double?
    /// The id of the finding that holds the probability.
    public var probability: String?
    /// The least probability.
    public var minimumProbability: Double?
    /// The greatest width of the interval, in the number's unit.
    public var maximumWidth: Double?
    /// The greatest width of the interval over the size of the number.
    public var maximumRelativeWidth: Double?
    /// Where it holds; everywhere if empty.
    public var regions: [String]

    /// Makes a rule that asks for nothing yet.
    public init(id: String, findings: [String], regions: [String] = []) {
      self.id = id
      self.findings = findings
      self.regions = regions
    }
  }

  /// The regions that rules may name.
  public var regions: [String]
  /// Words that no sentence may have.
  public var forbidden: [Forbidden]
  /// Texts that reports have to carry.
  public var disclaimers: [Disclaimer]
  /// What numbers must have.
  public var thresholds: [Threshold]

  /// Makes a policy.
  public init(
    regions: [String] = [], forbidden: [Forbidden] = [], disclaimers: [Disclaimer] = [],
    thresholds: [Threshold] = []
  ) {
    self.regions = regions
    self.forbidden = forbidden
    self.disclaimers = disclaimers
    self.thresholds = thresholds
  }
}

/// What a thing is to be called in one language, and what not.
public struct TermRule: Sendable, Equatable {
  /// What it is to be called.
  public var preferred: String
  /// What it is not to be called.
  public var forbidden: [PhrasePattern]

  /// Makes a rule; what has no word is no word to forbid.
  public init(preferred: String, forbidden: [String]) {
    self.preferred = preferred
    self.forbidden = forbidden.compactMap { PhrasePattern($0) }
  }
}
