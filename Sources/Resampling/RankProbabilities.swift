/// How often things stand in an order, over replicates of their sizes; ties count half.
public struct RankProbabilities: Sendable {
  private let sizes: [[Double]]

  /// Takes sizes by replicate, one a thing.
  public init(_ sizes: [[Double]]) { self.sizes = sizes }

  /// The probability that one thing is larger than another; nil without replicates.
  public func above(_ a: Int, _ b: Int) -> Double? {
    guard !sizes.isEmpty else { return nil }
    let wins = sizes.reduce(0.0) { $0 + ($1[a] > $1[b] ? 1 : $1[a] == $1[b] ? 0.5 : 0) }
    return wins / Double(sizes.count)
  }

  /// The probability of being the largest, by thing; those that share the place share it evenly.
  public var first: [Double] {
    guard let count = sizes.first?.count else { return [] }
    var wins = [Double](repeating: 0, count: count)
    for replicate in sizes {
      guard let largest = replicate.max() else { continue }
      let leaders = replicate.indices.filter { replicate[$0] == largest }
      for leader in leaders { wins[leader] += 1 / Double(leaders.count) }
    }
    return wins.map { $0 / Double(sizes.count) }
  }

  /// Runs of neighbours in an order whose place is not clear, each of two or more.
  ///
  /// - Parameters:
  ///   - order: the things, the largest first.
  ///   - level: the probability from which an order is clear.
  public func unclear(_ order: [Int], level: Double) -> [[Int]] {
    var runs: [[Int]] = []
    var run: [Int] = []
    for (place, thing) in order.enumerated() {
      run.append(thing)
      let isClear =
        place + 1 == order.count || (above(thing, order[place + 1]) ?? 1) >= level
      guard isClear else { continue }
      if run.count > 1 { runs.append(run) }
      run = []
    }
    return runs
  }
}
