import Findings

/// That an effect is not established is said only where the interval contains zero, and that there is one
/// only where it does not.
enum EffectCheck: StatementCheck {
  static let name = "effect"

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let words = Set(sentence.words.map(\.stem))
    let isEstablished = ["established", "belegt", "proven", "nachgewiesen"]
      .contains { words.contains(WordRange.stem($0)) }
    guard isEstablished else { return nil }
    let isDenied = sentence.contains(anyOf: ReportLanguage.of(sentence.language).absent)
    let intervals = binding.findings.compactMap(\.interval)
    guard let interval = intervals.first else { return nil }
    let isSure = interval.lower > 0 || interval.upper < 0
    if isSure && isDenied { return "its interval leaves zero out: an effect is established" }
    if !isSure && !isDenied { return "its interval contains zero: an effect is not established" }
    return nil
  }
}
