public import Findings
public import Foundation
import MediaMix
public import Runs
public import Warehouse

/// One run to make: the question, and how and where to answer it.
public struct RunRequest: Sendable {
  /// The question.
  public var project: Project
  /// The folder that the project's relative paths start from; nil for the run folder itself, where
  /// the data are attachments.
  public var directory: String?
  /// The command, as it enters the manifest: `mmm fit`.
  public var command: String
  /// Where the run folder goes.
  public var destination: RunFolder.Destination
  /// The number of threads to use.
  public var threads: Int
  /// The bytes that data may take in memory before they go to disk.
  public var memory: Int
  /// Whether numbers that fail a gate are shown all the same.
  public var isForced: Bool
  /// The folder where fits are kept; nil samples everything anew.
  public var cacheFolder: String?
  /// Where tables of a warehouse are; nothing of it enters the run folder.
  public var warehouse: WarehouseSource?
  /// The ledger to write beside the run; it never enters the run folder.
  public var ledger: LedgerRequest?
  /// The run to start from and to compare with.
  public var earlier: EarlierRun?
  /// The languages of the full reports that the run folder holds besides its own.
  public var fullReports: [Language] = []
  /// When the run begins.
  public var started: Date
  /// Files to keep in the run folder besides the results, by path within it; they are there before
  /// a method reads.
  public var attachments: [(path: String, contents: Data)]

  /// Makes a request.
  public init(
    project: Project, directory: String?, command: String, destination: RunFolder.Destination,
    threads: Int = RunRequest.defaultThreads, memory: Int = RunRequest.defaultMemory,
    isForced: Bool = false, started: Date = Date(),
    attachments: [(path: String, contents: Data)] = [], cacheFolder: String? = nil,
    earlier: EarlierRun? = nil
  ) {
    self.project = project
    // A plan is read only where a forecast is asked for.
    if command != "run" && command != Pipeline.forecastCommand {
      self.project.mediaMix?.forecast = nil
    }
    self.directory = directory
    self.command = command
    self.destination = destination
    self.threads = threads
    self.memory = memory
    self.isForced = isForced
    self.started = started
    self.attachments = attachments
    self.cacheFolder = cacheFolder
    self.earlier = earlier
  }

  /// The language of the report.
  public var language: Language { project.report.language ?? .en }

  /// A gibibyte, of which ten million touches take a third.
  public static let defaultMemory = 1 << 30

  /// One thread for each processor.
  public static var defaultThreads: Int { ProcessInfo.processInfo.activeProcessorCount }
}
