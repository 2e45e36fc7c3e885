import Findings
import MediaMix
import Testing

/// The health page's texts, word for word, in both languages.
struct HealthPageTests {
  private func page(
    _ change: (inout HealthEvidence) -> Void = { _ in }
  ) throws -> (MediaMixHealth, [String]) {
    var evidence = try HealthEvidence.clean()
    change(&evidence)
    let health = MediaMixHealth(evidence)
    let grid = Grid(id: "d", title: Phrase("d"), columns: [], rows: [])
    let section = health.section(showsNumbers: true, diagnostics: grid, notes: [])
    let notes = section.blocks.compactMap { block -> Phrase? in
      if case .note(let note) = block { note.text } else { nil }
    }
    return (health, notes.flatMap { [$0.en, $0.de] })
  }

  @Test("a clean fit says so in one line, and states the rule")
  func ready() throws {
    let (_, notes) = try page()
    let expected: [String] = [
      "Ready to hand in. All 15 checks are good.",
      "Kann abgegeben werden. Alle 15 Prüfungen sind gut.",
      """
      The rule: one check that fails means do not use; one that asks for review means read \
      the remarks first; else the fit is ready. What stands for context never counts.
      """,
      """
      Die Regel: Ein Mangel heißt nicht verwenden, ein „Prüfen“ heißt erst die Hinweise \
      lesen; sonst kann abgegeben werden. Was zur Einordnung dasteht, zählt nie.
      """,
    ]
    #expect(notes == expected)
  }

  @Test("remarks say what to do, failures first")
  func remarks() throws {
    let (health, notes) = try page {
      $0.effectiveParameters = 150
      $0.mediaDraws = $0.mediaDraws.enumerated().map { $0.offset < 300 ? 1001 : $0.element }
    }
    let expected: [String] = [
      "Do not use. Of 15 checks, 1 fails and 1 asks for review.",
      "Nicht verwenden. Von 15 Prüfungen zeigt 1 einen Mangel, 1 verlangt einen Blick.",
      """
      Enough data for the model: Give more periods or data by region, merge channels, or \
      use fewer knots and controls.
      """,
      """
      Genug Daten für das Modell: Mehr Perioden oder regionale Daten, Kanäle zusammenlegen \
      oder weniger Knoten und Kontrollgrößen.
      """,
      """
      Baseline above zero: Give priors with smaller returns, or add the control that \
      explains the low periods.
      """,
      """
      Grundniveau über null: Priors mit kleineren Renditen angeben oder die Kontrollgröße \
      ergänzen, die die schwachen Perioden erklärt.
      """,
    ]
    #expect(Array(notes.prefix(6)) == expected)
    let finding = health.verdictFinding(language: .de, showsNumbers: true)
    #expect(finding.value == 2)
    #expect(finding.text == "Nicht verwenden: Grundniveau über null, Genug Daten für das Modell.")
  }

  @Test("every text ends as a sentence and is there in both languages")
  func sentences() throws {
    for outcome in try page().0.outcomes {
      for text in [outcome.meaning.en, outcome.meaning.de] {
        #expect(text.hasSuffix(".") && !text.contains(". ."), "\(outcome.check)")
      }
      #expect(outcome.meaning.en != outcome.meaning.de)
      #expect(!outcome.title.en.isEmpty && !outcome.title.de.isEmpty)
      for measure in outcome.measures { #expect(!measure.text.en.hasSuffix(".")) }
    }
  }
}
