import Findings

/// The largest and the smallest: the named one is at the end of its kind, and its interval or a probability
/// allows to say so, unless the sentence itself doubts it.
enum SuperlativeCheck: StatementCheck {
  static let name = "superlative"

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let language = ReportLanguage.of(sentence.language)
    let words = Set(sentence.words.map(\.stem))
    let isMost = !words.isDisjoint(with: language.most)
    let isLeast = !words.isDisjoint(with: language.least)
    guard isMost != isLeast else { return nil }
    if sentence.contains(anyOf: language.hedge) { return nil }
    for finding in binding.findings where !isProbability(finding) {
      guard
        let key = ["channel", "arm", "geo", "segment"].first(where: { finding.subject[$0] != nil })
      else { continue }
      let rest = siblings(of: finding, by: key, base)
      guard !rest.isEmpty else { continue }
      let value = finding.value ?? 0
      let isEnd = rest.allSatisfy { isMost ? ($0.value ?? 0) <= value : ($0.value ?? 0) >= value }
      if !isEnd { return "\(finding.subject[key] ?? "") is not at that end of \(finding.id)" }
      if !isSure(finding, rest, isMost) && !hasProbability(binding) {
        return "neither an interval nor a probability puts \(finding.subject[key] ?? "") there"
      }
    }
    return nil
  }

  private static func isProbability(_ finding: Finding) -> Bool {
    finding.id.contains("probability") || (finding.subject["metric"] ?? "").contains("probability")
  }

  private static func hasProbability(_ binding: NumberBinding) -> Bool {
    binding.findings.contains { isProbability($0) && ($0.value ?? 0) >= 0.8 }
  }

  private static func siblings(
    of finding: Finding, by key: String, _ base: FactBase
  ) -> [Finding] {
    base.facts.map(\.finding).filter { other in
      other.id == finding.id && other.key != finding.key && other.value != nil
        && other.subject.filter { $0.key != key } == finding.subject.filter { $0.key != key }
    }
  }

  private static func isSure(_ finding: Finding, _ rest: [Finding], _ isMost: Bool) -> Bool {
    guard let own = finding.interval else { return rest.allSatisfy { $0.interval == nil } }
    return rest.allSatisfy { other in
      guard let interval = other.interval else { return false }
      return isMost ? interval.upper < own.lower : interval.lower > own.upper
    }
  }
}
