import Findings

/// Holds findings against those of an earlier run, or of an earlier period of the same run.
struct ChangeSearch {
  /// A finding now and before.
  struct Pair {
    let later: Finding
    let earlier: Finding
    /// The earlier run; nil where both are of one.
    let source: Evidence.Source?
  }

  let evidence: Evidence
  let base: FactBase

  /// What was before a finding: in the run before, else in the period before within its run.
  func pair(_ finding: Finding) -> Pair? {
    if let before = evidence.before(finding), before.finding.value != nil {
      return Pair(later: finding, earlier: before.finding, source: before.source)
    }
    let periods = base.facts.map(\.finding).filter { other in
      other.id == finding.id && other.subject == finding.subject && other.period != nil
        && other.value != nil
    }
    // The whole time holds the others and is none of them.
    let parts = periods.filter { part in
      !periods.contains { other in
        guard let inner = other.period, let outer = part.period, inner != outer else {
          return false
        }
        return outer.from <= inner.from && inner.to <= outer.to
      }
    }.sorted { ($0.period?.from ?? "") < ($1.period?.from ?? "") }
    guard parts.count > 1 else { return nil }
    let (later, earlier) = (parts[parts.count - 1], parts[parts.count - 2])
    guard (earlier.period?.to ?? "") < (later.period?.from ?? "") else { return nil }
    return Pair(later: later, earlier: earlier, source: nil)
  }
}
