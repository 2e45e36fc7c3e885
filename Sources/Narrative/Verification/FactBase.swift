import Findings

/// The findings that prose may speak of, and the names that occur in them.
struct FactBase {
  /// A value of a subject's key.
  struct Name: Hashable {
    let key: String
    let value: String
  }

  /// Findings with words for what they measure.
  let facts: [(finding: Finding, measure: Measure)]
  /// All names, the longest first.
  let names: [Name]
  /// The ids of findings that are broken down by a key.
  private let breakdowns: Set<Name>
  private let first: String
  private let last: String

  /// The keys whose values a sentence has to mention.
  static let keys = ["channel", "geo", "arm", "segment", "model", "game", "scenario", "metric"]

  init(_ findings: [Finding]) {
    facts = findings.compactMap { finding in
      guard let measure = Lexicon.measure(of: finding.key),
        Lexicon.speaks(of: finding.key, measure)
      else { return nil }
      return (finding, measure)
    }
    var names: Set<Name> = []
    var breakdowns: Set<Name> = []
    for (finding, measure) in facts {
      for (key, value) in finding.subject where Self.keys.contains(key) {
        // A metric that the measure's own words name is no name of its own.
        if key == "metric" && measure.metric != nil { continue }
        breakdowns.insert(Name(key: key, value: finding.id))
        names.insert(Name(key: key, value: value))
      }
    }
    self.breakdowns = breakdowns
    self.names = names.sorted {
      ($1.value.count, $0.value, $0.key) < ($0.value.count, $1.value, $1.key)
    }
    first = findings.compactMap { $0.period?.from }.min() ?? ""
    last = findings.compactMap { $0.period?.to }.max() ?? ""
    bounds = Set(findings.compactMap(\.period).flatMap { [$0.from, $0.to] })
    reasons = Set(findings.filter { $0.status != .ok }.compactMap(\.reason).map(\.trimmed))
      .sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// Why numbers are withheld or forced, the longest first.
  private let reasons: [String]

  /// A text without the reasons that are quoted word for word: what they say the findings say.
  func withoutReasons(_ text: String) -> String {
    reasons.reduce(text) { $1.isEmpty ? $0 : $0.replacing($1, with: "…") }
  }

  private let bounds: Set<String>

  /// Whether findings of an id exist for single values of a key.
  func isBrokenDown(_ id: String, by key: String) -> Bool {
    breakdowns.contains(Name(key: key, value: id))
  }

  /// Whether a day bounds what findings cover, or a year lies in it.
  func hasDate(_ text: String) -> Bool {
    if text.count == 4 { return first.prefix(4) <= text && text <= last.prefix(4) }
    return bounds.contains(text)
  }

  /// How many values a key has.
  func count(of key: String) -> Int { names.count { $0.key == key } }
}
