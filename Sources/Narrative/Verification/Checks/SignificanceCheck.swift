import Findings

/// `Significant` is said only of an interval without zero or of a p-value below one less the level.
enum SignificanceCheck: StatementCheck {
  static let name = "significance"

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let language = ReportLanguage.of(sentence.language)
    guard sentence.contains(anyOf: language.significant) else { return nil }
    let isDenied = sentence.contains(anyOf: language.absent)
    let isSupported = binding.findings.contains { finding in
      if finding.id.hasSuffix("p_value") { return (finding.value ?? 1) <= 0.05 }
      return finding.interval.map { $0.lower > 0 || $0.upper < 0 } ?? false
    }
    if isSupported && isDenied { return "the findings say that it is significant" }
    if !isSupported && !isDenied { return "no finding here is significant" }
    return nil
  }
}
