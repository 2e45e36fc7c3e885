import Findings
import MediaMix
import Runs

extension MediaMixMethod {
  /// The fit of a run, and what comes with it.
  struct Fitted {
    var result: MediaMixResult
    var drift: MediaMixDrift?
    var gradients: Int
    var decisions: [String: String] = [:]
    /// What the report says about the earlier run.
    var notes: [Section.Note] = []
  }

  /// Fits, cold or from where the earlier run left off.
  func fit(_ data: MediaMixData, _ settings: MethodSettings) async throws -> Fitted {
    guard let earlier else {
      settings.progress(.step("Fitting the media mix"))
      // A model with experiments is fitted once more without them.
      let hasExperiments = choices.experiments?.tests.isEmpty == false
      let progress = SamplingProgress(
        choices.sampler, fits: hasExperiments ? 2 : 1, settings.progress)
      let result = try await MediaMix.fit(
        data: data, options: choices, threads: settings.threads,
        progress: { progress.receive($0) }, store: settings.fits)
      return Fitted(
        result: result, gradients: result.gradientCount,
        decisions: ["fit_cache": Self.cacheUse(result.origin)])
    }
    return try await refresh(earlier, data, settings)
  }

  private func refresh(
    _ earlier: EarlierRun, _ data: MediaMixData, _ settings: MethodSettings
  ) async throws -> Fitted {
    try earlier.check(project)
    let before = earlierData(earlier, settings)
    let refresh = try MediaMixRefresh(
      earlier: .init(
        record: earlier.fit.fit, options: earlier.options, data: before,
        hasSameData: before?.contentHash == earlier.fit.data),
      data: data, options: choices)
    let outcome = try await refresh.run(threads: settings.threads, store: settings.fits) { step in
      settings.progress(.step(Self.words(step)))
      let progress = SamplingProgress(choices.sampler, settings.progress)
      return { progress.receive($0) }
    }
    var fitted = Fitted(
      result: outcome.result, drift: outcome.drift, gradients: outcome.gradients)
    for (step, origin) in outcome.origins {
      let name = step == .present ? "" : ".\(step.rawValue)"
      fitted.decisions["fit_cache\(name)"] = Self.cacheUse(origin)
      fitted.decisions["start\(name)"] = origin.coldReason.map { "cold: \($0)" } ?? "warm"
    }
    fitted.notes = notes(earlier, outcome)
    for note in fitted.notes { settings.progress(.notice(note.text.en)) }
    return fitted
  }

  /// The present data as the earlier options read them; nil where they lack a column.
  private func earlierData(_ earlier: EarlierRun, _ settings: MethodSettings) -> MediaMixData? {
    var options = earlier.options
    options.data = choices.data
    return try? read(options, directory: settings.directory).data
  }

  private func notes(
    _ earlier: EarlierRun, _ outcome: MediaMixRefresh.Outcome
  ) -> [Section.Note] {
    var notes: [Section.Note] = []
    if outcome.drift == nil {
      notes.append(
        .init(
          .warning,
          Phrase(
            en: "The earlier run withheld its returns, so there is nothing to compare with.",
            de: "Der frühere Lauf hielt seine Renditen zurück; es gibt nichts zu vergleichen.")))
    } else if earlier.outcome == .forced {
      notes.append(
        .init(
          .warning,
          Phrase(
            en: "The earlier run failed its gate and showed its returns by force.",
            de: "Der frühere Lauf bestand seine Prüfung nicht; seine Renditen sind erzwungen.")))
    }
    return notes
  }

  private static func words(_ step: MediaMixRefresh.Step) -> String {
    switch step {
    case .data: "Fitting the earlier model to the present data"
    case .specification: "Fitting the present model with the earlier priors"
    case .present: "Fitting the media mix"
    }
  }

  private static func cacheUse(_ origin: FitOrigin) -> String { origin.cache.rawValue }
}

extension MethodOutput {
  /// Adds what changed since the earlier run: behind the section about the data.
  mutating func add(
    _ drift: MediaMixDrift?, notes: [Section.Note], settings: MethodSettings
  ) {
    var section = drift?.section(isForced: settings.isForced)
    if section == nil, !notes.isEmpty {
      section = Section(
        id: "drift",
        title: Phrase(
          en: "What changed since the last run?", de: "Was änderte sich seit dem letzten Lauf?"),
        blocks: [])
    }
    guard var section else { return }
    section.blocks += notes.map { .note($0) }
    sections.insert(section, at: min(1, sections.count))
    guard let drift else { return }
    findings += drift.findings(language: settings.language, isForced: settings.isForced)
    figures += drift.figures(isForced: settings.isForced)
    if !drift.passed && gateReasons.isEmpty {
      gateReasons = ["A fit that the comparison with the earlier run needs did not converge."]
    }
  }
}
