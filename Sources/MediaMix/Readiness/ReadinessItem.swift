import Findings

/// One thing that a check measured, and what is wrong about it, if anything.
struct ReadinessItem: Sendable {
  /// What was measured: the `metric` of the finding's subject.
  var metric: String
  /// The channel it is about.
  var channel: String?
  /// The control it is about, or the channel that `channel` is compared with: the `parameter` of the
  /// finding's subject.
  var other: String?
  /// The experiment it is about.
  var experiment: String?
  /// The number.
  var value: Double
  var interval: Interval?
  var unit: Unit = .one
  /// The statement, without a full stop.
  var text: Phrase
  var warning: Warning?

  /// What is wrong.
  struct Warning: Sendable {
    /// Why it matters, without a full stop.
    var what: Phrase
    /// Columns or keys that it is about.
    var location: String
    var remedy: Phrase
  }

  var subject: [String: String] {
    var subject = ["metric": metric]
    subject["channel"] = channel
    subject["parameter"] = other
    subject["experiment"] = experiment
    return subject
  }

  var key: FindingKey { FindingKey(id: MediaMixReadiness.findingID, subject: subject) }
}

/// A check of data and options before a fit.
///
/// To add one: a file beside its likes, and a line in `MediaMixReadiness.checks`.
protocol ReadinessCheck: Sendable {
  /// Measures, and says what is wrong, the worst first.
  static func items(_ view: ReadinessView) throws -> [ReadinessItem]
}

/// Numbers in the sentences of checks.
enum ReadinessText {
  /// A sentence whose numbers each language writes in its own way.
  static func phrase(_ make: (Language, NumberStyle) -> String) -> Phrase {
    Phrase(en: make(.en, NumberStyle(.en)), de: make(.de, NumberStyle(.de)))
  }

  static func share(_ value: Double, _ style: NumberStyle) -> String {
    let percent = abs(value) * 100
    let decimals = percent >= 10 || percent == 0 ? 0 : percent >= 1 ? 1 : percent >= 0.01 ? 2 : 4
    return style.quantity(value, as: .share, decimals: decimals)
  }
}
