import LinearAlgebra

/// A search for sets that can be imitated well: lists of geos that correlate most, as GeoLift makes
/// them, and exchanges of single geos as long as they improve a set.
package struct ExchangeSearch {
  private let space: DesignSpace
  private let score: SetScore
  private let count: Int

  package init(space: DesignSpace, score: SetScore, count: Int) {
    self.space = space
    self.score = score
    self.count = count
  }

  /// How many lists are improved.
  private static let starts = 8

  /// The best sets found, in canonical order, and how many were fitted.
  package func best(_ limit: Int, threads: Int) async throws -> (sets: [[Int]], looked: Int) {
    var scores: [[Int]: Double] = [:]
    func look(_ sets: [[Int]]) async throws {
      let new = Set(sets).filter { scores[$0] == nil }.sorted(by: Self.precedes)
      let found = try await CandidateSearch.scores(new, score, threads: threads)
      for (set, score) in zip(new, found) { scores[set] = score }
    }
    func order(_ sets: [[Int]]) -> [[Int]] {
      sets.sorted {
        let (a, b) = (scores[$0] ?? .infinity, scores[$1] ?? .infinity)
        return a != b ? a < b : Self.precedes($0, $1)
      }
    }
    try await look(correlated())
    for start in order(Array(scores.keys)).prefix(Self.starts) {
      var set = start
      while true {
        try Task.checkCancellation()
        let neighbours = exchanges(of: set)
        try await look(neighbours)
        guard let next = order(neighbours).first,
          let better = scores[next], let now = scores[set], better < now
        else { break }
        set = next
      }
    }
    let best = order(Array(scores.keys)).prefix(limit).sorted(by: Self.precedes)
    return (best, scores.count)
  }

  private static func precedes(_ a: [Int], _ b: [Int]) -> Bool { a.lexicographicallyPrecedes(b) }

  /// For every geo that may be treated, the set of it, the geos always treated, and those that
  /// correlate with it most, as far as constraints allow.
  private func correlated() -> [[Int]] {
    let correlations = correlations()
    return space.pool.compactMap { seed in
      let order = space.pool.sorted {
        let (a, b) = (correlations[seed, $0], correlations[seed, $1])
        return a != b ? a > b : $0 < $1
      }
      var set = Set(space.include)
      for geo in [seed] + order where set.count < count && !set.contains(geo) {
        let joined = set.union(space.groups[geo])
        guard joined.count <= count, joined.isSubset(of: space.pool),
          joined.allSatisfy({ space.rivals[$0].isDisjoint(with: joined) }),
          space.share(of: joined.sorted()) <= space.options.maxShare ?? 1
        else { continue }
        set = joined
      }
      let sorted = set.sorted()
      return sorted.count == count && space.obstacle(sorted) == nil ? sorted : nil
    }
  }

  /// Every feasible set with one geo, or one group, exchanged.
  private func exchanges(of set: [Int]) -> [[Int]] {
    let members = Set(set)
    return set.flatMap { out -> [[Int]] in
      guard !space.include.contains(out) else { return [] }
      let left = members.subtracting(space.groups[out])
      return space.pool.compactMap { geo in
        guard !members.contains(geo) else { return nil }
        let joined = left.union(space.groups[geo]).sorted()
        return joined.count == count && space.obstacle(joined) == nil ? joined : nil
      }
    }
  }

  /// Pearson's correlations of the geos' series; 0 with a series that does not change.
  private func correlations() -> Matrix {
    let values = space.panel.values
    var rows = Matrix(rows: values.columns, columns: values.rows) { values[$1, $0] }
    rows.centreColumns()
    let products = rows.gram()
    return Matrix(rows: values.rows, columns: values.rows) { i, j in
      let scale = (products[i, i] * products[j, j]).squareRoot()
      return scale > 0 ? products[i, j] / scale : 0
    }
  }
}
