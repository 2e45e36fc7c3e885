public import ArgumentParser
public import Bandits
import Foundation
import Liftwerk

extension BanditLedger.Trail: ExpressibleByArgument {}

/// The command `liftwerk bandit export`.
struct BanditExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the audit trail of a ledger.",
    usage: "liftwerk bandit export [<trail>] --ledger <file> [<options>]",
    discussion: """
      Prints one part of the trail, or writes all parts into a new folder, a file each: versions with \
      their shares, decisions with propensities, outcomes, the files they came from, and events such as \
      the kill switch or a clock that went back.

      EXAMPLES
        liftwerk bandit export decisions --ledger bandit.sqlite
        liftwerk bandit export --ledger bandit.sqlite --out trail --format json
      """)

  @Argument(
    help: "The part to print: versions, decisions, outcomes, batches or events.")
  var trail: BanditLedger.Trail?

  @Option(help: "The ledger, an SQLite file.", completion: .file())
  var ledger: String

  @Option(help: "The new folder for all parts.", completion: .directory)
  var out: String?

  @Option(help: "How rows are written: CSV, or a JSON object a line.")
  var format = RowFormat.csv

  func validate() throws {
    guard (trail == nil) != (out == nil) else {
      throw ValidationError("Name a part to print, or a folder for all with --out.")
    }
  }

  func run() throws {
    let ledger = try LiveSession.ledger(ledger)
    let format: BanditLedger.TrailFormat = format == .csv ? .csv : .jsonLines
    guard let trail else {
      try LiveSession.export(ledger, to: out ?? "", as: format)
      return
    }
    var text = ""
    try ledger.export(trail, as: format) { line in
      text += line + "\n"
      guard text.utf8.count > 1 << 20 else { return }
      try StandardOutput.write(text)
      text = ""
    }
    try StandardOutput.write(text)
  }
}
