import ArgumentParser
import Bandits
import Foundation
import Liftwerk

/// The command line of `liftwerk-server`.
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "liftwerk-server",
    abstract: "Serve the decisions of a bandit over HTTP.",
    discussion: """
      POST /decide answers with an arm and its propensity once the decision is on the disk. POST \
      /outcome keeps outcomes, each once. GET /metrics is for Prometheus, GET /health for whoever \
      watches the process. Every path but /health wants the header Authorization: Bearer TOKEN.

      The token comes from the environment variable LIFTWERK_TOKEN or from a file that nobody else \
      can read, never from the command line. The server listens on this machine only, unless told \
      otherwise; put a proxy with TLS before it.

      EXAMPLES
        LIFTWERK_TOKEN=$(cat token) liftwerk-server --ledger bandit.sqlite --learn
        liftwerk-server --ledger bandit.sqlite --token-file token --port 8080 \\
          --pid-file bandit.pid
      """,
    version: LiftwerkVersion.current)

  @Option(
    help: "The project file with the bandit.", completion: .file(extensions: ["yaml", "yml"]))
  var project = ProjectFile.defaultName

  @Option(help: "The ledger.", completion: .file())
  var ledger: String

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(help: "A file of tokens, one a line.", completion: .file())
  var tokenFile: String?

  @Option(help: "Requests a second for each token in the long run.")
  var rate = BanditService.Limits().rate

  @Option(help: "Requests at once for each token.")
  var burst = BanditService.Limits().burst

  @Option(help: "Bytes of a request's body.")
  var bodyBytes = BanditService.Limits().bodyBytes

  @Option(help: "Seconds after which to look for a new version in the ledger.")
  var refresh = BanditService.Limits().refresh

  @Flag(help: "Make a new version from the ledger's outcomes before serving.")
  var learn = false

  @Option(help: "A file that holds the number of the process while it serves.", completion: .file())
  var pidFile: String?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port takes a number from 0 to 65535.")
    }
    guard rate > 0, burst >= 1, bodyBytes >= 2, refresh > 0 else {
      throw ValidationError(
        "--rate, --body-bytes and --refresh take positive numbers, --burst one of at least 1.")
    }
  }

  func run() async throws {
    let tokens = try TokenSource(file: tokenFile).tokens()
    let file = try ProjectFile(path: project)
    guard let options = file.project.bandit?.live else {
      throw LiftwerkError(
        .badProject, "\(file.path): there is no section bandit with live. Add one.")
    }
    var limits = BanditService.Limits()
    limits.rate = rate
    limits.burst = burst
    limits.bodyBytes = bodyBytes
    limits.refresh = refresh
    let processFile = try pidFile.map { try ProcessFile($0) }
    defer { processFile?.remove() }
    let ledger = try BanditLedger(path: ledger)
    if learn {
      let bandit = try LiveBandit(options, ledger: ledger)
      _ = try bandit.learn(time: Date().timeIntervalSince1970)
    }
    let service = try BanditService(options, ledger: ledger, tokens: tokens, limits: limits)
    // In this order: no new requests, answers to those under way, the ledger.
    defer { service.end() }
    try await BanditServer(service: service, host: host, port: port).run()
  }
}
