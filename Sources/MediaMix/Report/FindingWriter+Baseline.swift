import Findings

extension FindingWriter {
  /// What trend, holidays and events added to the outcome in the window: `mmm.baseline_part`, with
  /// `metric` as `trend`, `holiday.easter` or `event.sale`.
  ///
  /// A holiday or event is held against its absence, the trend against its level in the first period
  /// of the window.
  func baselineParts() -> [Finding] {
    result.baselineParts.map { part in
      finding(
        "mmm.baseline_part", ["metric": part.name], Summary(part.draws, level: level),
        units.outcome, period: period
      ) {
        Phrase(
          en: "\(part.title.en) moved the outcome by \($0)",
          de: "\(part.title.de) veränderte das Ergebnis um \($0)")
      }
    }
  }
}
