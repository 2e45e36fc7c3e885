import ArgumentParser
import Liftwerk

/// The command `liftwerk run`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Answer every section of liftwerk.yaml, in one report.",
    usage: "liftwerk run [<options>]",
    discussion: """
      EXAMPLES
        liftwerk run
        liftwerk run --project spring.yaml --out runs/spring
        liftwerk run --format json > findings.json
        liftwerk run --language de --level 0.8
      """)

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() async throws {
    let file = try options.projectFile()
    try await RunAnswer(options: options).answer(
      options.request(file.project, directory: file.directory, command: "run"))
  }
}
