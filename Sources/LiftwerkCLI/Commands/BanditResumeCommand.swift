import ArgumentParser
import Bandits
import Foundation
import Liftwerk

/// The command `liftwerk bandit resume`.
struct BanditResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Take the kill switch back.",
    discussion: """
      The next version that is learned serves again; until then nobody is served.

      EXAMPLES
        liftwerk bandit resume --ledger bandit.sqlite --reason 'the landing page is mended'
        liftwerk bandit learn --ledger bandit.sqlite
      """)

  @Option(help: "The ledger, an SQLite file.", completion: .file())
  var ledger: String

  @Option(help: "Why, for the audit trail.")
  var reason = "not told"

  func run() throws {
    try LiveSession.ledger(ledger).resume(reason: reason, time: Date().timeIntervalSince1970)
  }
}
