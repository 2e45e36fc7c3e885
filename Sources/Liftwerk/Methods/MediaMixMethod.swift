import Findings
import Foundation
import Inference
import MediaMix
import Reports
import Runs
import Tables

/// The media-mix model in the pipeline.
struct MediaMixMethod: Method {
  let project: Project
  let choices: MediaMixOptions
  let options: JSONValue
  /// The run to start from and to compare with.
  let earlier: EarlierRun?

  /// Takes the project's media-mix section.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if the section names data that are not there,
  ///   or an option is not a finite number.
  init(
    project: Project, options choices: MediaMixOptions, earlier: EarlierRun? = nil
  ) throws(LiftwerkError) {
    self.project = project
    self.earlier = earlier
    self.choices = choices
    _ = try project.mediaMixSource(choices)
    do {
      options = try JSONValue(encoding: Self.canonical(choices))
    } catch {
      throw LiftwerkError(.badProject, "media_mix: \(error)")
    }
  }

  var name: String { "media_mix" }
  var seed: UInt64 { choices.sampler.seed }
  var inputPaths: [String] { project.mediaMixPaths }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(inputPaths.joined(separator: ", "))"))
    let (data, skipped) = try read(choices, directory: settings.directory)
    for line in skipped { settings.progress(.notice(line.en)) }
    let hasRead = clock.now
    let fitted = try await fit(data, settings)
    let result = fitted.result
    let hasFitted = clock.now
    let forecasts = try await MediaMixCrossValidation.run(
      result.model, threads: settings.threads, progress: fitProgress(settings))
    let hasForecast = clock.now
    let readiness = result.readiness
    var output = MethodOutput(
      dataHash: data.contentHash,
      findings: result.findings(language: settings.language, isForced: settings.isForced)
        + readiness.findings(language: settings.language),
      figures: result.figures(language: settings.language, isForced: settings.isForced)
        + readiness.figures(language: settings.language),
      sections: result.sections(isForced: settings.isForced))
    // What the data can tell stands right behind the data themselves.
    output.sections.insert(contentsOf: readiness.sections(), at: 1)
    if let forecasts {
      output.findings += forecasts.findings(
        language: settings.language, isForced: settings.isForced)
      output.sections.append(forecasts.section())
      output.gateReasons += forecasts.gateReasons.map(\.en)
    }
    output.subtitle = Phrase(en: "Media-mix report", de: "Media-Mix-Bericht")
    if result.verdict.passed || settings.isForced {
      output.tiles = result.headline.map { group in
        .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
      }
    }
    output.facts = facts(data)
    output.add(fitted.drift, notes: fitted.notes, settings: settings)
    if !skipped.isEmpty { output.sections.append(SkippedLineRemark.section(skipped)) }
    output.files = try result.drawsCSV().enumerated().map { chain, contents in
      (path: "draws/chain-\(chain + 1).csv", contents: contents)
    }
    let record = RecordedFit(
      data: data.contentHash, fit: result.record(isForced: settings.isForced))
    output.files.append((path: RecordedFit.path, contents: try StableJSON.encode(record)))
    if !result.verdict.passed {
      output.gateReasons.insert("\(result.gateReason.en). \(result.gateRemedy.en)", at: 0)
    }
    output.gradients = fitted.gradients + (forecasts?.gradientCount ?? 0)
    output.decisions = fitted.decisions
    for (channel, form) in result.parametrisation {
      output.decisions["geo_deviations.\(channel)"] = form
    }
    for (parameter, prior) in result.resolvedPriors {
      output.decisions["prior.\(parameter)"] = prior
    }
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "fit": (hasFitted - hasRead) / .seconds(1),
      "sampling_cpu": result.samplingCPUSeconds,
      "summarise": (clock.now - hasForecast) / .seconds(1),
    ]
    if forecasts != nil {
      output.seconds["cross_validation"] = (hasForecast - hasFitted) / .seconds(1)
    }
    return output
  }

  /// Tells of several fits in a row.
  func fitProgress(_ settings: MethodSettings) -> FitProgress {
    let sampling = SamplingProgress(choices.sampler, settings.progress)
    return FitProgress(
      step: {
        sampling.restart()
        settings.progress(.step($0))
      }, sampling: { sampling.receive($0) })
  }

  /// The validated data, and a remark for each line of the files that was left out.
  func read(
    _ options: MediaMixOptions, directory: String
  ) throws -> (data: MediaMixData, skipped: [Phrase]) {
    let (table, columns) = try project.mediaMixTable(options, directory: directory)
    let data = try MediaMixData(
      table: table, columns: columns, options: options, currency: project.currency)
    return (data, table.skipped.map { SkippedLineRemark($0, source: table.source).phrase })
  }

  /// The options without what cannot change a number: the source's name, the order of controls.
  static func canonical(_ options: MediaMixOptions) -> MediaMixOptions {
    var options = options
    options.data = nil
    options.compare = nil
    options.forecast = nil
    options.nextExperiment = nil
    options.controls = Set(options.controls).sorted()
    return options
  }

  /// What was asked, for the head of a report.
  func facts(_ data: MediaMixData) -> [HTMLReport.Fact] {
    let period = "\(data.times.labels.first ?? "") – \(data.times.lastDays.last ?? "")"
    var facts: [HTMLReport.Fact] = [
      .init(Phrase(en: "Outcome", de: "Ergebnis"), Phrase(choices.target.column)),
      .init(Phrase(en: "Period", de: "Zeitraum"), Phrase(period)),
      .init(
        Phrase(en: "Channels", de: "Kanäle"), Phrase(data.channels.joined(separator: ", "))),
    ]
    for (label, names) in [
      (Phrase(en: "Organic media", de: "Organische Medien"), data.organic),
      (Phrase(en: "Treatments", de: "Maßnahmen"), data.treatments),
    ] where !names.isEmpty {
      facts.append(.init(label, Phrase(names.joined(separator: ", "))))
    }
    if !data.isNational {
      facts.append(
        .init(Phrase(en: "Regions", de: "Regionen"), Phrase(String(data.geoCount))))
    }
    if !data.controls.isEmpty {
      facts.append(
        .init(
          Phrase(en: "Controls", de: "Kontrollgrößen"),
          Phrase(data.controls.joined(separator: ", "))))
    }
    return facts
  }
}
