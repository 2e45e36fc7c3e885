import ArgumentParser
import Attribution
import Foundation
import Liftwerk

/// The command `liftwerk attribution run`.
struct AttributionRunCommand: AttributionAsking {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Credit conversions to channels and write the report.",
    usage: "liftwerk attribution run [<file>] [<options>]",
    discussion: """
      Reads the attribution section of the project file, or a file and the columns named by flags: a \
      log with a row for each touch, or collapsed paths. Without more flags each user is one journey, \
      ended by its conversion.

      EXAMPLES
        liftwerk attribution run touches.csv --user user_id --time timestamp \\
          --channel channel --conversion converted --value revenue
        liftwerk attribution run ga4.csv.gz --user user_pseudo_id \\
          --time event_timestamp --channel source_medium \\
          --conversion event_name=purchase --channel-map channels.csv \\
          --journeys conversion --lookback 30
        liftwerk attribution run paths.csv --path path --separator ' > ' \\
          --conversions conversions --value value --nulls nulls \\
          --models markov-1,markov-2,shapley,last-touch
        liftwerk attribution run touches.csv --user id --time at \\
          --channel channel --value value --spend spend.csv
      """)

  @Argument(
    help: "A CSV file of touches or of collapsed paths; gzip is understood.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Write the credit of every conversion and touch to this CSV, under pseudonyms. It is personal "
        + "data.", valueName: "file"), completion: .file(extensions: ["csv"]))
  var ledger: String?

  @Option(
    help: ArgumentHelp(
      "A file with the secret key of the pseudonyms; LIFTWERK_LEDGER_KEY may hold it instead.",
      valueName: "file"), completion: .file())
  var ledgerKey: String?

  @OptionGroup(title: "Columns of the file") var columns: JourneyColumns
  @OptionGroup(title: "Journeys and models") var model: AttributionModelOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    try checkColumns()
    if ledger == nil, ledgerKey != nil { throw ValidationError("--ledger-key needs --ledger.") }
  }

  func run() async throws {
    var request = try request(Pipeline.attributionCommand)
    if let ledger { request.ledger = LedgerRequest(path: ledger, key: try key()) }
    try await RunAnswer(options: options).answer(request)
  }

  /// The key of the pseudonyms: the contents of the file, or of the environment.
  private func key() throws -> LedgerKey {
    let bytes: [UInt8]
    if let ledgerKey {
      guard let contents = FileManager.default.contents(atPath: ledgerKey) else {
        throw LiftwerkError(
          .inputMissing, "\(ledgerKey): the file of the ledger's key is not there.")
      }
      bytes = Array(contents)
    } else if let text = ProcessInfo.processInfo.environment["LIFTWERK_LEDGER_KEY"] {
      bytes = Array(text.utf8)
    } else {
      throw LiftwerkError(
        .usage,
        "--ledger needs a secret key: name its file with --ledger-key, or put it into "
          + "LIFTWERK_LEDGER_KEY. `openssl rand -hex 32` makes one.")
    }
    do {
      // A line end at the close of a file is the editor's, not the key's.
      return try LedgerKey(Array(bytes.reversed().drop { $0 <= 0x20 }.reversed()))
    } catch {
      throw LiftwerkError(.usage, error.description)
    }
  }
}
