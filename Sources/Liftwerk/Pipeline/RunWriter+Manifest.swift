import Findings
import Foundation
import Runs

extension RunWriter {
  /// The manifest; call it when every other file is written.
  ///
  /// - Parameter proseDecisions: what language models and rules did.
  func makeManifest(run: String, proseDecisions: [String: String]) throws -> Manifest {
    let reasons = outputs.flatMap(\.output.gateReasons)
    let outcome: Manifest.Outcome =
      reasons.isEmpty ? .ok : request.isForced ? .forced : .withheld
    var seconds: [String: Double] = [:]
    var decisions = proseDecisions
    for part in outputs {
      for (step, duration) in part.output.seconds {
        seconds["\(part.method.name).\(step)"] = duration
      }
      for (name, decision) in part.output.decisions {
        decisions["\(part.method.name).\(name)"] = decision
      }
    }
    seconds["total"] = Date().timeIntervalSince(request.started)
    return Manifest(
      run: run, command: request.command, version: LiftwerkVersion.current,
      started: request.started.formatted(.iso8601), outcome: outcome, reasons: reasons,
      seed: outputs.first?.method.seed ?? 0, threads: request.threads,
      gradients: outputs.map(\.output.gradients).reduce(0, +), directory: request.directory,
      inputs: inputs, outputs: folder.outputs,
      options: try JSONValue(encoding: RecordedQuestion(request)), decisions: decisions,
      seconds: seconds,
      machine: .here)
  }
}

/// What a manifest keeps in order to repeat its run.
struct RecordedQuestion: Codable {
  var project: Project
  var isForced: Bool
  /// Whether the run started from an earlier one, of which its folder keeps copies.
  var isRefresh: Bool?

  init(_ request: RunRequest) {
    project = request.project
    isForced = request.isForced
    isRefresh = request.earlier == nil ? nil : true
  }

  enum CodingKeys: String, CodingKey {
    case project
    case isForced = "forced"
    case isRefresh = "refresh"
  }
}
