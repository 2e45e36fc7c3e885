import Findings
import Foundation
import Narrative
import Testing

@Suite("Evaluation")
struct EvaluationTests {
  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  @Test("BLEU's clipped precision is that of the paper's example")
  func clipped() {
    let references = ["the cat is on the mat", "there is a cat on the mat"].map(Self.words)
    let words = Self.words("the the the the the the the")
    #expect(ReferenceScores.clippedPrecision(words, references, 1) == 2.0 / 7)
    #expect(ReferenceScores.bleu(words, references) == 0)
  }

  @Test("BLEU of a known translation is 0.5046")
  func bleu() {
    // The candidate and references of Papineni et al. 2002, example 1; the score is NLTK's.
    let references = [
      "It is a guide to action that ensures that the military will forever heed Party commands",
      "It is the guiding principle which guarantees the military forces always being under the command of the Party",
      "It is the practical guide for the army always to heed the directions of the party",
    ].map(Self.words)
    let words = Self.words(
      "It is a guide to action which ensures that the military always obeys the commands of the party"
    )
    #expect(abs(ReferenceScores.bleu(words, references) - 0.504566684) < 1e-9)
    #expect(ReferenceScores.bleu(references[0], references) == 1)
  }

  @Test("ROUGE-L is that of the paper's example")
  func rouge() {
    // Lin 2004, section 3.1.
    let reference = Self.words("police killed the gunman")
    #expect(ReferenceScores.rougeL(Self.words("police kill the gunman"), reference) == 0.75)
    #expect(ReferenceScores.rougeL(Self.words("the gunman kill police"), reference) == 0.5)
    #expect(ReferenceScores.rougeL([], reference) == 0)
  }

  @Test("PARENT is what counting by hand gives")
  func parent() {
    // Without references: 3 of 4 words are in the facts; runs of two: 1, 1, 1/2; of three: 1, 2/3;
    // of four: 3/4. The facts "tv 2" and "radio 3" come in the text by 2/2 and 0/2.
    let alone = FactScores(
      Self.words("roi tv 2 today"), facts: [["tv", "2"], ["radio", "3"]], names: ["roi"])
    let precision = pow(0.75 * (2.5 / 3) * (5.0 / 6) * 0.75, 0.25)
    #expect(abs(alone.precision - precision) < 1e-12 && alone.recall == 0.5)
    #expect(abs(alone.f - 2 * precision * 0.5 / (precision + 0.5)) < 1e-12)
    // A reference entails the word that the facts do not, and says nothing else of them.
    let compared = FactScores(
      Self.words("roi tv 2 today"), facts: [["tv", "2"], ["radio", "3"]], names: ["roi"],
      references: [Self.words("roi tv 2 today")])
    #expect(compared.precision == 1 && abs(compared.recall - 0.5.squareRoot()) < 1e-12)
    #expect(FactScores([], facts: [["a"]], names: []).f == 0)
  }

  @Test("Cohen's kappa of a known table is 0.4")
  func kappa() {
    // Fifty proposals: both yes 20, only the first 5, only the second 10, both no 15.
    let pairs: [(Double, Double)] =
      Array(repeating: (1, 1), count: 20) + Array(repeating: (1, 0), count: 5)
      + Array(repeating: (0, 1), count: 10) + Array(repeating: (0, 0), count: 15)
    #expect(abs((RaterAgreement.kappa(pairs) ?? 0) - 0.4) < 1e-12)
    #expect(RaterAgreement.kappa([]) == nil && RaterAgreement.kappa([(1, 1)]) == nil)
  }

  /// Krippendorff 2011, example C: twelve units, four observers, some values missing.
  private static let units: [[Double]] = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
  ]

  @Test(
    "Krippendorff's alpha is that of the published example",
    arguments: [
      (RaterAgreement.Scale.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849),
    ])
  func alpha(scale: RaterAgreement.Scale, published: Double) throws {
    let alpha = try #require(RaterAgreement.alpha(Self.units, scale))
    #expect(abs(alpha - published) < 0.0005)
    #expect(RaterAgreement.alpha([[1, 1], [1]], scale) == nil)
  }

  @Test("a written report binds all its numbers and covers its plan; half of it covers less")
  func report() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/findings", withExtension: "json"))
    let document = try JSONDecoder().decode(FindingsDocument.self, from: Data(contentsOf: url))
    let options = NarrativeOptions(audience: .analyst)
    let sections = Narrator(document.findings, options: options).sections()
    let whole = ReportEvaluation(
      ReportText(sections), document, audience: .analyst, references: [ReportText(sections)])
    #expect(whole.numbersBound.count == whole.numbersBound.of && whole.numbersBound.of > 50)
    #expect(whole.planCoverage.share == 1 && whole.missing.isEmpty)
    #expect(whole.references == ReferenceScores("a b c d", references: ["a b c d"]))
    let part = ReportEvaluation(
      ReportText(Array(sections.suffix(1))), document, audience: .analyst)
    #expect(part.planCoverage.count < whole.planCoverage.count && !part.missing.isEmpty)
    #expect(part.parent.recall < whole.parent.recall && part.references == nil)
    let invented = try ReportText(
      "<html lang=\"en\"><p>The ROI of tv is 99.9.</p></html>", name: "x")
    let wrong = ReportEvaluation(invented, document, audience: .analyst)
    #expect(wrong.numbersBound.count == 0 && wrong.numbersBound.of == 1)
  }

  @Test("a rubric sheet has a row for each paragraph and criterion, safe for spreadsheets")
  func rubric() throws {
    let report = try ReportText(
      "<html lang=\"en\"><p>=cmd() and more.</p><p>Two.</p></html>", name: "x")
    let lines = RubricSheet(report).csv.split(separator: "\n")
    #expect(lines.count == 1 + 2 * RubricSheet.Criterion.allCases.count)
    #expect(lines[1].contains("'=cmd()") && lines[1].hasPrefix("p1,clear,"))
  }
}
