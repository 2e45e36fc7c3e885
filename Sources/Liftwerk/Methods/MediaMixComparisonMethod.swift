import Findings
import MediaMix
import Reports
import Runs

/// Several media-mix models side by side in the pipeline.
struct MediaMixComparisonMethod: Method {
  /// The fit that the models vary.
  let fit: MediaMixMethod
  let options: JSONValue

  /// Takes the fit that the models vary.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if an option is not a finite number.
  init(_ fit: MediaMixMethod) throws(LiftwerkError) {
    self.fit = fit
    var choices = MediaMixMethod.canonical(fit.choices)
    choices.compare = fit.choices.compare ?? .init()
    do {
      options = try JSONValue(encoding: choices)
    } catch {
      throw LiftwerkError(.badProject, "media_mix.compare: \(error)")
    }
  }

  var name: String { "media_mix_comparison" }
  var seed: UInt64 { fit.seed }
  var inputPaths: [String] { fit.inputPaths }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(inputPaths.joined(separator: ", "))"))
    let (data, skipped) = try fit.read(fit.choices, directory: settings.directory)
    for line in skipped { settings.progress(.notice(line.en)) }
    let hasRead = clock.now
    let comparison = try await MediaMixComparison.run(
      data: data, options: fit.choices, threads: settings.threads, isForced: settings.isForced,
      progress: fit.fitProgress(settings))
    var output = MethodOutput(
      dataHash: data.contentHash, findings: comparison.findings(language: settings.language),
      figures: comparison.figures(language: settings.language), sections: comparison.sections())
    output.subtitle = Phrase(
      en: "Comparison of media-mix models", de: "Vergleich von Media-Mix-Modellen")
    output.tiles = comparison.headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.facts = fit.facts(data)
    if !skipped.isEmpty { output.sections.append(SkippedLineRemark.section(skipped)) }
    output.gateReasons = comparison.gateReasons.map(\.en)
    output.gradients = comparison.gradientCount
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "compare": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }
}
