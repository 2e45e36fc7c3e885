import Findings
import Foundation
import Narrative
import Testing

/// Answers from the findings of all methods.
@Suite("Answers")
struct AskerTests {
  private let asker: Asker

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/findings", withExtension: "json"))
    let document = try JSONDecoder().decode(FindingsDocument.self, from: Data(contentsOf: url))
    asker = Asker(
      Evidence(
        latest: [
          Evidence.Source(run: document.run, method: "all", findings: document.findings)
        ], testedChannels: ["search"]))
  }

  @Test(
    "every sentence is bound to its finding",
    arguments: [
      "What is the ROI of search?", "Compare the ROI of tv and search", "Which channel is worst?",
      "Which channel has the highest contribution?", "What should we do with the budget?",
      "How sure is the ROI of tv?", "What is the iROAS of search?",
      "What was the lift of the test?",
      "Wie hoch ist der ROI von search?", "Welcher Kanal hat den höchsten ROI?",
      "Was sollen wir mit dem Budget tun?", "Wie sicher ist der ROI von tv?",
      "Wie hoch war der Lift?", "Wie viel geben wir für tv aus, Ausgaben?",
    ])
  func bound(question: String) async throws {
    let answer = try await asker.answer(question)
    #expect(answer.isAnswered && answer.rejected == 0, "\(answer)")
    #expect(answer.language == (question.contains(/^(W[ia]e?[ s]|Welcher)/) ? .de : .en))
    for statement in answer.statements {
      #expect(statement.checks["findings"] == "ok" && !statement.findings.isEmpty)
    }
    #expect(try await asker.answer(question) == answer)
  }

  @Test("only an experiment is said to have measured")
  func grades() async throws {
    let model = try await asker.answer("What is the ROI of search?")
    #expect(
      model.statements.allSatisfy {
        $0.text.contains("the model estimates") || $0.text.hasPrefix("The model estimates")
      })
    let test = try await asker.answer("What is the iROAS of search?")
    #expect(test.statements.contains { $0.text.hasPrefix("The experiment puts") })
  }
}
