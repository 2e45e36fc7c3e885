import ArgumentParser
import Foundation
import Liftwerk

/// The command `liftwerk bandit serve`, which turns into `liftwerk-server`.
struct BanditServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve decisions over HTTP, by the program liftwerk-server.",
    usage: "liftwerk bandit serve --ledger <file> [<options of liftwerk-server>]",
    discussion: """
      Starts liftwerk-server, which lies beside liftwerk, with the same arguments; what it takes is \
      told by: liftwerk-server --help. Its token comes from the environment variable LIFTWERK_TOKEN or \
      from --token-file, never from the command line.

      EXAMPLES
        liftwerk bandit serve --ledger bandit.sqlite --token-file token --pid-file pid
        liftwerk bandit stop --pid-file pid
      """)

  @Argument(
    parsing: .allUnrecognized, help: ArgumentHelp("The server's options.", valueName: "options"))
  var options: [String] = []

  func run() throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let server = (own as NSString).deletingLastPathComponent + "/liftwerk-server"
    guard FileManager.default.isExecutableFile(atPath: server) else {
      throw LiftwerkError(
        .inputMissing,
        "\(server): there is no such program. Install liftwerk-server beside liftwerk.")
    }
    var arguments = ([server] + options).map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    execv(server, arguments)
    throw LiftwerkError(
      .inputOutput, "\(server): cannot be started: \(String(cString: strerror(errno))).")
  }
}
