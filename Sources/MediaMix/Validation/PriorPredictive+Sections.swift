import Findings
import Probability
import Tables

extension PriorPredictiveReport {
  /// The band of outcomes that the priors predict, and the observed outcome in it.
  var figure: Figure {
    let bands = predictive.outcomes.map(Self.spread)
    let target = model.options.target
    let label = target.isMoney ? Phrase(en: "Revenue", de: "Umsatz") : Phrase(target.column)
    return Figure(
      id: Self.figureID, kind: .band,
      title: Phrase(
        en: "Outcomes that the priors expect", de: "Ergebnisse, die die Priors erwarten"),
      caption: Phrase(
        en: "The band holds most of what the model thought possible before it saw the outcome; it "
          + "should be wide enough to hold the data, and not absurd.",
        de:
          "Das Band enthält das meiste, was das Modell vor dem Blick auf das Ergebnis für möglich "
          + "hielt; es sollte die Daten fassen und nicht abwegig sein."),
      description: Phrase(
        en: "Observed outcome over time within the band of outcomes drawn from the priors.",
        de: "Beobachtetes Ergebnis über die Zeit im Band der Ergebnisse aus den Priors."),
      x: .init(label: Phrase(en: "Period", de: "Periode"), scale: .time),
      y: .init(label: label, unit: units.outcome),
      columns: [
        .init("period", texts: data.times.labels),
        .init("observed", numbers: PriorPredictive.observed(data)),
        .init("lower", numbers: bands.map { $0?.lower }),
        .init("upper", numbers: bands.map { $0?.upper }),
      ],
      marks: [
        .init(
          .band, role: .prior,
          label: ReadinessText.phrase { language, style in
            language == .de
              ? "\(style.level(0.9)) nach den Priors" : "\(style.level(0.9)) by the priors"
          }, x: "period", y: "lower", y2: "upper"),
        .init(
          .line, role: .actual, label: Phrase(en: "Observed", de: "Beobachtet"), x: "period",
          y: "observed"),
      ], findings: [key(["metric": "implausible_share"])])
  }

  /// The section "What the priors say before the data speak".
  var section: Section {
    var blocks: [Section.Block] = [.figure(Self.figureID), .table(summary)]
    if let made = resolvedPriors { blocks.append(.table(made)) }
    return Section(
      id: "check-priors",
      title: Phrase(
        en: "What the priors say before the data speak",
        de: "Was die Priors sagen, bevor die Daten sprechen"),
      blocks: blocks)
  }

  private func key(_ subject: [String: String]) -> FindingKey {
    FindingKey(id: Self.findingID, subject: subject)
  }

  private var summary: Grid {
    let none = Grid.Cell.text(Phrase("–"))
    func row(_ name: Phrase, _ subject: [String: String], hasInterval: Bool) -> [Grid.Cell] {
      [.text(name), .value(key(subject)), hasInterval ? .interval(key(subject)) : none]
    }
    var rows: [[Grid.Cell]] = []
    if Self.spread(predictive.mediaShare) != nil {
      rows.append(
        row(
          Phrase(en: "Share of media in the outcome", de: "Anteil der Medien am Ergebnis"),
          ["metric": "media_share"], hasInterval: true))
    }
    for (c, name) in data.channels.enumerated() where Self.spread(predictive.roi[c]) != nil {
      rows.append(
        row(
          Phrase(en: "Return of \(name)", de: "Rendite von \(name)"),
          ["metric": "roi", "channel": name], hasInterval: true))
    }
    rows.append(
      row(
        Phrase(
          en: "Outcomes beyond three times the observed range",
          de: "Ergebnisse jenseits der dreifachen beobachteten Spanne"),
        ["metric": "implausible_share"], hasInterval: false))
    rows.append(
      row(
        Phrase(
          en: "Probability of a negative baseline",
          de: "Wahrscheinlichkeit eines negativen Grundniveaus"),
        ["metric": "negative_baseline"], hasInterval: false))
    return Grid(
      id: "mmm.prior_predictive",
      title: Phrase(en: "Prior predictive check", de: "Prüfung der Priors"),
      columns: [
        Phrase(en: "What", de: "Was"), Phrase(en: "Prior median", de: "Prior-Median"),
        Phrase(en: "Interval", de: "Intervall"),
      ], rows: rows)
  }

  /// What plain statements and experiments became; nil if there were none.
  private var resolvedPriors: Grid? {
    let made = model.design.specification.resolvedPriors.sorted { $0.key < $1.key }
    let rows = made.compactMap { name, prior -> [Grid.Cell]? in
      guard case .family(let family, let parameters) = prior,
        let known = try? DistributionFamily(named: family),
        let distribution = try? known.distribution(parameters)
      else { return nil }
      return [.text(Phrase(name)), .text(shown(family, parameters))]
        + [0.05, 0.5, 0.95].map { .number(distribution.quantile($0), .one) }
    }
    guard !rows.isEmpty else { return nil }
    return Grid(
      id: "mmm.prior_predictive.resolved",
      title: Phrase(en: "Priors made of statements", de: "Priors aus Angaben"),
      columns: [
        Phrase(en: "Parameter", de: "Parameter"), Phrase(en: "Prior", de: "Prior"), Phrase("5 %"),
        Phrase("50 %"), Phrase("95 %"),
      ], rows: rows)
  }

  private func shown(_ family: String, _ parameters: [Double]) -> Phrase {
    ReadinessText.phrase { _, style in
      let numbers = parameters.map { style.number($0, significant: 3) }
      return "\(family) [\(numbers.joined(separator: "; "))]"
    }
  }
}
