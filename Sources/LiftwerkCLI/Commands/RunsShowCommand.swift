import ArgumentParser
import Liftwerk
import Runs

/// The command `liftwerk runs show`.
struct RunsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the tables of a run.",
    usage: "liftwerk runs show <folder> [<options>]",
    discussion: """
      EXAMPLES
        liftwerk runs show runs/spring
        liftwerk runs show runs/spring --format json
      """)

  @Argument(help: "A run folder.", completion: .directory)
  var folder: String

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let recorded = try RecordedRun(path: folder)
    switch options.format {
    case .json: try StandardOutput.write(try recorded.contents(of: "findings.json"))
    case .table:
      try StandardOutput.write(
        recorded.text(language: options.language, width: StandardOutput.width))
    }
  }
}
