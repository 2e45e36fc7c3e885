import Findings
import Inference
import Resampling

extension GeoWriter {
  /// What a Bayesian estimator has beside its effect: `geo.tail_probability` {model}, withheld as its
  /// interval is, `geo.inclusion` {geo, model} of donors that count with a probability of a twentieth or
  /// more, and `geo.diagnostic` {model, metric: rhat_max, ess_bulk_min, ess_tail_min, innovations_p}.
  func structural(_ part: GeoAnalysis.Part) -> [Finding] {
    guard let estimate = part.estimate, let posterior = estimate.fit.structural else { return [] }
    let name = part.estimator.rawValue
    let tail = finding(
      "geo.tail_probability", ["model": name],
      value: posterior.problem == nil ? posterior.tailProbability : nil, .one,
      reason: posterior.problem?.reason, remedy: posterior.problem?.remedy
    ) {
      Phrase(
        en: "By \(name), an effect of the other sign has the posterior probability \($0)",
        de: "Nach \(name) hat ein Effekt mit anderem Vorzeichen die A-posteriori-"
          + "Wahrscheinlichkeit \($0)")
    }
    return [tail] + inclusion(name, estimate, posterior) + diagnostics(name, posterior)
  }

  private func inclusion(
    _ name: String, _ estimate: GeoEstimate, _ posterior: StructuralPosterior
  ) -> [Finding] {
    posterior.counted(estimate).map { geo, probability in
      finding("geo.inclusion", ["geo": geo, "model": name], value: probability, .one) {
        Phrase(
          en: "In \(name), \(geo) counts with the probability \($0)",
          de: "In \(name) zählt \(geo) mit der Wahrscheinlichkeit \($0)")
      }
    }
  }

  private func diagnostics(_ name: String, _ posterior: StructuralPosterior) -> [Finding] {
    let verdict = posterior.verdict
    return [
      ("rhat_max", verdict.rHatMax), ("ess_bulk_min", verdict.essBulkMin),
      ("ess_tail_min", verdict.essTailMin), ("innovations_p", posterior.innovations.p),
    ].map { metric, value in
      finding("geo.diagnostic", ["model": name, "metric": metric], value: value, .one) {
        Phrase(
          en: "Of the chains of \(name), \(metric) is \($0)",
          de: "Für die Ketten von \(name) ist \(metric) \($0)")
      }
    }
  }
}

extension StructuralPosterior.Problem {
  /// What is the matter.
  var reason: Phrase {
    switch self {
    case .chains:
      Phrase(
        en: "the chains of bsts do not agree, or have too few independent draws",
        de: "die Ketten von bsts stimmen nicht überein oder haben zu wenige unabhängige Züge")
    case .dependence:
      Phrase(
        en:
          "the errors of bsts before the test depend on each other, so that its interval would be "
          + "too narrow",
        de:
          "die Fehler von bsts vor dem Test hängen voneinander ab, sein Intervall wäre also zu eng")
    }
  }

  /// What to do about it.
  var remedy: Phrase {
    switch self {
    case .chains:
      Phrase(
        en: "Draw more (bsts: {draws: 4000}), or exclude geos that are copies of each other.",
        de: "Ziehen Sie mehr (bsts: {draws: 4000}), oder schließen Sie Gebiete aus, die einander "
          + "gleichen.")
    case .dependence:
      Phrase(
        en:
          "Read the p of mirror permutation, state the season of the data (bsts: {season: 7}), or "
          + "use longer periods, such as weeks.",
        de: "Lesen Sie das p der Spiegel-Permutation, geben Sie die Saison der Daten an (bsts: "
          + "{season: 7}), oder verwenden Sie längere Perioden wie Wochen.")
    }
  }
}

extension StructuralPosterior {
  /// The donors that count with a probability of a twentieth or more, the likeliest first.
  func counted(_ estimate: GeoEstimate) -> [(geo: String, probability: Double)] {
    zip(estimate.weights, inclusion).map { ($0.geo, $1) }.filter { $0.1 >= 0.05 }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
