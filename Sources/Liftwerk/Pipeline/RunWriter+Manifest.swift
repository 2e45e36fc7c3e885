import Findings
import Foundation
import LinearAlgebra
import Runs

extension RunWriter {
  /// What the hash of the run is made of.
  func makeIdentity() throws -> RunIdentity {
    var options: [String: JSONValue] = [
      "currency": request.project.currency.map(JSONValue.text) ?? .null,
      "language": .text(request.language.rawValue),
      "forced": .bool(request.isForced),
    ]
    var data: [String: String] = [:]
    for part in outputs {
      options[part.method.name] = part.method.options
      data[part.method.name] = part.output.dataHash
    }
    return RunIdentity(version: LiftwerkVersion.current, options: .object(options), data: data)
  }

  /// The manifest; call it when every other file is written.
  func makeManifest(run: String) throws -> Manifest {
    let reasons = outputs.flatMap(\.output.gateReasons)
    let outcome: Manifest.Outcome =
      reasons.isEmpty ? .ok : request.isForced ? .forced : .withheld
    var seconds: [String: Double] = [:]
    for part in outputs {
      for (step, duration) in part.output.seconds {
        seconds["\(part.method.name).\(step)"] = duration
      }
    }
    seconds["total"] = Date().timeIntervalSince(request.started)
    return Manifest(
      run: run, command: request.command, version: LiftwerkVersion.current,
      started: request.started.formatted(.iso8601), outcome: outcome, reasons: reasons,
      seed: outputs.first?.method.seed ?? 0, threads: request.threads,
      gradients: outputs.map(\.output.gradients).reduce(0, +), directory: request.directory,
      inputs: try inputs(), outputs: folder.outputs,
      options: try JSONValue(encoding: RecordedQuestion(request)), seconds: seconds,
      machine: .current(blasKernel: kernelName(), blasVersion: libraryVersion()))
  }

  /// The files read, with their hashes.
  func inputs() throws -> [Manifest.Input] {
    try request.project.inputPaths.map { path in
      let place = request.project.place(of: path, from: request.directory ?? folder.staging)
      let attributes = try? FileManager.default.attributesOfItem(atPath: place)
      return Manifest.Input(
        path: path, bytes: (attributes?[.size] as? NSNumber)?.intValue ?? 0,
        sha256: try ContentHash.hex(ofFile: place))
    }
  }
}

/// What a manifest keeps in order to repeat its run.
struct RecordedQuestion: Codable {
  var project: Project
  var isForced: Bool

  init(_ request: RunRequest) {
    project = request.project
    isForced = request.isForced
  }

  enum CodingKeys: String, CodingKey {
    case project
    case isForced = "forced"
  }
}
