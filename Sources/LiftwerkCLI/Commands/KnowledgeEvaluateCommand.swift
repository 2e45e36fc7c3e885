import ArgumentParser
import Foundation
import Liftwerk

/// The command `liftwerk knowledge evaluate`.
struct KnowledgeEvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "How well the documents answer questions whose answers are known.",
    usage: "liftwerk knowledge evaluate [<questions>] [<options>]",
    discussion: """
      Reads a CSV file with the columns question and document, and perhaps relevance; a question with \
      several documents has several rows. Tells the share of questions with an answer among the first \
      1, 3, 5 and 10 documents (Hit@k), the mean reciprocal rank and nDCG, by words, by meaning and by \
      both.

      EXAMPLES
        liftwerk knowledge evaluate questions.csv
        liftwerk knowledge evaluate --format json
      """)

  @Argument(help: "A CSV file of questions; that of the project if not given.", completion: .file())
  var questions: String?

  @OptionGroup(title: "Knowledge") var knowledge: KnowledgeOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func run() async throws {
    var (section, directory) = try knowledge.section(options)
    let here = FileManager.default.currentDirectoryPath
    if let questions {
      section.questions = questions
      // The store keeps its place when paths start from here.
      if !section.store.hasPrefix("/") { section.store = "\(directory)/\(section.store)" }
      directory = here
    }
    let project = Project(name: "knowledge", knowledge: section)
    try await RunAnswer(options: options).answer(
      options.request(project, directory: directory, command: Pipeline.knowledgeEvaluationCommand))
  }
}
