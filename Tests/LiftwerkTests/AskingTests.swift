import Findings
import Foundation
import Liftwerk
import Narrative
import Testing

@Suite("Questions about runs")
struct AskingTests {
  private static let shared = Task { try await AskedFolder() }

  private func ask(_ question: String) async throws -> Answer {
    try await Self.shared.value.ask(question)
  }

  @Test("a value is answered by the sentence of its finding, in the language of the question")
  func value() async throws {
    let english = try await ask("What is the credit of TV by last-touch?")
    #expect(english.isAnswered && english.language == .en && english.statements.count == 1)
    #expect(
      english.statements.first?.findings.first?.subject
        == ["channel": "tv", "model": "last-touch"])
    #expect(english.text.contains("the credit for tv by last-touch at"))
    let german = try await ask("Wie hoch ist die Zurechnung von tv?")
    #expect(german.isAnswered && german.language == .de)
    #expect(german.text.contains("Die Daten zeigen für tv nach markov-1: Zurechnung"))
    #expect(english.rejected == 0 && german.rejected == 0)
  }

  @Test("a ranking names all, and says whether the first is sure")
  func ranking() async throws {
    let answer = try await ask("Which channel has the most credit?")
    #expect(answer.isAnswered && answer.rejected == 0)
    #expect(answer.statements.first?.findings.count == 3)
    #expect(answer.statements.first?.text.contains("in falling order: search (") == true)
    #expect(answer.statements.contains { $0.text.contains("interval of search") })
  }

  @Test("a comparison says which is more only where intervals lie apart")
  func comparison() async throws {
    let answer = try await ask("Compare the credit of tv and radio")
    #expect(answer.isAnswered && answer.rejected == 0)
    let text = answer.text
    #expect(
      text.contains("than that for") || text.contains("the findings do not say which of"), "\(text)"
    )
  }

  @Test("why is answered by what changed between two runs, without a cause")
  func change() async throws {
    let folder = try await AskedFolder()
    let question = "Why did the credit of tv rise?"
    let alone = try await folder.ask(question)
    #expect(!alone.isAnswered && alone.needed.first?.contains("second run") == true)
    try await folder.run(named: "second", converting: 1)
    let answer = try await folder.ask(question)
    #expect(answer.isAnswered && answer.rejected == 0, "\(answer.text)")
    #expect(answer.steps.map(\.tool) == [.findings, .comparison])
    #expect(answer.text.contains("credit for tv by markov-1 is lower in the later run"))
    #expect(answer.text.contains("In the later run, the data put the credit for tv"))
    #expect(answer.text.contains("In the earlier run, the data put the credit for tv"))
    #expect(Set(answer.statements.map(\.run)).count == 2)
    #expect(answer.notices.contains { $0.contains("takes a change for granted") })
    #expect(answer.notices.contains { $0.contains("no cause") })
    let causal = ["caused", "because", "led to", "due to"]
    #expect(!causal.contains(where: answer.text.contains))
    #expect(try await folder.ask(question) == answer)
  }

  @Test(
    "what findings do not answer is not answered, and what is needed is said",
    arguments: [
      ("What is the weather", "question in English or German"),
      ("What is the credit of podcast?", "“radio”, “search” and “tv”"),
      ("What is the credit of serach?", "Did you mean “search”?"),
      ("What is the ROI of tv?", "liftwerk mmm fit"),
      ("Pourquoi la télé a-t-elle baissé cette année ?", "question in English or German"),
      ("Welche Zurechnung hat radoi?", "Meinten Sie „radio“?"),
    ])
  func unanswered(question: String, needed: String) async throws {
    let answer = try await ask(question)
    #expect(!answer.isAnswered && answer.statements.isEmpty && answer.passages.isEmpty)
    #expect(answer.needed.contains { $0.contains(needed) }, "\(answer.needed)")
  }

  @Test(
    "an empty or endless question is refused",
    arguments: ["", " \n\t", "\u{200B}", "?!", String(repeating: "why ", count: 25_000)])
  func refused(question: String) async throws {
    let folder = try await Self.shared.value
    await #expect {
      _ = try await folder.ask(question)
    } throws: { error in
      (error as? LiftwerkError)?.code == .usage
    }
  }

  @Test("a passage is quoted with a citation that holds")
  func passage() async throws {
    let folder = try await AskedFolder()
    try folder.add(["The credit of tv is reviewed each spring by the team."])
    let answer = try await folder.ask("When is the credit of tv reviewed?")
    let quote = try #require(answer.passages.first)
    #expect(quote.text.contains("each spring") && quote.citation.document == "note-0.txt")
    #expect(quote.citation.hash.count == 64 && answer.text.contains("note-0.txt, chunk 0"))
    #expect(answer.steps.map(\.tool) == [.findings, .passages])
  }

  @Test("an altered run is not used")
  func altered() async throws {
    let folder = try await AskedFolder()
    try await folder.run(named: "second", converting: 1)
    let url = URL(fileURLWithPath: "\(folder.path)/runs/second/findings.json")
    let text = try String(contentsOf: url, encoding: .utf8)
    try Data(text.replacing("\"tv\"", with: "\"TV\"").utf8).write(to: url)
    let sources = try ReportSources(latestIn: "\(folder.path)/runs")
    #expect(sources.remarks.contains { $0.contains("altered after the run") })
    let answer = try await folder.ask("What is the credit of tv?")
    #expect(answer.isAnswered && answer.names.map(\.value) == ["tv"])
  }
}
