public import ArgumentParser
public import Bandits
import Liftwerk

extension OffPolicyOptions.Estimator: ExpressibleByArgument {}

/// The command `liftwerk bandit promote`.
struct BanditPromoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Put a policy in force, if the log says that it is better.",
    usage: "liftwerk bandit promote <policy> --ledger <file> [<options>]",
    discussion: """
      The policy is a CSV file with the columns arm and probability. It is judged by the ledger's own \
      decisions and outcomes: the lower bound of its gain must be above 0 (or above --margin losses), \
      enough effective rows must carry it, the log must show all it does, and every guardrail must stay \
      kept. Else nothing changes, the reasons are printed, and the exit code is 3. A promoted policy holds \
      until the next version is learned.

      EXAMPLES
        liftwerk bandit promote policy.csv --ledger bandit.sqlite
        liftwerk bandit promote policy.csv --ledger bandit.sqlite --estimator snipw --margin 0.001
      """)

  @Argument(
    help: "A CSV file of the policy.", completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var policy: String

  @Option(help: "The estimator whose word counts.")
  var estimator = OPEGate().estimator

  @Option(help: "The probability that the lower bound holds, one-sided.")
  var level = OPEGate().level

  @Option(help: "How much may be lost, in rewards a decision; 0 demands a gain.")
  var margin = OPEGate().margin

  @Option(help: "The fewest effective rows.")
  var effectiveRows = OPEGate().fewestEffectiveRows

  @Option(help: "What standard output carries: tables, or findings as JSON.")
  var format = OutputFormat.table

  @OptionGroup(title: "Ledger") var options: LedgerOptions

  func validate() throws {
    guard level > 0.5, level < 1 else {
      throw ValidationError("--level takes a number between 0.5 and 1, such as 0.95.")
    }
    guard margin >= 0, margin.isFinite, effectiveRows >= 2, effectiveRows.isFinite else {
      throw ValidationError("--margin takes at least 0, --effective-rows at least 2.")
    }
  }

  func run() async throws {
    let gate = OPEGate(
      estimator: estimator, level: level, fewestEffectiveRows: effectiveRows, margin: margin)
    try await options.session()
      .promote(policy, gate: gate, threads: RunRequest.defaultThreads).print(as: format)
  }
}
