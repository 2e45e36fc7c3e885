public import Findings
import Inference
import Tables

extension MediaMixComparison {
  /// A measure of a whole model.
  enum Measure: String, CaseIterable {
    case elpd
    case difference = "elpd_difference"
    case differenceError = "elpd_difference_se"
    case weight = "stacking_share"
    case badShare = "pareto_k_bad_share"
    case r2
    case holdoutCRPS = "holdout_crps"
    case forecastCRPS = "cv_crps"
    case forecastSkill = "cv_skill"

    var phrase: Phrase {
      switch self {
      case .elpd: Phrase("elpd")
      case .difference: Phrase(en: "Difference to the best", de: "Abstand zum besten")
      case .differenceError: Phrase(en: "Its standard error", de: "Sein Standardfehler")
      case .weight: Phrase(en: "Weight", de: "Gewicht")
      case .badShare: Phrase(en: "Hard to leave out", de: "Schwer auszulassen")
      case .r2: Phrase("R²")
      case .holdoutCRPS: Phrase(en: "CRPS, held out", de: "CRPS, zurückgelegt")
      case .forecastCRPS: Phrase(en: "CRPS, forecasts", de: "CRPS, Vorhersagen")
      case .forecastSkill: Phrase(en: "Skill of forecasts", de: "Gewinn der Vorhersagen")
      }
    }
  }

