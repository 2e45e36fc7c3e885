public import Findings
public import Foundation
public import Interchange
public import MediaMix
public import Reports
public import Runs
public import Warehouse

/// A method as the pipeline sees it: it reads its data, computes, and hands on what it found.
///
/// A new method joins by one conformance and one line in `Pipeline.methods`.
public protocol Method: Sendable {
  /// The name of the method's section in the project file, e.g. `media_mix`.
  var name: String { get }
  /// The files that the method reads, as the project names them.
  var inputPaths: [String] { get }
  /// The options as they are used, which enter the hash of the run.
  var options: JSONValue { get }
  /// The seed of every random number.
  var seed: UInt64 { get }

  /// Reads, computes and judges.
  ///
  /// - Throws: Any room's error; `CancellationError` when the task is cancelled.
  func run(_ settings: MethodSettings) async throws -> MethodOutput
}

/// What the command line adds to a method's own options; none of it can change a number.
public struct MethodSettings: Sendable {
  /// The folder that relative paths start from.
  public var directory: String
  /// The number of threads the method may use.
  public var threads: Int
  /// The bytes that data may take in memory before they go to disk.
  public var memory: Int
  /// Whether numbers that fail a gate are shown all the same.
  public var isForced: Bool
  /// The language of the findings' texts.
  public var language: Language
  /// Where fits are kept; nil samples everything anew.
  public var fits: (any FitStore)?
  /// Where tables of a warehouse are.
  public var warehouse: WarehouseSource?
  /// The ledger to write beside the run.
  public var ledger: LedgerRequest?
  /// Receives what the method is doing.
  public var progress: @Sendable (ProgressEvent) -> Void

  /// Makes settings.
  public init(
    directory: String, threads: Int, memory: Int = RunRequest.defaultMemory, isForced: Bool,
    language: Language,
    fits: (any FitStore)? = nil, warehouse: WarehouseSource? = nil,
    ledger: LedgerRequest? = nil, progress: @escaping @Sendable (ProgressEvent) -> Void
  ) {
    self.directory = directory
    self.threads = threads
    self.memory = memory
    self.isForced = isForced
    self.language = language
    self.fits = fits
    self.warehouse = warehouse
    self.ledger = ledger
    self.progress = progress
  }
}

/// What a method hands on.
public struct MethodOutput: Sendable {
  /// The hash of the validated data in canonical order.
  public var dataHash: String
  /// The facts, totals before their breakdowns.
  public var findings: [Finding]
  /// What to draw.
  public var figures: [Figure]
  /// The report's sections, in order.
  public var sections: [Section]
  /// What kind of report it is.
  public var subtitle: Phrase?
  /// The key numbers at the top of the report.
  public var tiles: [HTMLReport.Tile]
  /// What was asked, for the head of the report.
  public var facts: [HTMLReport.Fact]
  /// Further files of the run, such as posterior draws, by path within the run.
  public var files: [(path: String, contents: Data)]
  /// Why numbers are withheld, or shown by force; empty if every gate passed.
  public var gateReasons: [String]
  /// A file beside the run, to be put in its place when the run is complete.
  public var ledger: PrivateFile?
  /// Tests that the media mix can learn from.
  public var liftTests: [LiftTest] = []
  /// Gradients of log densities computed.
  public var gradients: Int
  /// What the method decided by itself, by name: how it sampled, say.
  public var decisions: [String: String] = [:]
  /// Wall-clock seconds of each step.
  public var seconds: [String: Double]

  /// Collects the output.
  public init(
    dataHash: String, findings: [Finding], figures: [Figure], sections: [Section],
    subtitle: Phrase? = nil, tiles: [HTMLReport.Tile] = [], facts: [HTMLReport.Fact] = [],
    files: [(path: String, contents: Data)] = [], gateReasons: [String] = [], gradients: Int = 0,
    seconds: [String: Double] = [:]
  ) {
    self.dataHash = dataHash
    self.findings = findings
    self.figures = figures
    self.sections = sections
    self.subtitle = subtitle
    self.tiles = tiles
    self.facts = facts
    self.files = files
    self.gateReasons = gateReasons
    self.gradients = gradients
    self.seconds = seconds
  }
}
