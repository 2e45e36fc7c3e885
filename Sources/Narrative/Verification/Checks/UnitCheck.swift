import Findings

/// The noun behind a number is the unit of its finding, or the word for what it measures.
enum UnitCheck: StatementCheck {
  static let name = "unit"

  private static let nouns: [Language: Set<String>] = [
    .en: stems(
      "conversions journeys users weeks days months years periods units touches contacts rows geos regions "
        + "draws points"),
    .de: stems(
      "Conversions Journeys Personen Wochen Tage Monate Jahre Perioden Einheiten Kontakte Zeilen Regionen "
        + "Gebiete Ziehungen Punkte"),
  ]

  private static func stems(_ text: String) -> Set<String> {
    Set(WordRange.all(Array(text)).map(\.stem))
  }

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let all = WordRange.all(sentence.characters)
    for bound in binding.bound where bound.part == "value" {
      let end = bound.number.range.upperBound
      guard let place = all.firstIndex(where: { $0.range.lowerBound >= end }),
        sentence.between(end, all[place].range.lowerBound).isEmpty,
        nouns[sentence.language]?.contains(all[place].stem) == true
      else { continue }
      let fits = bound.findings.contains { finding in
        words(finding, sentence.language).contains(all[place].stem)
      }
      if !fits, let first = bound.findings.first {
        return "\(bound.number.text) \(all[place].text): \(first.id) is in \(first.unit.symbol)"
      }
    }
    return nil
  }

  private static func words(_ finding: Finding, _ language: Language) -> Set<String> {
    let unit = NumberStyle(language).heading(of: finding.unit) ?? ""
    let measure = Lexicon.measure(of: finding.key)?.words(language).phrases ?? []
    return stems(([unit, finding.unit.symbol] + measure).joined(separator: " "))
  }
}
