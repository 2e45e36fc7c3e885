public import Findings
import Inference
import Tables

extension MediaMixCrossValidation {
  /// The measures that are reported, in order: of the model, of the naive forecast, and the share of
  /// the naive forecast's score that the model saves.
  enum Measure: String, CaseIterable {
    case crps, coverage, wmape, r2
    case crpsNaive = "crps_naive"
    case wmapeNaive = "wmape_naive"
    case skill

    func value(_ model: FitMetrics, _ naive: FitMetrics) -> Double? {
      let value: Double? =
        switch self {
        case .crps, .coverage, .wmape, .r2: model.value(of: rawValue)
        case .crpsNaive: naive.value(of: "crps")
        case .wmapeNaive: naive.value(of: "wmape")
        case .skill: naive.crps > 0 ? 1 - model.crps / naive.crps : nil
        }
      return value.flatMap { $0.isFinite ? $0 : nil }
    }

    var phrase: Phrase {
      switch self {
      case .crps: Phrase("CRPS")
      case .coverage: Phrase(en: "Coverage", de: "Überdeckung")
      case .wmape: Phrase("wMAPE")
      case .r2: Phrase("R²")
      case .crpsNaive: Phrase(en: "CRPS, naive", de: "CRPS, naiv")
      case .wmapeNaive: Phrase(en: "wMAPE, naive", de: "wMAPE, naiv")
      case .skill: Phrase(en: "Skill", de: "Gewinn gegen naiv")
      }
    }
  }

  /// The facts: `mmm.cv` with metric crps, coverage, wmape, r2, crps_naive, wmape_naive and skill,
  /// pooled over the folds whose gate passed, then for each fold (parameter: `fold 1`, `fold 2`, …),
  /// whose period is the one forecast.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - isForced: whether numbers of folds that fail the gate are shown.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let pooledFindings = pooled.map { pooled in
      measures(pooled.model, pooled.naive, parameter: nil, period: nil, language)
    }
    return (pooledFindings ?? [])
      + folds.indices.flatMap { number -> [Finding] in
        let fold = folds[number]
        let all = measures(
          fold.model, fold.naive, parameter: Self.name(number), period: period(fold.plan.horizon),
          language)
        guard !fold.verdict.passed else { return all }
        let (reason, remedy) = (fold.reason[language], fold.remedy[language])
        let text = Phrase(
          en: "This number is withheld: \(fold.reason.en).",
          de: "Diese Zahl wird zurückgehalten: \(fold.reason.de).")
        return all.map {
          isForced
            ? $0.forced(reason: reason, remedy: remedy)
            : $0.withheld(reason: reason, remedy: remedy, text: text[language])
        }
      }
  }

  /// Why numbers of some folds are withheld; empty if every gate passed.
  public var gateReasons: [Phrase] {
    folds.enumerated().filter { !$0.element.verdict.passed }.map { number, fold in
      Phrase(
        en: "Forecast \(number + 1): \(fold.reason.en). \(fold.remedy.en)",
        de: "Vorhersage \(number + 1): \(fold.reason.de). \(fold.remedy.de)")
    }
  }

  static func name(_ fold: Int) -> String { "fold \(fold + 1)" }

  private func period(_ range: Range<Int>) -> Period {
    Period(
      from: model.data.times.labels[range.lowerBound],
      to: model.data.times.lastDays[range.upperBound - 1])
  }

  private func measures(
    _ model: FitMetrics, _ naive: FitMetrics, parameter: String?, period: Period?,
    _ language: Language
  ) -> [Finding] {
    let units = MediaMixUnits(self.model)
    return Measure.allCases.compactMap { measure in
      guard let value = measure.value(model, naive) else { return nil }
      var subject = ["metric": measure.rawValue]
      subject["parameter"] = parameter
      let isMoney = measure == .crps || measure == .crpsNaive
      let unit = isMoney ? units.outcome : .one
      let form = NumberForm(unit, name: measure.rawValue)
      let place = parameter.map { " (\($0))" } ?? ""
      func text(_ language: Language) -> String {
        let lead = Phrase(en: "Of forecasts, ", de: "Bei Vorhersagen: ")[language]
        let number = NumberStyle(language).quantity(value, as: form)
        return "\(lead)\(measure.phrase[language])\(place): \(number)."
      }
      return Finding(
        id: "mmm.cv", subject: subject, period: period, value: value, unit: unit, grade: .model,
        text: text(language))
    }
  }

  /// The part of the report about forecasts.
  public func section() -> Section {
    Section(
      id: "cross-validation",
      title: Phrase(
        en: "Does it forecast what it has not seen?", de: "Sagt es voraus, was es nicht kennt?"),
      blocks: [.note(conclusion), .table(grid)])
  }

  private var conclusion: Section.Note {
    guard let pooled, let skill = Measure.skill.value(pooled.model, pooled.naive) else {
      return .init(
        .withheld,
        Phrase(
          en: "No forecast passed the gate.", de: "Keine Vorhersage bestand die Prüfung."))
    }
    let method = Phrase(
      en: " Each forecast comes from a fit that knows nothing later; media and controls of the"
        + " horizon are taken as planned. The naive forecast repeats the season before.",
      de: " Jede Vorhersage stammt aus einer Anpassung, die nichts Späteres kennt; Medien und"
        + " Kontrollgrößen des Horizonts gelten als geplant. Die naive Vorhersage wiederholt die"
        + " Saison zuvor.")
    if skill > 0 {
      return .init(
        .information,
        Phrase(
          en: "The model forecasts better than a naive repetition." + method.en,
          de: "Das Modell sagt besser voraus als eine naive Wiederholung." + method.de))
    }
    return .init(
      .warning,
      Phrase(
        en: "A naive repetition forecasts as well as the model or better." + method.en,
        de: "Eine naive Wiederholung sagt so gut oder besser voraus als das Modell." + method.de))
  }

  private var grid: Grid {
    func cells(_ model: FitMetrics, _ naive: FitMetrics, _ parameter: String?, _ period: Period?)
      -> [Grid.Cell]
    {
      Measure.allCases.map { measure in
        guard measure.value(model, naive) != nil else { return .text(Phrase("–")) }
        var subject = ["metric": measure.rawValue]
        subject["parameter"] = parameter
        return .value(FindingKey(id: "mmm.cv", subject: subject, period: period))
      }
    }
    var rows = folds.enumerated().map { number, fold -> [Grid.Cell] in
      let span = period(fold.plan.horizon)
      return [.text(Phrase("\(span.from) – \(span.to)"))]
        + cells(fold.model, fold.naive, Self.name(number), span)
    }
    if let pooled {
      rows.append(
        [.text(Phrase(en: "All together", de: "Alle zusammen"))]
          + cells(pooled.model, pooled.naive, nil, nil))
    }
    return Grid(
      id: "mmm.cv",
      title: Phrase(
        en: "Forecasts from earlier origins", de: "Vorhersagen von früheren Zeitpunkten"),
      columns: [Phrase(en: "Forecast of", de: "Vorhersage für")] + Measure.allCases.map(\.phrase),
      rows: rows)
  }
}
