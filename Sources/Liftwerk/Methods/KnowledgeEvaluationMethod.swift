import Findings
import Foundation
import Knowledge
import LanguageModels
import Runs

/// The evaluation of a store of knowledge by questions whose answers are known, in the pipeline.
struct KnowledgeEvaluationMethod: Method {
  let section: KnowledgeSection
  let questions: String
  let options: JSONValue

  /// Takes the project's section of knowledge.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if it names no questions.
  init(_ project: Project) throws(LiftwerkError) {
    guard let section = project.knowledge, let questions = section.questions else {
      throw LiftwerkError(
        .badProject, "knowledge.questions: no questions are named. Add questions: QUESTIONS.csv.")
    }
    self.section = section
    self.questions = questions
    options = .object(["model": section.model.map(JSONValue.text) ?? .null])
  }

  var name: String { "knowledge_evaluation" }
  var seed: UInt64 { 0 }
  var inputPaths: [String] { [questions] }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    let file = try QuestionFile(
      path: questions.hasPrefix("/") ? questions : "\(settings.directory)/\(questions)")
    let store = try section.open(in: settings.directory)
    settings.progress(.step("Asking \(file.questions.count) questions"))
    let evaluation = try RetrievalEvaluation(store, file)
    for notice in evaluation.notices { settings.progress(.notice(notice)) }
    let asked = file.questions.map { question in
      let answers = question.relevance.sorted { $0.key < $1.key }
      return "\(question.text)\u{0}\(answers.map { "\($0.key) \($0.value)" })"
    }
    let identity = store.encoder?.identity ?? ""
    var output = MethodOutput(
      dataHash: ContentHash.hex(
        Data(([identity, evaluation.contents] + asked).joined(separator: "\u{2}").utf8)),
      findings: evaluation.findings(settings.language), figures: [],
      sections: evaluation.sections())
    output.subtitle = Phrase(en: "Evaluation of retrieval", de: "Bewertung der Suche")
    output.seconds = ["evaluate": (clock.now - begin) / .seconds(1)]
    return output
  }
}
