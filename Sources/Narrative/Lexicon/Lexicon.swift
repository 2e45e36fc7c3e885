public import Findings

/// The words of every kind of finding.
public enum Lexicon {
  /// All measures: those of a metric before those of any.
  public static let measures: [Measure] =
    (mediaMix + attribution + geo + experiments + budget + bandits)
    .sorted { ($0.metric != nil ? 0 : 1) < ($1.metric != nil ? 0 : 1) }

  /// Ids that have words but of which prose does not speak: the names in their subjects are those of options
  /// and measures, such as `roi` and `yes`, which would hide words and numbers of a sentence.
  static let silent: Set<String> = [
    "attribution.check", "attribution.score", "attribution.worth", "attribution.worth_error",
    "experiment.check", "geo.audit", "geo.cell_difference", "geo.design", "geo.diagnostic",
    "geo.inclusion", "geo.jackknife", "geo.needed", "geo.optimum", "geo.optimum_weight",
    "geo.placebo", "geo.predictor_weight", "geo.sensitivity", "geo.spend", "geo.weight",
    "geo.winner_probability", "mmm.baseline_part", "mmm.check", "mmm.compare",
    "mmm.compare_spread", "mmm.contraction", "mmm.cv", "mmm.drift", "mmm.information_gain",
    "mmm.loo", "mmm.parameter", "mmm.ppc", "mmm.prior_predictive", "mmm.time_effect",
    "mmm.without_experiments",
  ]

  /// Whether prose may speak of a finding.
  static func speaks(of key: FindingKey, _ measure: Measure) -> Bool {
    !silent.contains(key.id) && !(key.id == "mmm.health" && measure.metric == nil)
  }

  /// The measure of a finding; nil for one that is not spoken of.
  public static func measure(of key: FindingKey) -> Measure? {
    measures.first {
      $0.id == key.id && ($0.metric == nil || $0.metric == key.subject["metric"])
    }
  }
}
