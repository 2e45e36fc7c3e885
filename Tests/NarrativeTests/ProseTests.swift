import Findings
import Foundation
import Narrative
import Testing

/// Prose written from the findings of a run on simulated data, and verified.
@Suite("Prose")
struct ProseTests {
  private let document: FindingsDocument
  private let verifier: ReportVerifier

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/findings", withExtension: "json"))
    document = try JSONDecoder().decode(FindingsDocument.self, from: Data(contentsOf: url))
    verifier = ReportVerifier(document)
  }

  private func sentences(
    _ language: Language, _ audience: NarrativeOptions.Audience = .specialist
  ) -> [String] {
    let options = NarrativeOptions(language: language, audience: audience)
    return Narrator(document.findings, options: options).sections().flatMap(\.blocks)
      .flatMap { block -> [String] in
        guard case .prose(let paragraph) = block else { return [] }
        return paragraph.sentences.map(\.text)
      }
  }

  @Test("every sentence verifies", arguments: Language.allCases)
  func verifies(language: Language) {
    let all = sentences(language)
    #expect(all.count > 20)
    #expect(all.contains { $0.contains("ROI") })
    for sentence in all {
      for claim in verifier.claims(sentence, language) where !claim.isTrue {
        Issue.record("\(sentence)\n\(claim.checks)")
      }
    }
  }

  @Test("each audience sees what those before it see, and more")
  func audiences() {
    let sets = NarrativeOptions.Audience.allCases.map { Set(sentences(.en, $0)) }
    #expect(sets[0].isStrictSubset(of: sets[1]) && sets[1].isStrictSubset(of: sets[2]))
    #expect(sentences(.en) == sentences(.en))
  }

  @Test("a changed digit is caught in every number", arguments: Language.allCases)
  func digits(language: Language) {
    var tried = 0
    for sentence in Set(sentences(language)).sorted() {
      let characters = Array(sentence)
      for place in characters.indices where characters[place].isNumber && characters[place].isASCII
      {
        // The digits of names, such as markov-1, are no numbers.
        let before = characters[..<place].last { !$0.isNumber }
        if before?.isLetter == true || before == "-" { continue }
        var changed = characters
        changed[place] = characters[place] == "9" ? "4" : "9"
        tried += 1
        let claims = verifier.claims(String(changed), language)
        #expect(claims.contains { !$0.isTrue }, "\(String(changed))")
      }
    }
    #expect(tried > 100)
  }

  @Test(
    "a changed word or unit is caught",
    arguments: [
      ("Raise the spend on search", "Lower the spend on search"),
      ("Lower the spend on radio", "Raise the spend on radio"), ("€2.08M", "€2.08K"),
      ("€2.08M", "$2.08M"), ("from €2.08M", "from 2.08%"),
    ])
  func words(original: String, changed: String) throws {
    let sentence = try #require(sentences(.en).first { $0.contains(original) })
    let claims = verifier.claims(
      sentence.replacingOccurrences(of: original, with: changed), .en)
    #expect(claims.contains { !$0.isTrue })
  }

  @Test(
    "a true sentence in other words verifies, a false one does not",
    arguments: [
      ("The ROI of all channels together is 2.32.", true),
      ("Altogether, media returned an ROI of 2.32 for all spend.", true),
      ("The ROI of tv is 2.32.", false),
      ("Spend on search should go from €2.08M up to €2.70M.", true),
      ("Spend on search rises by 30%.", true), ("Spend on search rises by 40%.", false),
      ("search has a higher marginal ROI than display.", true),
      ("display has a higher marginal ROI than search: 2.16.", false),
      ("Nothing here is a number.", true),
      ("The attribution credit of direct caused 138 conversions.", false),
    ] as [(String, Bool)])
  func reworded(sentence: String, isTrue: Bool) {
    let claims = verifier.claims(sentence, .en)
    #expect(claims.allSatisfy(\.isTrue) == isTrue, "\(claims.map(\.checks))")
  }
}
