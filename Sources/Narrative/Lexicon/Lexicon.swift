public import Findings

/// The words of every kind of finding.
public enum Lexicon {
  /// All measures: those of a metric before those of any.
  public static let measures: [Measure] =
    (mediaMix + attribution + geo + experiments + budget + bandits)
    .sorted { ($0.metric != nil ? 0 : 1) < ($1.metric != nil ? 0 : 1) }

  /// The measure of a finding; nil for one that is not spoken of.
  public static func measure(of key: FindingKey) -> Measure? {
    measures.first {
      $0.id == key.id && ($0.metric == nil || $0.metric == key.subject["metric"])
    }
  }
}
