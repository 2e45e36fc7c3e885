/// The mean reward of each key and action, drawn towards the mean of its key, and that towards the mean
/// of all.
///
///     q(key, a) = (S + λ b) / (n + λ)
///
/// with S the sum of n rewards of the cell and b the mean of its key. Where λ is not given it is the
/// variance within cells over the variance between them, from an analysis of variance: the more alike
/// cells are, the more they share.
struct CellMeans: RewardModel {
  let shrinkage: Double?

  func predictions(
    _ log: OffPolicyLog, _ policy: CandidatePolicy
  ) throws(BanditError) -> RewardPredictions {
    let (keys, width) = (policy.keys.count, policy.actions.count)
    let units = log.counts.count
    var whole = GroupSums(count: keys * width)
    var parts = [GroupSums](repeating: whole, count: log.folds)
    for unit in 0..<units {
      let cell = Int(log.keys[unit]) * width + Int(log.actions[unit])
      whole.add(log.rewards[unit], times: log.counts[unit], to: cell)
      parts[Int(log.fold[unit])].add(log.rewards[unit], times: log.counts[unit], to: cell)
    }
    let fits = parts.map { fit(whole.without($0), keys, width) }
    let means = fits.map { Self.expectations($0, policy) }
    let leverage = leverage(whole, policy)
    var result = RewardPredictions(logged: [], expected: [], leverage: [])
    for unit in 0..<units {
      let (key, fold) = (Int(log.keys[unit]), Int(log.fold[unit]))
      let cell = key * width + Int(log.actions[unit])
      result.logged.append(fits[fold][cell])
      result.expected.append(means[fold][key])
      result.leverage.append(leverage[cell])
    }
    return result
  }

  /// The means of all cells.
  private func fit(_ sums: GroupSums, _ keys: Int, _ width: Int) -> [Double] {
    let keySums = sums.merged(by: width, count: keys)
    let bases = keySums.means(towards: [Double](repeating: keySums.mean, count: keys), shrinkage)
    return sums.means(towards: sums.rows.indices.map { bases[$0 / width] }, shrinkage)
  }

  /// What a reward of each cell moves by the mean of its cell, as if that were not drawn anywhere.
  ///
  /// So the error told also allows for the bias of drawing. A cell without rows has the mean of its key.
  private func leverage(_ sums: GroupSums, _ policy: CandidatePolicy) -> [Double] {
    let width = policy.actions.count
    let keyRows = sums.merged(by: width, count: policy.keys.count).rows
    var empty = [Double](repeating: 0, count: keyRows.count)
    for cell in sums.rows.indices where sums.rows[cell] == 0 {
      empty[cell / width] += policy.probabilities[cell]
    }
    return sums.rows.indices.map { cell in
      guard sums.rows[cell] > 0 else { return 0 }
      let key = cell / width
      return keyRows[key] * policy.probabilities[cell] / sums.rows[cell] + empty[key]
    }
  }

  private static func expectations(_ means: [Double], _ policy: CandidatePolicy) -> [Double] {
    let width = policy.actions.count
    return policy.keys.indices.map { key in
      (key * width..<(key + 1) * width).reduce(0) { $0 + policy.probabilities[$1] * means[$1] }
    }
  }
}

/// Numbers, sums and squares of rewards by group.
struct GroupSums {
  private(set) var rows: [Double]
  private var sums: [Double]
  private var squares: [Double]

  init(count: Int) {
    rows = [Double](repeating: 0, count: count)
    sums = rows
    squares = rows
  }

  mutating func add(_ reward: Double, times count: Int, to group: Int) {
    let count = Double(count)
    rows[group] += count
    sums[group] += count * reward
    squares[group] += count * reward * reward
  }

  /// The sums of runs of `width` groups each.
  func merged(by width: Int, count: Int) -> GroupSums {
    var merged = GroupSums(count: count)
    for group in rows.indices {
      merged.rows[group / width] += rows[group]
      merged.sums[group / width] += sums[group]
      merged.squares[group / width] += squares[group]
    }
    return merged
  }

  /// The sums of all but a part.
  func without(_ part: GroupSums) -> GroupSums {
    var rest = self
    for group in rows.indices {
      rest.rows[group] -= part.rows[group]
      rest.sums[group] -= part.sums[group]
      rest.squares[group] -= part.squares[group]
    }
    return rest
  }

  /// The mean of all groups together; 0 of none.
  var mean: Double {
    let total = rows.reduce(0, +)
    return total > 0 ? sums.reduce(0, +) / total : 0
  }

  /// The means, drawn towards targets by a number of rows: the one given, or the one that an analysis
  /// of variance finds.
  func means(towards targets: [Double], _ given: Double?) -> [Double] {
    let lambda = given ?? evidence(targets)
    return rows.indices.map { group in
      let weight = rows[group] + lambda
      guard weight.isFinite else { return targets[group] }
      return weight > 0 ? (sums[group] + lambda * targets[group]) / weight : targets[group]
    }
  }

  /// The variance within groups over the variance of their means around the targets; infinite where
  /// the means differ no more than chance lets them.
  private func evidence(_ targets: [Double]) -> Double {
    var (total, filled, within, between) = (0.0, 0.0, 0.0, 0.0)
    for group in rows.indices where rows[group] > 0 {
      let mean = sums[group] / rows[group]
      total += rows[group]
      filled += 1
      within += max(squares[group] - sums[group] * mean, 0)
      between += rows[group] * (mean - targets[group]) * (mean - targets[group])
    }
    guard filled > 1, total > filled else { return 1 }
    let noise = within / (total - filled)
    let spread = (between - filled * noise) / total
    if noise == 0 { return spread > 0 ? 0 : .infinity }
    return spread > 0 ? noise / spread : .infinity
  }
}
