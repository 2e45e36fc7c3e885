import Findings
import MediaMix
import Runs

extension MediaMixMethod {
  /// The fit that a question about the future stands on.
  func fitted(
    _ settings: MethodSettings
  ) async throws -> (result: MediaMixResult, output: MethodOutput) {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(project.inputPaths.joined(separator: ", "))"))
    let (data, skipped) = try read(directory: settings.directory)
    for line in skipped { settings.progress(.notice(line.en)) }
    let hasRead = clock.now
    settings.progress(.step("Fitting the media mix"))
    let progress = SamplingProgress(choices.sampler, settings.progress)
    var options = choices
    // They have no part in the fit.
    (options.forecast, options.nextExperiment) = (nil, nil)
    let result = try await MediaMix.fit(
      data: data, options: options, threads: settings.threads, progress: { progress.receive($0) })
    var output = MethodOutput(
      dataHash: data.contentHash, findings: [], figures: [], sections: [])
    output.facts = facts(data)
    if !skipped.isEmpty { output.sections.append(SkippedLineRemark.section(skipped)) }
    if !result.verdict.passed {
      output.gateReasons = ["\(result.gateReason.en). \(result.gateRemedy.en)"]
    }
    output.gradients = result.gradientCount
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "fit": (clock.now - hasRead) / .seconds(1),
      "sampling_cpu": result.samplingCPUSeconds,
    ]
    return (result, output)
  }
}
