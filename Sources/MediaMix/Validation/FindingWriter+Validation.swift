import Findings
import Inference

extension FindingWriter {
  /// How well new data would be predicted, and whether drawn data look like the observed ones.
  ///
  /// - `mmm.loo` (metric: elpd, elpd_se, p_loo, pareto_k_max, pareto_k_bad_share): leave-one-out over
  ///   the fitted cells, on the scale of the KPI less its mean over its standard deviation.
  /// - `mmm.ppc` (metric: mean, sd, min, max, lag1): the probability that a series drawn from the
  ///   model has more of it than the observed one.
  func validation() -> [Finding] { leaveOneOut() + checks() }

  /// The fitted periods.
  var fittedPeriod: Period { period(0, result.model.design.specification.trainCount - 1) }

  private func leaveOneOut() -> [Finding] {
    let loo = result.series.outOfSample.loo
    func measure(_ metric: String, _ value: Double, _ words: Phrase) -> Finding {
      finding(
        "mmm.loo", ["metric": metric], value: value.isFinite ? value : nil, .one, grade: .model,
        period: fittedPeriod
      ) { Phrase(en: "\(words.en) \($0)", de: "\(words.de) \($0)") }
    }
    return [
      measure(
        "elpd", loo.elpd,
        Phrase(
          en: "The expected log predictive density, each observation left out in turn, is",
          de: "Die erwartete logarithmische Vorhersagedichte, jede Beobachtung einmal ausgelassen,"
            + " beträgt")),
      measure(
        "elpd_se", loo.standardError,
        Phrase(en: "Its standard error is", de: "Ihr Standardfehler beträgt")),
      measure(
        "p_loo", loo.parameters,
        Phrase(
          en: "The effective number of parameters is",
          de: "Die wirksame Zahl der Parameter beträgt")),
      measure(
        "pareto_k_max", loo.largestShape,
        Phrase(
          en: "The largest Pareto shape of an observation left out is",
          de: "Die größte Pareto-Form einer ausgelassenen Beobachtung ist")),
      measure(
        "pareto_k_bad_share", loo.badShare,
        Phrase(
          en: "The share of observations too influential to be left out this way is",
          de: "Der Anteil der Beobachtungen, die für dieses Auslassen zu einflussreich sind,"
            + " beträgt")),
    ]
  }

  private func checks() -> [Finding] {
    result.series.checks.map { check in
      let what = check.measure.phrase
      let shown = Phrase(
        en: NumberStyle(.en).quantity(check.probability, as: .share),
        de: NumberStyle(.de).quantity(check.probability, as: .share))
      return finding(
        "mmm.ppc", ["metric": check.measure.rawValue], value: check.probability, .one,
        grade: .model, period: fittedPeriod
      ) { _ in
        Phrase(
          en: "\(what.en): \(shown.en) of series drawn from the model have more than the"
            + " observed one",
          de: "\(what.de): \(shown.de) der aus dem Modell gezogenen Reihen haben mehr als die"
            + " beobachtete")
      }
    }
  }
}

extension PredictiveCheck.Measure {
  /// What is compared, as the head of a row.
  var phrase: Phrase {
    switch self {
    case .mean: Phrase(en: "Mean outcome", de: "Mittleres Ergebnis")
    case .sd: Phrase(en: "Spread of the outcome", de: "Streuung des Ergebnisses")
    case .min: Phrase(en: "Smallest outcome", de: "Kleinstes Ergebnis")
    case .max: Phrase(en: "Largest outcome", de: "Größtes Ergebnis")
    case .lag1:
      Phrase(
        en: "Residual carried to the next period", de: "Residuum, das in die nächste Periode reicht"
      )
    }
  }
}
