import Findings
import Foundation
import Inference
import MediaMix
import Reports
import Runs
import Tables

/// The outcome of a plan in the pipeline.
struct MediaMixForecastMethod: Method {
  let fit: MediaMixMethod
  let forecast: MediaMixOptions.Forecast
  let options: JSONValue

  /// Takes the fit, and the plan that its options name.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if no plan is named.
  init(_ fit: MediaMixMethod) throws(LiftwerkError) {
    guard let forecast = fit.choices.forecast else {
      throw LiftwerkError(
        .badProject, "media_mix.forecast: no plan is named. Add plan: PLAN.csv.")
    }
    self.fit = fit
    self.forecast = forecast
    var choices = MediaMixMethod.canonical(fit.choices)
    // Where the plan lies changes no number; what it says enters the data's hash.
    choices.forecast = .init(plan: "", holdControls: forecast.holdControls)
    do {
      options = try JSONValue(encoding: choices)
    } catch {
      throw LiftwerkError(.badProject, "media_mix.forecast: \(error)")
    }
  }

  var name: String { "media_mix_forecast" }
  var seed: UInt64 { fit.seed }
  var inputPaths: [String] { fit.inputPaths }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let (table, columns) = try fit.project.planTable(
      fit.choices, path: forecast.plan, directory: settings.directory)
    let (data, _) = try fit.read(fit.choices, directory: settings.directory)
    // A plan that does not fit is refused before the fit takes its time.
    try MediaMixForecast.check(table: table, columns: columns, options: fit.choices, data: data)
    var (result, output) = try await fit.fitted(settings)
    let hasFitted = clock.now
    settings.progress(.step("Forecasting the plan"))
    let answer = try await MediaMixForecast(
      result, table: table, columns: columns, options: fit.choices, threads: settings.threads)
    output.dataHash = ContentHash.hex(Data("\(output.dataHash) \(answer.planHash)".utf8))
    output.findings = answer.findings(language: settings.language, isForced: settings.isForced)
    output.figures = answer.figures(language: settings.language, isForced: settings.isForced)
    output.sections = answer.sections(isForced: settings.isForced) + output.sections
    output.subtitle = Phrase(en: "Forecast of a media plan", de: "Prognose eines Mediaplans")
    if result.verdict.passed || settings.isForced {
      output.tiles = answer.headline.map { group in
        .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
      }
    }
    output.facts.append(
      .init(
        Phrase(en: "Planned periods", de: "Geplante Perioden"), Phrase(answer.periodText)))
    output.seconds["forecast"] = (clock.now - hasFitted) / .seconds(1)
    return output
  }
}

extension MediaMixForecast {
  /// The hash of the plan in canonical order.
  fileprivate var planHash: String { continuedData.contentHash }
}
