public import Findings

/// The findings of a run by key.
public struct FindingIndex: Sendable {
  private let findings: [FindingKey: Finding]

  /// An index of a document; of findings with the same key the first counts.
  public init(_ document: FindingsDocument) {
    findings = Dictionary(
      document.findings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The finding with a key, if the run has it.
  public subscript(key: FindingKey) -> Finding? { findings[key] }
}
