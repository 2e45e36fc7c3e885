public import Findings

/// Rules and terms as they hold for the reports of one region.
public struct ReportPolicy: Sendable, Equatable {
  let policy: Policy
  let terms: [Language: [TermRule]]
  let region: String?
  /// Rules that were not used.
  public let unused: [PolicyDecision]

  /// Takes rules and terms; what contradicts itself is not used.
  ///
  /// - Parameters:
  ///   - policy: the rules.
  ///   - terms: what things are to be called, by language.
  ///   - region: where the reports are read; nil follows the rules of all regions.
  ///   - faults: what else could not be used, and why.
  public init(
    _ policy: Policy = Policy(), terms: [Language: [TermRule]] = [:], region: String? = nil,
    faults: [(name: String, reason: String)] = []
  ) {
    let resolved = policy.resolved()
    self.policy = resolved.policy
    self.region = region
    var unused = faults.map { fault in
      PolicyDecision(fault.name, .notUsed, Phrase(fault.reason))
    }
    unused += resolved.conflicts.map { conflict in
      PolicyDecision(conflict.rule, .notUsed, Phrase(conflict.message))
    }
    var kept: [Language: [TermRule]] = [:]
    for language in Language.allCases {
      let rules = terms[language] ?? []
      let preferred = rules.map { PhraseWord.all(Array($0.preferred)) }
      for rule in rules {
        // What one line asks for another may not forbid.
        let usable = rule.forbidden.filter { pattern in
          !preferred.contains { pattern.places(in: $0) == [0..<$0.count] }
        }
        for pattern in rule.forbidden where !usable.contains(pattern) {
          unused.append(
            PolicyDecision(
              rule.preferred, .notUsed, text: pattern.text,
              Phrase(
                en: "the term \"\(pattern.text)\" is preferred and forbidden.",
                de: "der Begriff „\(pattern.text)“ ist bevorzugt und verboten.")))
        }
        if !usable.isEmpty {
          var rule = rule
          rule.forbidden = usable
          kept[language, default: []].append(rule)
        }
      }
    }
    self.terms = kept
    self.unused = unused
  }

  func holds(_ regions: [String]) -> Bool {
    guard let region else { return true }
    return regions.isEmpty || regions.contains(region)
  }

  /// A place in a text that a rule or a term forbids.
  struct Breach {
    let rule: String
    let words: String
    /// The characters.
    let range: Range<Int>
    /// What to write; nil where it is a claim that may not be made.
    let preferred: String?
    let reason: String?
  }

  /// What of a text is forbidden.
  ///
  /// - Parameter names: what is quoted, such as names from the data, and claims nothing.
  func breaches(_ text: String, _ language: Language, names: [String]) -> [Breach] {
    let characters = Array(text)
    let words = PhraseWord.all(characters)
    var named: Set<Int> = []
    for name in names {
      // A star in a name is no star of a rule.
      guard let pattern = PhrasePattern(name.replacing("*", with: " ")) else { continue }
      for place in pattern.places(in: words) { named.formUnion(place) }
    }
    var found: [Breach] = []
    func add(
      _ pattern: PhrasePattern, _ rule: String, _ preferred: String?, _ reason: String?,
      besides: Set<Int>
    ) {
      for place in pattern.places(in: words) where besides.isDisjoint(with: place) {
        let range =
          words[place.lowerBound].range
          .lowerBound..<words[place.upperBound - 1].range
          .upperBound
        found.append(
          Breach(
            rule: rule, words: String(characters[range]), range: range, preferred: preferred,
            reason: reason))
      }
    }
    for rule in policy.forbidden
    where holds(rule.regions) && (rule.languages.isEmpty || rule.languages.contains(language)) {
      for pattern in rule.patterns { add(pattern, rule.id, nil, rule.reason, besides: named) }
    }
    for rule in terms[language] ?? [] {
      // A forbidden word within the preferred term is wanted.
      let wanted = PhrasePattern(rule.preferred)?.places(in: words).flatMap { Array($0) } ?? []
      for pattern in rule.forbidden {
        add(pattern, rule.preferred, rule.preferred, nil, besides: named.union(wanted))
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// What prose quotes of findings: the names of what they are about, and why numbers are withheld.
  static func names(_ findings: [Finding]) -> [String] {
    let keys = ["channel", "geo", "arm", "segment", "scenario"]
    let names = findings.flatMap { finding in keys.compactMap { finding.subject[$0] } }
    return Set(names + findings.filter { $0.status != .ok }.compactMap(\.reason))
      .sorted { ($1.count, $0) < ($0.count, $1) }
  }
}
