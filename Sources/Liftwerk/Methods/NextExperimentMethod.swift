import Findings
import Inference
import MediaMix
import Reports
import Runs

/// The value of the next experiment in the pipeline.
struct NextExperimentMethod: Method {
  let fit: MediaMixMethod
  let choices: MediaMixOptions.NextExperiment
  let options: JSONValue

  /// Takes the fit, and what its options ask.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if an option is not a finite number.
  init(_ fit: MediaMixMethod) throws(LiftwerkError) {
    self.fit = fit
    choices = fit.choices.nextExperiment ?? .init()
    var canonical = MediaMixMethod.canonical(fit.choices)
    canonical.nextExperiment = choices
    do {
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "media_mix.next_experiment: \(error)")
    }
  }

  var name: String { "next_experiment" }
  var seed: UInt64 { fit.seed }
  var inputPaths: [String] { fit.inputPaths }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    var (result, output) = try await fit.fitted(settings)
    let hasFitted = clock.now
    settings.progress(.step("Valuing experiments"))
    let answer = try await NextExperiment(result, choices: choices, threads: settings.threads)
    output.findings = answer.findings(language: settings.language, isForced: settings.isForced)
    output.figures = answer.figures(language: settings.language, isForced: settings.isForced)
    output.sections = answer.sections(isForced: settings.isForced) + output.sections
    output.subtitle = Phrase(en: "Which experiment next?", de: "Welches Experiment als Nächstes?")
    if result.verdict.passed || settings.isForced {
      output.tiles = answer.headline.map { group in
        .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
      }
    }
    output.seconds["next_experiment"] = (clock.now - hasFitted) / .seconds(1)
    return output
  }
}
