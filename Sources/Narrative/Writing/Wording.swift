import Findings

/// Numbers, names and lists as a language has them.
struct Wording {
  let language: Language
  private let style: NumberStyle

  init(_ language: Language) {
    self.language = language
    style = NumberStyle(language)
  }

  /// A finding's value.
  func value(_ finding: Finding) -> String { finding.value.map { quantity($0, finding) } ?? "–" }

  /// A number in the form of a finding.
  func quantity(_ number: Double, _ finding: Finding) -> String {
    style.quantity(
      number, as: NumberForm(finding.unit, name: "\(finding.id) \(finding.subject["metric"] ?? "")")
    )
  }

  /// A finding's value with its interval in brackets, where it has one.
  func withInterval(_ finding: Finding) -> String { value(finding) + interval(finding) }

  /// A finding's interval in brackets, with a space before; empty if it has none.
  func interval(_ finding: Finding) -> String {
    guard let interval = finding.interval else { return "" }
    let (lower, upper) = (quantity(interval.lower, finding), quantity(interval.upper, finding))
    return " (\(style.intervalName(interval.level)) \(lower) \(pick("to", "bis")) \(upper))"
  }

  /// A share of one as percent.
  func percent(_ share: Double) -> String { style.quantity(share, as: .share, decimals: 0) }

  /// A list with the language's "and".
  func list(_ items: [String]) -> String {
    guard items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + pick(" and ", " und ")
      + items[items.count - 1]
  }

  /// The text of the language.
  func pick(_ english: String, _ german: String) -> String {
    language == .de ? german : english
  }

  /// A sentence of the language's text about findings.
  func sentence(_ english: String, _ german: String, _ findings: [Finding]) -> Sentence {
    Sentence(pick(english, german), findings: findings.map(\.key))
  }
}
