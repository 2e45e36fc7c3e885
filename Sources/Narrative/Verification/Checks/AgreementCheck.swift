import Findings

/// Two methods agree only where their intervals overlap, and contradict each other only where they do not.
enum AgreementCheck: StatementCheck {
  static let name = "agreement"

  private static let agreeing = stems("agree agrees übereinstimmen überein")
  private static let contradicting = stems(
    "contradict contradicts disagree disagrees widersprechen widerspricht")

  /// Every word of agreement and contradiction.
  static var words: Set<String> { agreeing.union(contradicting) }

  private static func stems(_ words: String) -> Set<String> {
    Set(words.split(separator: " ").map { WordRange.stem(String($0)) })
  }

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let agrees = sentence.contains(anyOf: agreeing)
    let contradicts = sentence.contains(anyOf: contradicting)
    guard agrees || contradicts else { return nil }
    var found: [String: Finding] = [:]
    for finding in binding.findings where finding.interval != nil {
      let method = finding.id.prefix { $0 != "." }
      if found[String(method)] == nil { found[String(method)] = finding }
    }
    let pair = found.sorted { $0.key < $1.key }.map(\.value)
    guard pair.count == 2 else { return nil }
    if agrees && contradicts { return "it says both that they agree and that they do not" }
    if pair[0].overlaps(pair[1]) == agrees { return nil }
    return agrees
      ? "the intervals of \(pair[0].id) and \(pair[1].id) lie apart"
      : "the intervals of \(pair[0].id) and \(pair[1].id) overlap"
  }
}
