import Probability

/// Logged decisions under the names of a policy: equal ones once with their number, in canonical order,
/// dealt to folds.
///
/// Rows are dealt to folds at random and by cluster, never by their reward. The deal depends on the seed
/// and on what is in the log, not on the order of its rows.
public struct OffPolicyLog: Sendable {
  /// How many decisions there are.
  public let rows: Int
  /// The names of clusters, sorted; empty where each row is its own.
  public let clusters: [String]
  /// The features as numbers.
  ///
  /// **Shape**: distinct rows x `featureNames.count`, row by row.
  let features: [Double]
  let featureNames: [String]
  let folds: Int

  // A unit is what is left of a cell in one fold; all arrays have one entry a unit.
  let keys: [Int32]
  let actions: [Int32]
  let featureRows: [Int32]
  let clusterOfUnit: [Int32]
  let propensities: [Double]
  let rewards: [Double]
  let fold: [Int32]
  let counts: [Int]

  /// Sorts counted cells and deals them to folds.
  init(
    _ tally: CellTally, clusters: [String], features: [Double], featureNames: [String], folds: Int,
    seed: UInt64
  ) {
    let order = tally.cells.indices.sorted { tally.cells[$0].precedes(tally.cells[$1]) }
    var stream = RandomStream(seed: seed, stream: 0x666F_6C64)
    let clusterFolds = clusters.map { _ in Int(stream.next() % UInt64(folds)) }
    var (keys, actions, featureRows, clusterOfUnit): ([Int32], [Int32], [Int32], [Int32]) = (
      [], [], [], []
    )
    var (propensities, rewards, fold, counts): ([Double], [Double], [Int32], [Int]) = (
      [], [], [], []
    )
    var dealt = [Int](repeating: 0, count: folds)
    for index in order {
      let cell = tally.cells[index]
      if clusters.isEmpty {
        for _ in 0..<tally.counts[index] { dealt[Int(stream.next() % UInt64(folds))] += 1 }
      } else {
        dealt[clusterFolds[Int(cell.cluster)]] = tally.counts[index]
      }
      for number in 0..<folds where dealt[number] > 0 {
        keys.append(cell.key)
        actions.append(cell.action)
        featureRows.append(cell.features)
        clusterOfUnit.append(cell.cluster)
        propensities.append(cell.propensity)
        rewards.append(cell.reward)
        fold.append(Int32(number))
        counts.append(dealt[number])
        dealt[number] = 0
      }
    }
    self.keys = keys
    self.actions = actions
    self.featureRows = featureRows
    self.clusterOfUnit = clusterOfUnit
    self.propensities = propensities
    self.rewards = rewards
    self.fold = fold
    self.counts = counts
    self.clusters = clusters
    self.features = features
    self.featureNames = featureNames
    self.folds = folds
    rows = counts.reduce(0, +)
  }

  /// One logged decision, for logs that are made and not read.
  public struct Decision: Sendable {
    /// The number of its key in the policy.
    public var key: Int
    /// The number of the action in the policy.
    public var action: Int
    /// What it brought.
    public var reward: Double
    /// The probability with which it was chosen.
    public var propensity: Double
    /// To which cluster it belongs; nil if to none.
    public var cluster: String?

    /// Makes a decision.
    public init(
      key: Int, action: Int, reward: Double, propensity: Double, cluster: String? = nil
    ) {
      self.key = key
      self.action = action
      self.reward = reward
      self.propensity = propensity
      self.cluster = cluster
    }
  }

  /// Makes a log of decisions.
  ///
  /// - Throws: `BanditError.badData` for numbers outside the policy, a propensity that is no probability
  ///   above 0, rewards that are not finite, and where there is no decision at all.
  public init(
    _ decisions: [Decision], policy: CandidatePolicy, folds: Int = 5, seed: UInt64 = 1
  ) throws(BanditError) {
    guard !decisions.isEmpty else { throw .badData("The log is empty.") }
    let clusters = Set(decisions.compactMap(\.cluster)).sorted()
    let numbers = Dictionary(
      uniqueKeysWithValues: clusters.enumerated().map { ($1, Int32($0)) })
    var tally = CellTally()
    for (place, decision) in decisions.enumerated() {
      guard policy.keys.indices.contains(decision.key),
        policy.actions.indices.contains(decision.action), decision.reward.isFinite,
        decision.propensity > 0, decision.propensity <= 1
      else {
        throw .badData("Decision \(place + 1) is none of the policy's, or has no valid numbers.")
      }
      guard clusters.isEmpty || decision.cluster != nil else {
        throw .badData("Decision \(place + 1) has no cluster, others have.")
      }
      tally.add(
        LoggedCell(
          key: Int32(decision.key), action: Int32(decision.action),
          cluster: decision.cluster.flatMap { numbers[$0] } ?? 0, propensity: decision.propensity,
          reward: decision.reward + 0))
    }
    self.init(
      tally, clusters: clusters, features: [], featureNames: [], folds: folds, seed: seed)
  }
}
