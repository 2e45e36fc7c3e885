import Findings
import LanguageModels

extension Asker {
  /// Lets language models reword what the latest runs say, behind the gate of reports; what compares two
  /// runs, and what a document says, stays word for word.
  func reworded(_ answer: Answer, _ chain: ChatChain) async -> Answer {
    let findings = evidence.findings
    let keys = Set(findings.map(\.key))
    let gate = AnswerGate(evidence, answer.language)
    var answer = answer
    let rewriter = ProseRewriter(
      FindingsDocument(run: "", findings: findings),
      style: RewriteStyle(
        NarrativeOptions(language: answer.language, audience: .analyst), words: []),
      chain: chain)
    for place in answer.statements.indices {
      let statement = answer.statements[place]
      // A statement without a number has nothing that a reworded one could be held to.
      guard keys.isSuperset(of: statement.findings),
        statement.checks["numbers"] != nil, Self.isPlain(statement, findings)
      else { continue }
      let paragraph = Paragraph(
        answer.language, [Sentence(statement.text, findings: statement.findings)])
      let section = Section(id: "answer", title: Phrase(""), blocks: [.prose(paragraph)])
      let result = await rewriter.rewrite([section]).sections
      guard case .prose(let new)? = result.first?.blocks.first, new.text != statement.text,
        let checks = gate.checks(
          new.text, findings.filter { statement.findings.contains($0.key) }, run: statement.run,
          mustBind: true)
      else { continue }
      answer.statements[place].text = new.text
      answer.statements[place].checks = checks
    }
    return answer
  }

  /// Whether no other finding of the same name and another period could be meant.
  private static func isPlain(_ statement: Answer.Statement, _ findings: [Finding]) -> Bool {
    statement.findings.allSatisfy { key in
      findings.count { $0.id == key.id && $0.subject == key.subject } == 1
    }
  }
}
