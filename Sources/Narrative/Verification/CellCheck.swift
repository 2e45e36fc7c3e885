import Findings

/// Holds the cells of a page against the findings that they say they show.
struct CellCheck {
  private let facts: [String: Finding]

  init(_ document: FindingsDocument) {
    facts = Dictionary(
      document.findings.map { (Self.address($0.id, Self.subject($0.readable)), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func address(_ id: String, _ subject: String) -> String { "\(id)\n\(subject)" }

  /// The subject as the page's attributes spell it.
  private static func subject(_ finding: Finding) -> String {
    var parts = finding.subject.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if let period = finding.period { parts.append("\(period.from)/\(period.to)") }
    return parts.joined(separator: "; ")
  }

  /// Whether the numbers in a cell are those of its finding.
  func claim(_ cell: ReportText.Cell, _ language: Language) -> Claim {
    guard let finding = facts[Self.address(cell.id, cell.subject)] else {
      return Claim(
        text: cell.text, findings: [],
        checks: ["cell": "there is no finding \(cell.id) of \(cell.subject)"])
    }
    return Claim(
      text: cell.text, findings: [finding.key],
      checks: ["cell": problem(cell, finding, language) ?? "ok"])
  }

  private func problem(
    _ cell: ReportText.Cell, _ finding: Finding, _ language: Language
  ) -> String? {
    let characters = Array(cell.text)
    let numbers = NumberReader.mentions(
      characters, language, masked: [Bool](repeating: false, count: characters.count))
    let expected = expected(cell.part, finding)
    if finding.status == .withheld || expected.isEmpty {
      return numbers.isEmpty ? nil : "\(finding.id) has no such number"
    }
    var shown = numbers.map(\.value)
    // The level of an interval may stand beside its ends.
    if cell.part == "interval", numbers.count == 3, let level = finding.interval?.level {
      guard let last = numbers.last, last.shows(level) else { return "the level is another" }
      shown.removeLast()
    }
    guard shown.count == expected.count else {
      return numbers.isEmpty ? nil : "it should show \(expected.count) numbers"
    }
    for (number, value) in zip(numbers, expected) where !matches(number, value, finding) {
      return "\(number.text): \(finding.id) has \(Wording(language).quantity(value, finding))"
    }
    return nil
  }

  private func expected(_ part: String, _ finding: Finding) -> [Double] {
    switch part {
    case "median": finding.median.map { [$0] } ?? []
    case "interval": finding.interval.map { [$0.lower, $0.upper] } ?? []
    default: finding.value.map { [$0] } ?? []
    }
  }

  /// A cell may leave its unit to the heading of its column: percent, thousands, millions.
  private func matches(_ number: NumberMention, _ value: Double, _ finding: Finding) -> Bool {
    if number.shows(value) { return true }
    guard case .plain = number.form else { return false }
    return [1e-2, 1e3, 1e6, 1e9].contains { scale in
      abs(number.value * scale - value) <= number.halfDigit * scale * (1 + 1e-6)
    }
  }
}
