import ArgumentParser
import Findings
import Foundation
import Knowledge
import Liftwerk
import Narrative

/// The command `liftwerk report ask`.
struct ReportAskCommand: AsyncParsableCommand {
  /// How an answer is printed.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a question about finished runs.",
    usage: "liftwerk report ask <question> [<options>]",
    discussion: """
      Answers from findings and, where there is a store of knowledge, from documents, and from nothing else: \
      each sentence is verified and names the finding it rests on, each quotation its document. Questions \
      may be in English or German, and ask for a value, a comparison, a ranking, a change, a recommendation \
      or how sure something is; names and measures are those of the runs. A question why something \
      changed is answered by what changed, between two runs or periods; no cause is named without an \
      experiment. Nothing is written. Where findings and documents do not answer, the answer says so and \
      what would be needed, and the exit code is 3.

      EXAMPLES
        liftwerk report ask 'Why did the ROI of tv fall?'
        liftwerk report ask 'Welcher Kanal hat den höchsten ROI?' --runs archive/runs
        liftwerk report ask 'What should we do with the budget?' --format json
        liftwerk report ask 'Compare tv and search' --run runs/spring --run runs/autumn
      """)

  @Argument(help: "The question, in quotes; at most 2000 characters.")
  var question: String

  @OptionGroup var finished: FinishedRuns

  @Option(
    help: "The store of documents; that of the project, or knowledge.sqlite, if not given.",
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  @Option(help: "The language of the answer; that of the question if not given.")
  var language: Language?

  @Option(help: "What standard output carries: sentences, or the answer with all its sources.")
  var format: Form = .text

  func run() async throws {
    let sources = try finished.sources()
    let file = try finished.projectFile()
    let asking = Asking(
      sources, store: try documents(file), languageModel: file?.project.languageModel)
    let answer = try await asking.answer(
      question, language: language, fallback: file?.project.report.language ?? .en)
    for remark in sources.remarks { StandardError.write(remark) }
    switch format {
    case .text: try StandardOutput.write(answer.text)
    case .json: try StandardOutput.write(StableJSON.encode(answer))
    }
    if !answer.isAnswered { throw ExitCode(LiftwerkError.Code.withheld.exitCode) }
  }

  /// The documents, if there are any.
  ///
  /// One that was named must be there; one that is there and broken is told, and the answer goes without.
  private func documents(_ file: ProjectFile?) throws -> KnowledgeStore? {
    let here = FileManager.default.currentDirectoryPath
    var section = file?.project.knowledge ?? KnowledgeSection()
    if let store {
      section.store = store
      return try section.open(in: here)
    }
    let directory = file?.directory ?? here
    let path = section.store.hasPrefix("/") ? section.store : "\(directory)/\(section.store)"
    guard FileManager.default.fileExists(atPath: path) else {
      if file?.project.knowledge != nil {
        StandardError.write(
          "Note: \(section.store) is not there, so no document is quoted. Make it: liftwerk knowledge add"
        )
      }
      return nil
    }
    do {
      return try section.open(in: directory)
    } catch {
      StandardError.write("Note: no document is quoted. \(error.description)")
      return nil
    }
  }
}
