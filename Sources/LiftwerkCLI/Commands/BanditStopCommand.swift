import ArgumentParser
import Bandits
import Foundation
import Liftwerk

/// The command `liftwerk bandit stop`.
struct BanditStopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "End a server, or throw the kill switch of a ledger.",
    discussion: """
      With --ledger, nobody is served any more by whoever decides from it, servers included, until \
      liftwerk bandit resume. With --pid-file, SIGTERM goes to the process that the server wrote into \
      it; it answers what is under way and exits.

      EXAMPLES
        liftwerk bandit stop --ledger bandit.sqlite --reason 'the offer has ended'
        liftwerk bandit stop --pid-file bandit.pid
      """)

  @Option(help: "The ledger whose kill switch is thrown.", completion: .file())
  var ledger: String?

  @Option(help: "Why, for the audit trail.")
  var reason = "not told"

  @Option(help: "The file with the number of the server's process.", completion: .file())
  var pidFile: String?

  @Option(help: "Seconds to wait for its end.")
  var patience = 30.0

  func validate() throws {
    guard ledger != nil || pidFile != nil else {
      throw ValidationError("Name the ledger with --ledger, or the server's file with --pid-file.")
    }
  }

  func run() throws {
    if let ledger {
      try LiveSession.ledger(ledger).stop(reason: reason, time: Date().timeIntervalSince1970)
    }
    if let pidFile { try endServer(pidFile) }
  }

  private func endServer(_ pidFile: String) throws {
    guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8) else {
      throw LiftwerkError(
        .inputMissing, "\(pidFile): there is no such file, so no server that wrote it.")
    }
    guard let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), process > 1
    else { throw LiftwerkError(.dataRefused, "\(pidFile): the file holds no process number.") }
    guard isServer(process) else {
      throw LiftwerkError(
        .inputMissing,
        "\(pidFile): process \(process) is no liftwerk-server any more. Remove the file.")
    }
    guard kill(process, SIGTERM) == 0 else {
      throw LiftwerkError(.notPermitted, "Process \(process) cannot be signalled.")
    }
    let deadline = Date(timeIntervalSinceNow: patience)
    while isServer(process) {
      guard Date() < deadline else {
        throw LiftwerkError(
          .locked, "Process \(process) has not ended within \(patience) seconds; it still may.")
      }
      usleep(20_000)
    }
  }

  /// Whether a process runs the server's program: numbers are used again.
  private func isServer(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0,
      let program = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(process)/exe")
    else { return false }
    return (program as NSString).lastPathComponent.hasPrefix("liftwerk-server")
  }
}
