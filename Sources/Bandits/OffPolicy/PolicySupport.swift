/// What of a policy the log can speak of.
public struct PolicySupport: Sendable, Equatable {
  /// The share of the policy's choices, keys weighted as logged, that no row of the log shows.
  public var uncovered: Double
  /// The pairs of key and action with most of it, at most ten.
  public var gaps: [Gap]
  /// How many pairs there are.
  public var gapCount: Int
  /// Keys of the policy that the log does not have.
  public var absentKeys: [String]

  /// A pair that the policy chooses and the log never shows.
  public struct Gap: Sendable, Equatable {
    /// The key.
    public var key: String
    /// The action.
    public var action: String
    /// Its share of the policy's choices.
    public var share: Double
  }

  /// Compares a log with a policy.
  public init(_ log: OffPolicyLog, _ policy: CandidatePolicy) {
    let width = policy.actions.count
    var cells = [Bool](repeating: false, count: policy.probabilities.count)
    var rows = [Double](repeating: 0, count: policy.keys.count)
    for unit in log.counts.indices {
      let key = Int(log.keys[unit])
      cells[key * width + Int(log.actions[unit])] = true
      rows[key] += Double(log.counts[unit])
    }
    var gaps: [Gap] = []
    for cell in cells.indices where !cells[cell] && policy.probabilities[cell] > 0 {
      let key = cell / width
      guard rows[key] > 0 else { continue }
      gaps.append(
        Gap(
          key: policy.name(ofKey: key), action: policy.actions[cell % width],
          share: rows[key] / Double(log.rows) * policy.probabilities[cell]))
    }
    uncovered = gaps.reduce(0) { $0 + $1.share }
    gapCount = gaps.count
    // Equal shares stay in the order of keys and actions.
    let order = gaps.indices.sorted {
      gaps[$0].share != gaps[$1].share ? gaps[$0].share > gaps[$1].share : $0 < $1
    }
    self.gaps = order.prefix(10).map { gaps[$0] }
    absentKeys = rows.indices.filter { rows[$0] == 0 }.map { policy.name(ofKey: $0) }
  }
}
