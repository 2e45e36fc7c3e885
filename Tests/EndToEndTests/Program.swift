import Foundation
import Testing

/// The built program, run as a user runs it.
struct Program {
  /// How a process ended and what it said.
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The executable: it is built beside the tests.
  static var path: String {
    Bundle.module.bundleURL.deletingLastPathComponent().appendingPathComponent("liftwerk").path
  }

  /// A fixture's path.
  static func fixture(_ name: String) -> String {
    Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(name)").path
  }

  /// The flags that fit weekly.csv quickly; too few draws for the gate, unless `auto`.
  static func quickFit(draws: String = "auto", seed: Int = 1) -> [String] {
    [
      "mmm", "fit", "weekly.csv", "--time", "week", "--kpi", "revenue", "--media",
      "tv=tv_spend:tv_impressions,search=search_spend", "--controls", "price_index", "--warmup",
      "300", "--chains", "4", "--draws", draws, "--seed", String(seed),
    ]
  }

  /// Runs the program to its end; fits are kept nowhere unless a folder is named.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, cache: String = "off",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try Running(path, arguments, in: folder, cache: cache, environment: environment).wait()
  }

  /// Runs any program to its end.
  static func run(
    _ executable: String, _ arguments: [String], in folder: TemporaryFolder, cache: String = "off"
  ) throws -> Outcome {
    let running = try Running(executable, arguments, in: folder, cache: cache)
    return try running.wait()
  }
}

/// A program under way; what it says goes to files, so that it never waits for a reader.
final class Running {
  private let process = Process()
  private let output: URL
  private let errors: URL

  init(
    _ executable: String, _ arguments: [String], in folder: TemporaryFolder, cache: String = "off",
    environment more: [String: String] = [:]
  ) throws {
    let capture = folder.path + "-capture-" + UUID().uuidString
    output = URL(fileURLWithPath: capture + ".out")
    errors = URL(fileURLWithPath: capture + ".err")
    for file in [output, errors] {
      try Data().write(to: file)
    }
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    var environment = ProcessInfo.processInfo.environment
    environment["COLUMNS"] = "80"
    environment["LIFTWERK_CACHE"] = cache
    environment.merge(more) { $1 }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  deinit {
    for file in [output, errors] { try? FileManager.default.removeItem(at: file) }
  }

  /// Waits until standard error holds a text.
  func waitForErrors(containing text: String) throws {
    let deadline = Date().addingTimeInterval(60)
    while !errorsText.contains(text) {
      try #require(Date() < deadline && process.isRunning, "never said: \(text); \(errorsText)")
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// The number of the process.
  var identifier: Int32 { process.processIdentifier }

  func send(_ signal: Int32) { kill(identifier, signal) }

  func wait() throws -> Program.Outcome {
    process.waitUntilExit()
    return Program.Outcome(
      code: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self), errors: errorsText)
  }

  /// What it said on standard error so far.
  var errorsText: String {
    String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
  }
}

/// A working folder that is removed when the test lets go of it.
final class TemporaryFolder {
  let path: String

  /// Makes a folder that holds weekly.csv.
  init() throws {
    path = NSTemporaryDirectory() + "liftwerk-end-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Program.fixture("weekly.csv"), toPath: path + "/weekly.csv")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  func entries(_ name: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)")) ?? []).sorted()
  }
}
