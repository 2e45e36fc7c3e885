import Synchronization

/// What a server counts, as the text that Prometheus reads.
public final class ServiceMetrics: Sendable {
  /// The upper ends of the classes of latency, in seconds.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0]

  private struct State {
    var requests: [String: Int] = [:]
    var decisions = 0
    var outcomes: [String: Int] = [:]
    var commits = 0
    var committed = 0
    var classes = [Int](repeating: 0, count: ServiceMetrics.bounds.count + 1)
    var seconds = 0.0
    var version: Int64 = 0
    var isServing = false
  }

  private let state = Mutex(State())

  /// Starts at zero.
  public init() {}

  func count(_ response: Int, path: String, seconds: Double) {
    state.withLock { state in
      state.requests["code=\"\(response)\",path=\"\(path)\"", default: 0] += 1
      let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
      state.classes[place] += 1
      state.seconds += seconds
    }
  }

  func count(_ ingestion: Ingestion) {
    state.withLock { state in
      state.outcomes["added", default: 0] += ingestion.added
      state.outcomes["repeated", default: 0] += ingestion.repeated
    }
  }

  func countCommit(decisions: Int) {
    state.withLock { state in
      state.commits += 1
      state.committed += decisions
      state.decisions += decisions
    }
  }

  func show(version: Int64?) {
    state.withLock { state in
      state.version = version ?? 0
      state.isServing = version != nil
    }
  }

  /// The counts in the text format 0.0.4.
  public var text: String {
    let state = state.withLock { $0 }
    var lines = head("requests_total", "counter", "Answered requests.")
    lines += state.requests.sorted { $0.key < $1.key }.map {
      "liftwerk_bandit_requests_total{\($0.key)} \($0.value)"
    }
    lines += head("request_seconds", "histogram", "Time to an answer.")
    var sum = 0
    for (bound, count) in zip(Self.bounds, state.classes) {
      sum += count
      lines.append("liftwerk_bandit_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    sum += state.classes[Self.bounds.count]
    lines += [
      "liftwerk_bandit_request_seconds_bucket{le=\"+Inf\"} \(sum)",
      "liftwerk_bandit_request_seconds_sum \(state.seconds)",
      "liftwerk_bandit_request_seconds_count \(sum)",
    ]
    lines += head("decisions_total", "counter", "Decisions on the disk.")
    lines.append("liftwerk_bandit_decisions_total \(state.decisions)")
    lines += head("outcomes_total", "counter", "Outcomes on the disk, and those known before.")
    lines += state.outcomes.sorted { $0.key < $1.key }.map {
      "liftwerk_bandit_outcomes_total{result=\"\($0.key)\"} \($0.value)"
    }
    lines += head("commits_total", "counter", "Transactions of decisions.")
    lines.append("liftwerk_bandit_commits_total \(state.commits)")
    lines += head("version", "gauge", "The version whose shares are in force; 0 if none is.")
    lines.append("liftwerk_bandit_version \(state.version)")
    lines += head("serving", "gauge", "Whether decisions are made.")
    lines.append("liftwerk_bandit_serving \(state.isServing ? 1 : 0)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func head(_ name: String, _ kind: String, _ help: String) -> [String] {
    ["# HELP liftwerk_bandit_\(name) \(help)", "# TYPE liftwerk_bandit_\(name) \(kind)"]
  }
}
