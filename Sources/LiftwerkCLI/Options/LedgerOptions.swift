import ArgumentParser
import Findings
import Foundation
import Liftwerk

/// The options of commands on a bandit's ledger.
struct LedgerOptions: ParsableArguments {
  @Option(help: "The ledger, an SQLite file.", completion: .file())
  var ledger: String

  @Option(
    help: "The project file with the bandit.", completion: .file(extensions: ["yaml", "yml"]))
  var project = ProjectFile.defaultName

  @Option(help: "Now, in seconds since 1970; the clock's time if not given.")
  var now: Double?

  @Option(help: "The language of the answer.")
  var language: Language?

  @Flag(help: "No notes on standard error; errors still.")
  var quiet = false

  func validate() throws {
    if let now, !now.isFinite || now < 0 {
      throw ValidationError("--now takes seconds since 1970, at least 0.")
    }
  }

  /// Now, in seconds since 1970.
  var time: Double { now ?? Date().timeIntervalSince1970 }

  /// Takes up the project's bandit; says so if the clock has gone back.
  func session(makesLedger: Bool = false) throws(LiftwerkError) -> LiveSession {
    let file = try ProjectFile(path: project)
    let session = try LiveSession(
      file, ledger: ledger, makesLedger: makesLedger, time: time, language: language)
    if !quiet, let remark = session.clockRemark { StandardError.write("Note: \(remark)") }
    return session
  }
}

/// How rows are printed.
enum RowFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, json
}

extension LiveAnswer {
  /// Prints the answer, and why it was held back.
  ///
  /// - Throws: `LiftwerkError`, or the exit code 3 if something was held back.
  func print(as format: OutputFormat) throws {
    switch format {
    case .json: try StandardOutput.write(encoded())
    case .table: try StandardOutput.write(text(width: StandardOutput.width))
    }
    for reason in reasons { StandardError.write("Withheld: \(reason)") }
    if !reasons.isEmpty { throw ExitCode(LiftwerkError.Code.withheld.exitCode) }
  }
}
