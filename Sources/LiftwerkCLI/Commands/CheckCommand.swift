import ArgumentParser
import Findings
import Liftwerk

/// The command `liftwerk check`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "List every problem of the project and its data before computing.",
    usage: "liftwerk check [<options>]",
    discussion: """
      Reads all files that a run would read, shows what they hold, and says what the data will hardly \
      tell: collinear channels, too little data for the model, priors that do not fit; journeys of one \
      touch, names of spend that no journey holds. Problems that forbid a run go to standard error, \
      all at once, each with place and remedy; the exit code is then 65. Language models are asked for \
      nothing unless --language-model says so.

      EXAMPLES
        liftwerk check
        liftwerk check --project spring.yaml --language de
      """)

  @Flag(help: "Ask each server of language_model whether it answers.")
  var languageModel = false

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() async throws {
    let file = try options.projectFile()
    if languageModel { await askServers(file) }
    let check = try await ProjectCheck(
      options.overriding(file.project), directory: file.directory,
      threads: options.threads ?? RunRequest.defaultThreads)
    if !options.quiet {
      for notice in check.notices { StandardError.write("Note: \(notice)") }
    }
    switch options.format {
    case .json: try StandardOutput.write(try check.document.encoded())
    case .table:
      try StandardOutput.write(
        check.text(width: StandardOutput.width) + "\nNothing stands in the way of a run.\n")
      if !check.warnings.isEmpty {
        let list = check.warnings.map { "- \($0)\n" }.joined()
        try StandardOutput.write("\nWhat deserves a look before it:\n\(list)")
      }
    }
  }

  /// Says of each server whether it answers; a silent one keeps no run from its report.
  private func askServers(_ file: ProjectFile) async {
    guard let models = file.project.languageModel else {
      return StandardError.write("Note: the project has no section language_model.")
    }
    let rewriting = ReportRewriting(models, directory: file.directory, cacheFolder: nil)
    for state in await rewriting.serverStates() { StandardError.write("Note: \(state)") }
  }
}
