import ArgumentParser
import Liftwerk

/// The command `liftwerk bandit learn`.
struct BanditLearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Keep outcomes, and set the shares anew.",
    usage: "liftwerk bandit learn [<files> ...] --ledger <file> [<options>]",
    discussion: """
      Reads outcomes, each once, and makes a new version from all that the ledger has: what changed, \
      which guardrail moved shares, and which arm is stopped and why. A file that was read before changes \
      nothing. Without a file the version is made of what is there; the first call makes the ledger.

      A file has the column decision, and any of conversions, value, cost and reached (0 or 1); time is \
      in seconds since 1970; key tells one outcome from another where a decision has several.

      The exit code is 3 if nobody is to be served: no arm keeps the guardrails, the budget is used up, \
      or the kill switch is thrown.

      EXAMPLES
        liftwerk bandit learn --ledger bandit.sqlite
        liftwerk bandit learn outcomes.csv --ledger bandit.sqlite
      """)

  @Argument(
    help: "CSV files with a row for each outcome.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var files: [String] = []

  @Option(help: "What standard output carries: tables, or findings as JSON.")
  var format = OutputFormat.table

  @OptionGroup(title: "Ledger") var options: LedgerOptions

  func run() throws {
    try options.session(makesLedger: true).learn(files).print(as: format)
  }
}
