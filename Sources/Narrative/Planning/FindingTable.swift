import Findings

/// Findings by what they measure.
struct FindingTable {
  private let groups: [String: [Finding]]

  init(_ findings: [Finding]) {
    groups = Dictionary(grouping: findings, by: \.id)
  }

  /// All findings of an id that has these keys in its subject and no others, in their order.
  func all(_ id: String, _ keys: Set<String>, metric: String? = nil) -> [Finding] {
    (groups[id] ?? []).filter { finding in
      Set(finding.subject.keys) == keys && (metric == nil || finding.subject["metric"] == metric)
    }
  }

  /// The finding of exactly this subject.
  func one(_ id: String, _ subject: [String: String] = [:]) -> Finding? {
    groups[id]?.first { $0.subject == subject }
  }

  /// The same, if it has a number that may be shown.
  func shown(_ id: String, _ subject: [String: String] = [:]) -> Finding? {
    one(id, subject).flatMap { $0.value == nil ? nil : $0 }
  }

  /// All findings whose id begins like this.
  func family(_ prefix: String) -> [Finding] {
    groups.keys.filter { $0.hasPrefix(prefix) }.sorted().flatMap { groups[$0] ?? [] }
  }
}

extension [Finding] {
  /// Those with a number, by falling value; equal ones keep their order.
  var falling: [Finding] {
    filter { $0.value != nil }.enumerated().sorted {
      let (a, b) = ($0.element.value ?? 0, $1.element.value ?? 0)
      return a != b ? a > b : $0.offset < $1.offset
    }.map(\.element)
  }

  /// Whether the first is larger than all others beyond its interval and theirs.
  var hasClearLead: Bool {
    guard let lower = first?.interval?.lower else { return false }
    return dropFirst().allSatisfy { ($0.interval?.upper ?? .infinity) < lower }
  }
}