  /// A measure of a model, where the model has it.
  func value(_ measure: Measure, _ model: Int) -> Double? {
    let entry = entries[model]
    let forecasts = entry.crossValidation?.pooled
    let value: Double? =
      switch measure {
      case .elpd: entry.loo.elpd
      case .difference: differences[model]?.elpd
      case .differenceError: differences[model]?.standardError
      case .weight: weights[model]
      case .badShare: entry.loo.badShare
      case .r2: entry.training.value(of: "r2")
      case .holdoutCRPS: entry.holdout?.value(of: "crps")
      case .forecastCRPS: forecasts?.model.value(of: "crps")
      case .forecastSkill:
        forecasts.flatMap { MediaMixCrossValidation.Measure.skill.value($0.model, $0.naive) }
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The facts.
  ///
  /// - `mmm.compare` (scenario: the model's name; metric: elpd, elpd_difference, elpd_difference_se,
  ///   stacking_share, pareto_k_bad_share, r2, holdout_crps, cv_crps, cv_skill), and (scenario,
  ///   channel, metric: roi). Differences are to the model with the highest elpd.
  /// - `mmm.compare_spread` (channel; metric: roi_min, roi_max, above_share, below_share, rank_best,
  ///   rank_worst, robust) over the models whose gate passed; `robust` is 1 or 0.
  ///
  /// Numbers of a model that fails the gate are withheld, or marked as forced.
  public func findings(language: Language) -> [Finding] {
    spreads.flatMap { spreadFindings($0, language) }
      + entries.indices.flatMap { modelFindings($0, language) }
  }

  /// Why numbers of some models are withheld; empty if every gate passed.
  public var gateReasons: [Phrase] {
    var reasons: [Phrase] = []
    for entry in entries where !entry.verdict.passed {
      reasons.append(
        Phrase(
          en: "Model \"\(entry.phrase.en)\": \(entry.reason.en). \(entry.remedy.en)",
          de: "Modell „\(entry.phrase.de)“: \(entry.reason.de). \(entry.remedy.de)"))
    }
    for entry in entries {
      reasons += (entry.crossValidation?.gateReasons ?? []).map {
        Phrase(en: "\(entry.phrase.en): \($0.en)", de: "\(entry.phrase.de): \($0.de)")
      }
    }
    return reasons
  }

  var units: MediaMixUnits { MediaMixUnits(base) }

  func key(_ model: Int, _ measure: Measure) -> FindingKey {
    FindingKey(
      id: "mmm.compare",
      subject: ["scenario": entries[model].name, "metric": measure.rawValue])
  }

  func key(_ model: Int, channel: Int) -> FindingKey {
    FindingKey(
      id: "mmm.compare",
      subject: [
        "scenario": entries[model].name, "channel": channels[channel], "metric": "roi",
      ], period: window)
  }

  func key(_ spread: ChannelSpread, _ metric: String) -> FindingKey {
    FindingKey(
      id: "mmm.compare_spread", subject: ["channel": spread.channel, "metric": metric],
      period: window)
  }

  /// The window that returns cover.
  private var window: Period {
    let times = base.data.times
    return Period(
      from: times.labels[base.window.first], to: times.lastDays[base.window.last])
  }

  private func modelFindings(_ model: Int, _ language: Language) -> [Finding] {
    let entry = entries[model]
    let style = NumberStyle(language)
    var findings = Measure.allCases.compactMap { measure -> Finding? in
      guard let value = value(measure, model) else { return nil }
      let isOutcome = measure == .holdoutCRPS || measure == .forecastCRPS
      let unit = isOutcome ? units.outcome : .one
      let shown = style.quantity(value, as: NumberForm(unit, name: measure.rawValue))
      return Finding(
        id: "mmm.compare", subject: key(model, measure).subject, value: value, unit: unit,
        grade: .model, text: "\(entry.phrase[language]): \(measure.phrase[language]) \(shown).")
    }
    let level = base.options.level
    for (c, summary) in entry.returns.enumerated() {
      let key = self.key(model, channel: c)
      func number(_ value: Double) -> String { style.quantity(value, as: .plain) }
      let spent = Phrase(en: "returned", de: "brachte")[language]
      findings.append(
        Finding(
          id: key.id, subject: key.subject, period: key.period, value: summary.mean,
          median: summary.median,
          interval: Interval(
            lower: summary.lower, upper: summary.upper, level: level, kind: .credible),
          unit: units.roi, grade: .model,
          text: "\(entry.phrase[language]): \(channels[c]) \(spent) \(number(summary.mean)) "
            + style.interval(number(summary.lower), number(summary.upper)) + "."))
    }
    guard !entry.verdict.passed else { return findings }
    let (reason, remedy) = (entry.reason[language], entry.remedy[language])
    let text = Phrase(
      en: "This number is withheld: \(entry.reason.en).",
      de: "Diese Zahl wird zurückgehalten: \(entry.reason.de).")
    return findings.map {
      isForced
        ? $0.forced(reason: reason, remedy: remedy)
        : $0.withheld(reason: reason, remedy: remedy, text: text[language])
    }
  }

  private func spreadFindings(_ spread: ChannelSpread, _ language: Language) -> [Finding] {
    let style = NumberStyle(language)
    func make(_ metric: String, _ value: Double, _ unit: Unit, _ words: Phrase) -> Finding {
      let key = self.key(spread, metric)
      let shown = style.quantity(value, as: NumberForm(unit, name: metric))
      return Finding(
        id: key.id, subject: key.subject, period: key.period, value: value, unit: unit,
        grade: .model, text: "\(spread.channel): \(words[language]) \(shown).")
    }
    var findings = [
      make(
        "roi_min", spread.lowest, units.roi,
        Phrase(
          en: "the lowest return of any model is", de: "die kleinste Rendite eines Modells ist")
      ),
      make(
        "roi_max", spread.highest, units.roi,
        Phrase(en: "the highest return of any model is", de: "die größte Rendite eines Modells ist")
      ),
    ]
    for (metric, count, words) in [
      (
        "above_share", spread.above,
        Phrase(
          en: "share of models that put it above break-even:",
          de: "Anteil der Modelle, die ihn über der Gewinnschwelle sehen:")
      ),
      (
        "below_share", spread.below,
        Phrase(
          en: "share of models that put it below break-even:",
          de: "Anteil der Modelle, die ihn unter der Gewinnschwelle sehen:")
      ),
    ] {
      guard let count else { continue }
      findings.append(make(metric, Double(count) / Double(spread.count), .one, words))
    }
    findings += [
      make(
        "rank_best", Double(spread.bestRank), .one,
        Phrase(en: "its best rank is", de: "sein bester Rang ist")),
      make(
        "rank_worst", Double(spread.worstRank), .one,
        Phrase(en: "its worst rank is", de: "sein schlechtester Rang ist")),
    ]
    let key = self.key(spread, "robust")
    findings.append(
      Finding(
        id: key.id, subject: key.subject, period: key.period, value: spread.isRobust ? 1 : 0,
        unit: .one, grade: .model, text: "\(spread.channel): \(spread.conclusion[language])"))
    return findings
  }
}
