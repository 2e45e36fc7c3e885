import Findings
import Inference

extension SectionMaker {
  /// Whether the model could have made the data, and could tell an observation it has not seen.
  func validationSection() -> Section {
    Section(
      id: "validation",
      title: Phrase(
        en: "Could the model have made these data?",
        de: "Könnte das Modell diese Daten gemacht haben?"
      ),
      blocks: warnings.map { .note($0) }
        + [
          .figure("mmm.residuals"), .figure("mmm.calibration"), .table(checkGrid),
          .table(leaveOneOutGrid),
        ])
  }

  private var loo: OutOfSample { result.series.outOfSample }

  private func key(_ id: String, metric: String) -> FindingKey {
    FindingKey(id: id, subject: ["metric": metric], period: writer.fittedPeriod)
  }

  private var warnings: [Section.Note] {
    var notes: [Section.Note] = []
    let surprises = result.series.checks.filter(\.isSurprising)
    if surprises.contains(where: { $0.measure == .lag1 }) {
      notes.append(
        .init(
          .warning,
          Phrase(
            en:
              "Neighbouring residuals are more alike than the model allows: something that lasts is"
              + " missing, and intervals are too narrow. Add knots, Fourier terms or a control.",
            de: "Benachbarte Residuen gleichen sich mehr, als das Modell zulässt: Etwas Andauerndes"
              + " fehlt, und Intervalle sind zu schmal. Knoten, Fourier-Terme oder eine"
              + " Kontrollgröße ergänzen.")))
    }
    let others = surprises.filter { $0.measure != .lag1 }.map(\.measure.phrase)
    if !others.isEmpty {
      notes.append(
        .init(
          .warning,
          Phrase(
            en: "Series drawn from the model differ from the observed one in: "
              + others.map(\.en).joined(separator: ", ")
              + ". Look for outliers or a missing control.",
            de: "Aus dem Modell gezogene Reihen weichen von der beobachteten ab: "
              + others.map(\.de).joined(separator: ", ")
              + ". Nach Ausreißern oder einer fehlenden Kontrollgröße suchen.")))
    }
    if loo.loo.badShare > 0 {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "Some observations sway the fit so much that leaving them out is only roughly"
              + " estimated (Pareto shape above the threshold); cross_validation refits instead.",
            de: "Einige Beobachtungen prägen die Anpassung so sehr, dass ihr Auslassen nur grob"
              + " geschätzt ist (Pareto-Form über der Schwelle); cross_validation passt neu an.")))
    }
    return notes
  }

  private var checkGrid: Grid {
    let fits = Phrase(en: "as observed", de: "wie beobachtet")
    let differs = Phrase(en: "differs", de: "weicht ab")
    return Grid(
      id: "mmm.ppc",
      title: Phrase(
        en: "Series drawn from the model against the observed one",
        de: "Aus dem Modell gezogene Reihen gegen die beobachtete"),
      columns: [
        Phrase(en: "Measure", de: "Maß"), Phrase(en: "Observed", de: "Beobachtet"),
        Phrase(en: "Drawn, mean", de: "Gezogen, Mittel"),
        Phrase(en: "Bayesian p", de: "Bayessches p"),
        Phrase(en: "Verdict", de: "Urteil"),
      ],
      rows: result.series.checks.map { check in
        let unit = check.measure == .lag1 ? Unit.one : writer.units.outcome
        return [
          .text(check.measure.phrase), .number(check.observed, unit),
          .number(check.replicated, unit), .value(key("mmm.ppc", metric: check.measure.rawValue)),
          .text(check.isSurprising ? differs : fits),
        ]
      })
  }

  private var leaveOneOutGrid: Grid {
    let rows: [(String, Phrase)] = [
      (
        "elpd", Phrase(en: "Expected log predictive density", de: "Erwartete log. Vorhersagedichte")
      ),
      ("elpd_se", Phrase(en: "Its standard error", de: "Ihr Standardfehler")),
      ("p_loo", Phrase(en: "Effective parameters", de: "Wirksame Parameter")),
      ("pareto_k_max", Phrase(en: "Largest Pareto shape", de: "Größte Pareto-Form")),
      (
        "pareto_k_bad_share",
        Phrase(en: "Share above the threshold", de: "Anteil über der Schwelle")
      ),
    ]
    return Grid(
      id: "mmm.loo",
      title: Phrase(en: "Each observation left out", de: "Jede Beobachtung einmal ausgelassen"),
      columns: [Phrase(en: "Measure", de: "Maß"), Phrase(en: "Found", de: "Gefunden")],
      rows: rows.map { metric, name in
        let found =
          metric == "pareto_k_max" && !loo.loo.largestShape.isFinite
          ? Grid.Cell.text(Phrase("–")) : .value(key("mmm.loo", metric: metric))
        return [.text(name), found]
      })
  }
}
