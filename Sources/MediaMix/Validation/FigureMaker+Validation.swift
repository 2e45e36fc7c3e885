import Findings
import Tables

extension FigureMaker {
  /// What the model leaves unexplained, and whether its probabilities are right.
  func validation() -> [Figure] { [residuals(), calibration()] }

  /// Observed less expected outcome, in the band that new outcomes would keep to.
  private func residuals() -> Figure {
    let fitted = 0..<result.model.design.specification.trainCount
    let series = result.series
    func less(_ values: [Double], _ expected: [Double]) -> [Double?] {
      fitted.map { values[$0] - expected[$0] }
    }
    let expected = series.mean.mean
    return Figure(
      id: "mmm.residuals", kind: .band,
      title: Phrase(en: "What the model leaves over", de: "Was das Modell übrig lässt"),
      caption: Phrase(
        en: "Observed less expected outcome. Runs on one side, or a shape that comes back, are"
          + " something the model misses; \(levelText(.en)) should lie in the band.",
        de: "Beobachtetes minus erwartetes Ergebnis. Läufe auf einer Seite oder eine"
          + " wiederkehrende Form sind etwas, das dem Modell fehlt; \(levelText(.de)) sollten im"
          + " Band liegen."),
      description: Phrase(
        en: "Residuals over time with the predictive band.",
        de: "Residuen über die Zeit mit dem Vorhersageband."),
      x: time,
      y: .init(
        label: Phrase(en: "Observed less expected", de: "Beobachtet minus erwartet"),
        unit: units.outcome),
      columns: [
        .init("period", texts: Array(data.times.labels[fitted])),
        .init("residual", numbers: less(observed.map { $0 ?? 0 }, expected)),
        .init("lower", numbers: less(series.predicted.lower, expected)),
        .init("upper", numbers: less(series.predicted.upper, expected)),
      ],
      marks: [
        .init(
          .band, role: .model,
          label: Phrase(
            en: "\(levelText(.en)) of new outcomes", de: "\(levelText(.de)) neuer Ergebnisse"),
          x: "period", y: "lower", y2: "upper"),
        .init(
          .line, role: .actual, label: Phrase(en: "Residual", de: "Residuum"), x: "period",
          y: "residual"),
      ],
      findings: [FindingKey(id: "mmm.ppc", subject: ["metric": "lag1"], period: fittedPeriod)])
  }

  private var fittedPeriod: Period { FindingWriter(result: result, language: .en).fittedPeriod }

  /// How often observations fell into each tenth of the distribution predicted without them.
  private func calibration() -> Figure {
    let bins = 10
    let probabilities = result.series.outOfSample.probabilities
    var counts = [Double](repeating: 0, count: bins)
    for value in probabilities { counts[min(bins - 1, Int(value * Double(bins)))] += 1 }
    let edges = (0...bins).map { Double($0) / Double(bins) }
    return Figure(
      id: "mmm.calibration", kind: .histogram,
      title: Phrase(en: "Are its probabilities right?", de: "Stimmen seine Wahrscheinlichkeiten?"),
      caption: Phrase(
        en: "Where each observation fell in what the model predicts from all others. Level bars are"
          + " right; a hump means intervals too wide, a hollow too narrow, a slope a bias.",
        de: "Wo jede Beobachtung in der Vorhersage aus allen anderen lag. Gleich hohe Balken sind"
          + " richtig; ein Buckel heißt zu breite, eine Mulde zu schmale Intervalle, eine"
          + " Schräge eine Verzerrung."),
      description: Phrase(
        en: "Histogram of leave-one-out probabilities.",
        de: "Histogramm der Wahrscheinlichkeiten beim Auslassen."),
      x: .init(
        label: Phrase(en: "Place in the predicted distribution", de: "Platz in der Vorhersage")),
      y: .init(label: Phrase(en: "Share of observations", de: "Anteil der Beobachtungen")),
      columns: [
        .init("from", numbers: edges.dropLast().map { $0 }),
        .init("to", numbers: edges.dropFirst().map { $0 }),
        .init("middle", numbers: edges.dropLast().map { $0 + 0.5 / Double(bins) }),
        .init("share", numbers: counts.map { $0 / Double(max(1, probabilities.count)) }),
        .init("level", numbers: counts.map { _ in 1 / Double(bins) }),
      ],
      marks: [
        .init(
          .bar, role: .posterior, label: Phrase(en: "Observed", de: "Beobachtet"), x: "from",
          y: "share", x2: "to"),
        .init(
          .line, role: .reference, label: Phrase(en: "If all is right", de: "Wenn alles stimmt"),
          x: "middle", y: "level"),
      ])
  }
}
