import Findings
import Foundation
import Runs

/// A folder that is removed when the test lets go of it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "liftwerk-runs-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
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

/// What the tests write as a run.
enum SampleRun {
  static func finding(
    _ value: Double?, channel: String = "tv", width: Double = 1, status: Finding.Status = .ok
  ) -> Finding {
    Finding(
      id: "mmm.roi", subject: ["channel": channel], value: value,
      interval: value.map {
        Interval(lower: $0 - width / 2, upper: $0 + width / 2, level: 0.9, kind: .credible)
      }, unit: Unit("EUR/EUR"), grade: .model, status: status, text: "a sentence")
  }

  static let machine = Manifest.Machine(
    host: "h", processor: "p", cores: 2, system: "s", blasKernel: "k", blasVersion: "1",
    swift: "6.3")

  static func manifest(
    started: String = "2026-01-05T10:00:00Z", directory: String = "/",
    inputs: [Manifest.Input] = [],
    outputs: [String: String]
  ) -> Manifest {
    Manifest(
      run: "abc", command: "mmm fit", version: "0.1.0", started: started, outcome: .ok, seed: 1,
      threads: 2, gradients: 7, directory: directory, inputs: inputs, outputs: outputs,
      options: .object(["seed": .unsigned(UInt64.max)]), seconds: ["fit": 0.5], machine: machine)
  }

  /// Writes a whole run with one finding.
  @discardableResult
  static func write(
    _ destination: RunFolder.Destination, value: Double, name: String = "run",
    started: String = "2026-01-05T10:00:00Z"
  ) throws -> String {
    let folder = try RunFolder(destination)
    try fill(folder, value: value, started: started)
    return try folder.commit(name: name)
  }

  static func fill(
    _ folder: RunFolder, value: Double, started: String = "2026-01-05T10:00:00Z"
  ) throws {
    let document = FindingsDocument(run: "abc", findings: [finding(value)])
    try folder.write(document.encoded(), to: "findings.json")
    try folder.write("a;b\n", to: "tables/roi.csv")
    let outputs = folder.outputs
    try folder.write(
      StableJSON.encode(manifest(started: started, outputs: outputs)), to: "manifest.json")
  }
}
