import ArgumentParser
import Bandits
import Foundation
import Liftwerk

/// The command `liftwerk bandit decide`.
struct BanditDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Choose an arm, and keep the choice with its probability.",
    usage: "liftwerk bandit decide --ledger <file> [<options>]",
    discussion: """
      Draws arms from the shares of the newest version and writes each decision with its propensity \
      into the ledger; they are printed once they are on the disk. An empty arm means: serve nobody, as \
      a budget or a guardrail asks.

      EXAMPLES
        liftwerk bandit decide --ledger bandit.sqlite
        liftwerk bandit decide --ledger bandit.sqlite --count 1000 --format csv > decisions.csv
      """)

  @Option(help: "How many decisions.")
  var count = 1

  @Option(help: "How decisions are printed: a JSON object a line, or CSV.")
  var format = RowFormat.json

  @OptionGroup(title: "Ledger") var options: LedgerOptions

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("--count takes a number from 1 to 1000000.")
    }
  }

  func run() throws {
    let decisions = try options.session().decide(count)
    let lines = try decisions.map { try format == .csv ? $0.csvLine : $0.jsonLine }
    let header = format == .csv ? [Decision.csvHeader] : []
    try StandardOutput.write((header + lines).map { "\($0)\n" }.joined())
  }
}
