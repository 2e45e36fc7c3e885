import Findings
import Narrative
import Testing

/// Prose of a bandit's findings, written and verified.
@Suite("Prose of bandits")
struct BanditProseTests {
  private func finding(
    _ id: String, _ subject: [String: String], _ value: Double, _ limits: (Double, Double)? = nil,
    unit: Unit = .one, grade: EvidenceGrade = .assumption
  ) -> Finding {
    Finding(
      id: id, subject: subject, value: value,
      interval: limits.map {
        Interval(lower: $0.0, upper: $0.1, level: 0.9, kind: .confidence)
      }, unit: unit, grade: grade, text: "")
  }

  private var findings: [Finding] {
    ["cpa", "roas", "frequency"].enumerated().flatMap { place, metric in
      [
        finding(
          "bandit.violation_share", ["metric": metric, "model": "guardrails"],
          0.013 + 0.01 * Double(place), (0.0021, 0.0314)),
        finding(
          "bandit.violation_share", ["metric": metric, "model": "thompson"],
          0.127 + 0.03 * Double(place), (0.0902, 0.1717)),
        finding(
          "bandit.permitted_violation_share", ["metric": metric], 0.052 + 0.01 * Double(place)),
        finding(
          "bandit.guardrail", ["metric": metric], 13.4 + 2.7 * Double(place), (11.8, 21.2),
          unit: metric == "cpa" ? Unit("EUR/conversion") : Unit("x/y"), grade: .model),
      ]
    } + [
      finding("bandit.regret", ["model": "guardrails"], 164, (115, 213), unit: Unit("conversions")),
      finding(
        "bandit.regret", ["model": "thompson"], 71.6, (67.1, 76.4), unit: Unit("conversions")),
      finding("bandit.regret_ratio", ["model": "guardrails"], 1.27),
    ]
  }

  private func sentences(_ language: Language) -> [String] {
    let options = NarrativeOptions(language: language, audience: .specialist)
    return Narrator(findings, options: options).sections().flatMap(\.blocks)
      .flatMap { block -> [String] in
        guard case .prose(let paragraph) = block else { return [] }
        return paragraph.sentences.map(\.text)
      }
  }

  @Test("every sentence verifies, and none with a changed digit", arguments: Language.allCases)
  func verifies(language: Language) {
    let verifier = ReportVerifier(FindingsDocument(run: "x", findings: findings))
    let all = sentences(language)
    #expect(all.count == 15)
    for sentence in all {
      for claim in verifier.claims(sentence, language) where !claim.isTrue {
        Issue.record("\(sentence)\n\(claim.checks)")
      }
      let characters = Array(sentence)
      for place in characters.indices where characters[place].isNumber {
        var changed = characters
        changed[place] = characters[place] == "9" ? "4" : "9"
        let claims = verifier.claims(String(changed), language)
        #expect(claims.contains { !$0.isTrue }, "\(String(changed))")
      }
    }
  }
}
