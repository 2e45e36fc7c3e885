import Findings
import Inference
import MediaMix
import Runs

extension MediaMixMethod {
  /// The fit that a question about the future stands on.
  func fitted(
    _ settings: MethodSettings
  ) async throws -> (result: MediaMixResult, output: MethodOutput) {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(inputPaths.joined(separator: ", "))"))
    let (data, skipped) = try read(choices, directory: settings.directory)
    for line in skipped { settings.progress(.notice(line.en)) }
    let hasRead = clock.now
    let fitted = try await fit(data, settings)
    let result = fitted.result
    var output = MethodOutput(
      dataHash: data.contentHash, findings: [], figures: [], sections: [])
    output.facts = facts(data)
    if !skipped.isEmpty { output.sections.append(SkippedLineRemark.section(skipped)) }
    if !result.verdict.passed {
      output.gateReasons = ["\(result.gateReason.en). \(result.gateRemedy.en)"]
    }
    output.gradients = fitted.gradients
    output.decisions = fitted.decisions
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "fit": (clock.now - hasRead) / .seconds(1),
      "sampling_cpu": result.samplingCPUSeconds,
    ]
    return (result, output)
  }
}
