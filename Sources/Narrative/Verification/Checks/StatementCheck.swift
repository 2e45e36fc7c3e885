import Findings

/// What a sentence says beside its numbers, held against the findings to which these are bound.
protocol StatementCheck {
  /// The name of the check in `claims.json`.
  static var name: String { get }

  /// What is wrong; nil if nothing is, or nothing of the kind is said.
  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String?
}
