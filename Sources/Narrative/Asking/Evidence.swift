public import Findings

/// The findings that questions are answered from: of each method its latest run, and the one before it.
public struct Evidence: Sendable {
  /// What one method of one run found.
  public struct Source: Sendable {
    /// The hash of the run.
    public let run: String
    /// The name of the method.
    public let method: String
    /// What it found.
    public let findings: [Finding]

    /// Names what a method of a run found.
    public init(run: String, method: String, findings: [Finding]) {
      self.run = run
      self.method = method
      self.findings = findings.map(\.readable)
    }
  }

  /// The latest run of each method.
  public let latest: [Source]
  /// The runs before those, where there are any.
  public let earlier: [Source]
  /// The channels that geo tests tested; their findings do not name them.
  public let testedChannels: [String]

  /// Takes the findings of runs.
  public init(latest: [Source], earlier: [Source] = [], testedChannels: [String] = []) {
    self.latest = latest
    self.earlier = earlier
    self.testedChannels = testedChannels
  }

  /// All findings of the latest runs; where two state the same, the first method's counts.
  var findings: [Finding] {
    var seen: Set<FindingKey> = []
    return latest.flatMap(\.findings).filter { seen.insert($0.key).inserted }
  }

  /// The latest run that states a finding.
  func source(of key: FindingKey) -> Source? {
    latest.first { source in source.findings.contains { $0.key == key } }
  }

  /// What the run before said of the same, whatever time it covered.
  func before(_ finding: Finding) -> (source: Source, finding: Finding)? {
    guard let method = source(of: finding.key)?.method,
      let source = earlier.first(where: { $0.method == method }),
      let found = source.findings.first(where: {
        $0.id == finding.id && $0.subject == finding.subject && $0.unit == finding.unit
      })
    else { return nil }
    return (source, found)
  }
}
