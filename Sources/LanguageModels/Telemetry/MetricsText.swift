/// What language models did for one report, in the text format of Prometheus, for the textfile collector.
public struct MetricsText: Sendable {
  private var lines: [String] = []

  /// Describes the questions of a report.
  ///
  /// - Parameters:
  ///   - calls: the questions.
  ///   - paragraphs: how many paragraphs there were, by what became of them.
  ///   - rejections: how many answers each check rejected.
  public init(_ calls: [ChatCall], paragraphs: [String: Int], rejections: [String: Int]) {
    let asked = calls.filter { $0.attempts > 0 }
    let times = asked.map { Double($0.end - min($0.start, $0.end)) / 1e9 }
    summary(
      "liftwerk_llm_request_duration_seconds", "Seconds from a question to the end of its answer.",
      times)
    summary(
      "liftwerk_llm_time_to_first_token_seconds", "Seconds from a request to its first word.",
      asked.compactMap(\.firstToken))
    head("liftwerk_llm_requests_total", "counter", "Requests by server and outcome.")
    var outcomes: [String: Int] = [:]
    for call in asked {
      let labels = Self.labels([
        ("server", call.server), ("model", call.model),
        ("outcome", call.failure?.rawValue ?? "ok"),
      ])
      outcomes[labels, default: 0] += call.attempts
    }
    for (labels, count) in outcomes.sorted(by: { $0.key < $1.key }) {
      lines.append("liftwerk_llm_requests_total\(labels) \(count)")
    }
    head("liftwerk_llm_tokens_total", "counter", "Tokens of questions and answers.")
    let usage = asked.map(\.usage).reduce(TokenUsage(), +)
    lines.append("liftwerk_llm_tokens_total{type=\"input\"} \(usage.input)")
    lines.append("liftwerk_llm_tokens_total{type=\"output\"} \(usage.output)")
    head("liftwerk_llm_report_cost", "gauge", "Cost of the last report in the prices' currency.")
    lines.append("liftwerk_llm_report_cost \(asked.compactMap(\.cost).reduce(0, +))")
    head("liftwerk_llm_kept_answers_total", "counter", "Answers taken from the store.")
    lines.append("liftwerk_llm_kept_answers_total \(calls.count(where: \.isKept))")
    counts(
      "liftwerk_llm_paragraphs_total", "Paragraphs by what became of them.", "outcome", paragraphs)
    counts(
      "liftwerk_llm_rejections_total", "Answers that a check rejected.", "check", rejections)
    head("liftwerk_llm_rejection_ratio", "gauge", "Share of paragraphs that a check rejected.")
    let all = paragraphs.values.reduce(0, +)
    for (check, count) in rejections.sorted(by: { $0.key < $1.key }) where all > 0 {
      let labels = Self.labels([("check", check)])
      lines.append("liftwerk_llm_rejection_ratio\(labels) \(Double(count) / Double(all))")
    }
  }

  /// The text, with a line feed at its end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func head(_ name: String, _ type: String, _ help: String) {
    lines.append("# HELP \(name) \(help)")
    lines.append("# TYPE \(name) \(type)")
  }

  private mutating func counts(
    _ name: String, _ help: String, _ label: String, _ counts: [String: Int]
  ) {
    head(name, "counter", help)
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      lines.append("\(name)\(Self.labels([(label, value)])) \(count)")
    }
  }

  private mutating func summary(_ name: String, _ help: String, _ values: [Double]) {
    head(name, "summary", help)
    let sorted = values.sorted()
    for quantile in [0.5, 0.9, 0.95, 0.99] where !sorted.isEmpty {
      lines.append("\(name){quantile=\"\(quantile)\"} \(Self.percentile(sorted, quantile))")
    }
    lines.append("\(name)_sum \(sorted.reduce(0, +))")
    lines.append("\(name)_count \(sorted.count)")
  }

  /// The smallest value that at least this share of values does not exceed (nearest rank).
  static func percentile(_ sorted: [Double], _ share: Double) -> Double {
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  private static func labels(_ pairs: [(String, String)]) -> String {
    let parts = pairs.map { name, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(name)=\"\(escaped)\""
    }
    return "{" + parts.joined(separator: ",") + "}"
  }
}
