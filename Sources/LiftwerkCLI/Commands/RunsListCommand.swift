import ArgumentParser
import Foundation
import Liftwerk
import Runs

/// The command `liftwerk runs list`.
struct RunsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the runs in a folder, oldest first.",
    usage: "liftwerk runs list [<folder>] [<options>]",
    discussion: """
      EXAMPLES
        liftwerk runs list
        liftwerk runs list experiments/runs --format json
      """)

  @Argument(help: "The folder that holds run folders.", completion: .directory)
  var folder = "runs"

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let runs = RecordedRun.all(in: folder).map(Entry.init)
    switch options.format {
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try StandardOutput.write(try encoder.encode(runs) + Data("\n".utf8))
    case .table:
      let lines = runs.map { run in
        [run.started, run.command, run.outcome, String(run.run.prefix(8)), run.folder]
          .joined(separator: "  ")
      }
      try StandardOutput.write(
        lines.isEmpty ? "No runs in \(folder).\n" : lines.joined(separator: "\n") + "\n")
    }
  }

  private struct Entry: Encodable {
    let folder: String
    let run: String
    let command: String
    let started: String
    let outcome: String
    let version: String

    init(_ run: RecordedRun) {
      folder = run.path
      self.run = run.manifest.run
      command = run.manifest.command
      started = run.manifest.started
      outcome = run.manifest.outcome.rawValue
      version = run.manifest.version
    }
  }
}
