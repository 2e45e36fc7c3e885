public import Findings

extension MediaMixReadiness {
  /// The facts: those of the prior predictive check (`PriorPredictiveReport`), and, each with the id
  /// `mmm.check`, of grade `descriptive`; one that deserves a look
  /// carries `reason` and `remedy`.
  ///
  /// The subject's `metric` is one of:
  /// - of the whole: `prior_media_share`, `condition_number`, `observations_per_effect`,
  ///   `observations_per_parameter`, `kpi_outliers`, `holdout_share`, `region_size_ratio`,
  ///   `masked_cells`;
  /// - of a `channel`: `variation`, `active_periods`, `baseline_overlap_share`, `expected_contraction`,
  ///   `spend_exposure_mismatch_share`, `cost_outliers`;
  /// - of a `channel`, or of a control named by `parameter`: `vif`;
  /// - of a control named by `parameter`: `control_correlation` with the KPI, or with a `channel`;
  /// - of an `experiment`: `experiment_lift`, `experiment_kpi_share`, `experiment_precision`,
  ///   `experiment_partial_periods`, `experiment_repetitions`, `experiment_roi` (with the `channel` if
  ///   there is one);
  /// - of two channels, named by `channel` and `parameter`: `correlation`.
  ///
  /// What is about the whole comes first, then single channels and controls, then pairs.
  ///
  /// - Parameter language: the language of the texts.
  public func findings(language: Language) -> [Finding] {
    // A stable order: by how many things a finding is about, then by weight.
    let ordered = items.enumerated().sorted {
      ($0.element.subject.count, $0.offset) < ($1.element.subject.count, $1.offset)
    }
    let checks = ordered.map(\.element).map { item in
      Finding(
        id: Self.findingID, subject: item.subject, value: item.value, interval: item.interval,
        unit: item.unit, grade: .descriptive,
        reason: item.warning.map { $0.what[language] },
        remedy: item.warning.map { $0.remedy[language] }, text: item.text[language] + ".")
    }
    return checks + priors.findings(language: language)
  }
}
