import Attribution
import Findings
import Foundation
import Interchange
import Reports
import Runs
import Tables
import Warehouse

/// Multi-touch attribution in the pipeline.
struct AttributionMethod: Method {
  /// What is asked: the credit of each channel, or how models differ.
  enum Question { case run, compare }

  let project: Project
  let choices: AttributionOptions
  let options: JSONValue
  let question: Question

  /// Takes the project's attribution section.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if the section names data that are not there, or
  ///   an option is out of range.
  init(
    project: Project, options choices: AttributionOptions, question: Question = .run
  ) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    self.question = question
    if let problem = choices.problem { throw LiftwerkError(.badProject, "attribution: \(problem)") }
    _ = try project.attributionSource(choices)
    do {
      // The name of the source changes no number, nor do paths: their contents are hashed.
      var canonical = choices
      canonical.data = nil
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "attribution: \(error)")
    }
  }

  var name: String { question == .run ? "attribution" : "attribution_comparison" }
  var seed: UInt64 { choices.seed }
  var inputPaths: [String] { project.attributionPaths }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(try sourceName(settings))"))
    let tests = try project.calibrationTests(choices, directory: settings.directory)
    let spend = try project.spend(choices, directory: settings.directory)
    let (data, log, rules) = try await project.journeys(
      choices, windows: try CalibrationWindow.spans(of: tests), memory: settings.memory,
      threads: settings.threads, directory: settings.directory, warehouse: settings.warehouse,
      secret: settings.ledger?.key)
    let hasRead = clock.now
    let prepared = try PreparedModels(data, options: choices, isScored: question == .compare) {
      settings.progress(.step($0))
    }
    let result = try await AttributionResult.run(
      data: data, models: prepared.models, options: choices, currency: project.currency,
      spend: spend, tests: tests, scores: prepared.scores, threads: settings.threads
    ) { settings.progress(.step($0)) }
    var output = output(result, data, settings)
    output.dataHash = try hash(data, spend: spend, tests: tests)
    if let request = settings.ledger {
      settings.progress(.step("Writing the ledger, which is personal data"))
      output.ledger = try ledger(request, log, rules, data, result)
    }
    output.decisions = prepared.decisions
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "credit": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }

  /// What is read, as it is told; LIFTWERK_SOURCE may be set where files are read.
  private func sourceName(_ settings: MethodSettings) throws(LiftwerkError) -> String {
    guard case .table(let source) = try project.attributionSource(choices) else {
      return inputPaths.joined(separator: ", ")
    }
    return ([source.table] + [settings.warehouse?.description].compactMap(\.self))
      .joined(separator: " of ")
  }

  /// The hash of all that was read: journeys, spend and lift tests.
  private func hash(
    _ data: AttributionData, spend: [String: Double]?, tests: [LiftTest]
  ) throws -> String {
    struct Inputs: Encodable {
      let journeys: String
      let spend: [String: Double]?
      let tests: [LiftTest]
    }
    return ContentHash.hex(
      try StableJSON.encode(Inputs(journeys: data.contentHash, spend: spend, tests: tests)))
  }

  private func output(
    _ result: AttributionResult, _ data: AttributionData, _ settings: MethodSettings
  ) -> MethodOutput {
    var output = MethodOutput(
      dataHash: data.contentHash,
      findings: result.findings(language: settings.language, isForced: settings.isForced),
      figures: result.figures(language: settings.language, isForced: settings.isForced),
      sections: question == .run
        ? result.sections(isForced: settings.isForced)
        : result.comparisonSections(isForced: settings.isForced))
    output.subtitle =
      question == .run
      ? Phrase(en: "Attribution report", de: "Attributionsbericht")
      : Phrase(en: "Comparison of attribution models", de: "Vergleich von Attributionsmodellen")
    let headline = question == .run ? result.headline : result.comparisonHeadline
    output.tiles = headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.gateReasons = result.gateReasons.map(\.en)
    output.facts = [
      .init(
        Phrase(en: "Attribution models", de: "Attributionsmodelle"),
        Phrase(choices.models.map(\.rawValue).joined(separator: ", "))),
      .init(
        Phrase(en: "Channels in journeys", de: "Kanäle in Journeys"),
        Phrase(String(data.paths.channels.count))),
      .init(
        Phrase(en: "Journeys", de: "Journeys"),
        Phrase(
          en: NumberStyle(.en).number(Double(data.intake.journeys), decimals: 0),
          de: NumberStyle(.de).number(Double(data.intake.journeys), decimals: 0))),
    ]
    return output
  }

  private func ledger(
    _ request: LedgerRequest, _ log: TouchLog?, _ rules: ChannelRules?, _ data: AttributionData,
    _ result: AttributionResult
  ) throws -> PrivateFile {
    guard let log else {
      throw LiftwerkError(
        .usage,
        "A ledger needs a touch log; collapsed paths and warehouses tell no single journeys.")
    }
    let credits = result.models.map { ($0.model, $0.credit) }
    let ledger = try Ledger(log, data: data, credits: credits, options: choices)
    let file = try PrivateFile(request.path)
    try ledger.write(options: choices, rules: rules) { try file.append($0) }
    return file
  }
}
