public import Findings
import Inference
import Tables

extension MediaMixResult {
  /// The facts of the fit, totals before their breakdowns.
  ///
  /// If the gate failed, numbers of the posterior are withheld with reason and remedy, or marked as
  /// forced; the diagnostics that say so always stand.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - isForced: whether to show numbers against the gate's advice.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let writer = FindingWriter(result: self, language: language)
    let posterior =
      writer.totals() + writer.channels() + writer.effectiveness() + writer.optimalFrequencies()
      + writer.geos() + writer.years() + writer.baselineParts()
      + writer.carryOvers() + writer.timeEffects()
      + writer.parameters() + writer.modelledLifts() + writer.lessons(isForced: isForced)
      + writer.fit() + writer.validation() + health.findings(language: language)
    return judged(posterior, language: language, isForced: isForced) + [
      health.verdictFinding(language: language, showsNumbers: verdict.passed || isForced)
    ] + writer.measuredLifts() + writer.diagnostics()
  }

  /// Findings of the posterior as the gate lets them pass.
  func judged(_ findings: [Finding], language: Language, isForced: Bool) -> [Finding] {
    guard !verdict.passed else { return findings }
    let (reason, remedy) = (gateReason[language], gateRemedy[language])
    return findings.map { finding in
      isForced
        ? finding.forced(reason: reason, remedy: remedy)
        : finding.withheld(reason: reason, remedy: remedy, text: withheld[language])
    }
  }

  private var withheld: Phrase {
    Phrase(
      en: "This number is withheld: \(gateReason.en).",
      de: "Diese Zahl wird zurückgehalten: \(gateReason.de).")
  }

  /// Why the gate withholds the numbers; empty texts if it passed.
  public var gateReason: Phrase {
    let reasons = verdict.failures.map { failure -> Phrase in
      switch failure {
      case .rHat:
        Phrase(
          en: "the chains do not agree (R-hat of \(verdict.worstRHat))",
          de: "die Ketten stimmen nicht überein (R-Dach von \(verdict.worstRHat))")
      case .essBulk, .essTail:
        Phrase(
          en: "too few effective draws (\(verdict.worstEffectiveSampleSize))",
          de: "zu wenige wirksame Ziehungen (\(verdict.worstEffectiveSampleSize))")
      case .divergences:
        Phrase(
          en: "the sampler could not follow the posterior everywhere (divergences)",
          de: "der Sampler konnte der Posteriorverteilung nicht überall folgen (Divergenzen)")
      case .energyFraction:
        Phrase(
          en: "the chains move badly between energies (E-BFMI)",
          de: "die Ketten wechseln schlecht zwischen Energien (E-BFMI)")
      }
    }
    // Bulk and tail give the same sentence; say it once.
    func joined(_ texts: [String]) -> String {
      texts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        .joined(separator: "; ")
    }
    return Phrase(en: joined(reasons.map(\.en)), de: joined(reasons.map(\.de)))
  }

  /// What to do when the gate failed.
  public var gateRemedy: Phrase {
    if verdict.failures.contains(.divergences) || verdict.failures.contains(.energyFraction) {
      return Phrase(
        en: "Give tighter priors, merge channels that move together, or use fewer knots.",
        de: "Engere Priors angeben, gemeinsam laufende Kanäle zusammenlegen oder weniger Knoten.")
    }
    return Phrase(
      en: "Set sampler.draws to auto or higher, warm up longer, or simplify the model.",
      de: "sampler.draws auf auto oder höher setzen, länger einschwingen oder vereinfachen.")
  }
}

/// Builds findings with their sentences.
struct FindingWriter {
  let result: MediaMixResult
  let language: Language
  let style: NumberStyle
  let units: MediaMixUnits

  init(result: MediaMixResult, language: Language) {
    self.result = result
    self.language = language
    style = NumberStyle(language)
    units = MediaMixUnits(result.model)
  }

  var data: MediaMixData { result.data }
  var level: Double { result.model.options.level }
  var index: QuantityIndex { result.sampling.quantityIndex }

  /// The window that totals cover.
  var period: Period { period(result.window.first, result.window.last) }

  func period(_ first: Int, _ last: Int) -> Period {
    Period(from: data.times.labels[first], to: data.times.lastDays[last])
  }

  /// A finding of a posterior quantity.
  func finding(
    _ id: String, _ subject: [String: String], _ summary: Summary, _ unit: Unit,
    period: Period? = nil, kind: Interval.Kind = .credible, text: (String) -> Phrase
  ) -> Finding {
    let name = "\(id).\(subject["metric"] ?? "")"
    return Finding(
      id: id, subject: subject, period: period, value: summary.mean, median: summary.median,
      interval: Interval(
        lower: summary.lower, upper: summary.upper, level: level, kind: kind),
      unit: unit, grade: .model,
      text: text(number(summary.mean, unit, name))[language] + interval(summary, unit, name) + ".")
  }

  /// A finding of a single number without an interval.
  func finding(
    _ id: String, _ subject: [String: String], value: Double?, _ unit: Unit, grade: EvidenceGrade,
    period: Period? = nil, text: (String) -> Phrase
  ) -> Finding {
    let shown = value.map { number($0, unit, "\(id).\(subject["metric"] ?? "")") } ?? ""
    return Finding(
      id: id, subject: subject, period: period, value: value, unit: unit, grade: grade,
      text: text(shown)[language] + ".")
  }

  func number(_ value: Double, _ unit: Unit, _ name: String) -> String {
    if unit == units.roi { return returned(value) }
    let form = NumberForm(unit, name: name)
    let text = style.quantity(value, as: form)
    guard form == .plain, let heading = style.heading(of: unit) else { return text }
    return "\(text) \(heading)"
  }

  private func interval(_ summary: Summary, _ unit: Unit, _ name: String) -> String {
    let form = NumberForm(unit, name: name)
    let lower = style.quantity(summary.lower, as: form)
    let upper = style.quantity(summary.upper, as: form)
    let name = style.intervalName(level)
    return " (\(name) \(lower) \(language == .de ? "bis" : "to") \(upper))"
  }
}
