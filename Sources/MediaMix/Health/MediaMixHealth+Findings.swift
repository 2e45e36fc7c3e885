package import Findings

extension MediaMixHealth {
  /// The numbers that checks add, each with the id `mmm.health`.
  ///
  /// One for which a check wants attention carries `reason` and `remedy`. Numbers that exist elsewhere (`mmm.diagnostic`,
  /// `mmm.fit`, `mmm.holdout`, `mmm.check`) are not repeated.
  ///
  /// The subject's `metric` is one of:
  /// - of the whole: `negative_baseline_probability`, `negative_baseline_period_share`,
  ///   `outcome_tail_probability`, `residual_autocorrelation`, `durbin_watson`, `region_dependence`, `excess_kurtosis`,
  ///   `residual_outliers`, `residual_trend` (of a `geo` too), `effective_parameters`,
  ///   `observations_per_effective_parameter`;
  /// - of a `channel`: `return_prior_probability`, `return_ratio`, `profit_probability`,
  ///   `best_probability`, `achieved_contraction` (of the return, on the scale of `mmm.check`'s
  ///   `expected_contraction`);
  /// - of a `channel` and its `parameter` (`roi`, `alpha`, `ec`): `learned_share`, `prior_shift`,
  ///   `prior_edge_share` (not of `roi`);
  /// - of two channels, named by `channel` and `parameter`: `posterior_correlation`, and, where they
  ///   cannot be told apart, `pair_contribution`.
  func findings(language: Language) -> [Finding] {
    outcomes.flatMap { outcome in
      outcome.measures.map { measure in
        let isTold = outcome.wantsAttention && measure.isRemarkable
        return Finding(
          id: Self.findingID, subject: measure.subject, value: measure.value,
          interval: measure.interval, unit: measure.unit, grade: .model,
          reason: isTold ? outcome.meaning[language] : nil,
          remedy: isTold ? outcome.remedy?[language] : nil, text: measure.text[language] + ".")
      }
    }
  }

  /// How many checks want attention, the verdict as its sentence; never withheld.
  ///
  /// - Parameter showsNumbers: whether numbers of the posterior may be shown; else only convergence
  ///   counts.
  package func verdictFinding(language: Language, showsNumbers: Bool) -> Finding {
    let names = shown(showsNumbers).filter(\.wantsAttention).map { $0.title[language] }
    let list = names.isEmpty ? "" : ": " + names.joined(separator: ", ")
    return Finding(
      id: Self.attention.id, subject: Self.attention.subject, value: Double(names.count),
      unit: .one, grade: .model, text: verdict.words[language] + list + ".")
  }
}
