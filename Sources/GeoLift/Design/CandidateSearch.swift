import LinearAlgebra
import Parallel
import Probability
import Resampling

/// The sets of geos whose power is computed, and how they were found.
public struct CandidateSearch: Sendable, Equatable {
  /// How the sets of one size were found.
  public enum Way: String, Sendable {
    /// All feasible sets.
    case all
    /// All feasible sets were fitted, and those that can be imitated best were taken.
    case fitted
    /// Sets of geos that correlate most, improved by exchanging geos; those that can be imitated best
    /// were taken.
    case searched
  }

  /// What was done for sets of one size.
  public struct Size: Sendable, Equatable {
    /// How many geos a set has.
    public let count: Int
    /// How the sets were found.
    public let way: Way
    /// How many sets keep all constraints; nil where they were too many to count.
    public let feasible: Int?
    /// How many sets there are at most.
    public let atMost: Int
    /// How many were fitted or, where all are candidates, looked at.
    public let looked: Int
  }

  /// The sets, each ascending, by size and then in canonical order.
  let sets: [[Int]]
  /// What was done, by size.
  public let sizes: [Size]

  /// The most sets that are listed.
  static let listed = 200_000
  /// The most sets that are all fitted.
  static let fitted = 12_000

  /// Finds candidates.
  ///
  /// - Throws: `GeoLiftError.badTest` where no set keeps all constraints; `CancellationError`.
  static func run(_ space: DesignSpace, threads: Int) async throws -> CandidateSearch {
    let score = try SetScore(space)
    var sets: [[Int]] = []
    var sizes: [Size] = []
    var broken: [DesignSpace.Obstacle: Int] = [:]
    for count in space.options.treatedCounts {
      let (found, size) = try await candidates(
        space, count: count, score: score, threads: threads, broken: &broken)
      sets += found
      if let size { sizes.append(size) }
    }
    guard !sets.isEmpty else { throw space.infeasible(broken) }
    return CandidateSearch(sets: sets, sizes: sizes)
  }

  private static func candidates(
    _ space: DesignSpace, count: Int, score: SetScore, threads: Int,
    broken: inout [DesignSpace.Obstacle: Int]
  ) async throws -> ([[Int]], Size?) {
    let free = space.pool.filter { !space.include.contains($0) }
    let more = count - space.include.count
    guard more >= 0, more <= free.count else {
      if more < 0 { broken[.include, default: 0] += 1 }
      return ([], nil)
    }
    let limit = space.options.candidates
    let atMost = DistinctSubsets.number(of: free.count, size: more, cap: listed + 1)
    if atMost <= listed {
      var stream = RandomStream(seed: 0, stream: 0)
      let all = DistinctSubsets(of: free.count, size: more, limit: listed, stream: &stream)
      var feasible: [[Int]] = []
      for subset in all.subsets {
        let set = (space.include + subset.map { free[$0] }).sorted()
        if let obstacle = space.obstacle(set) {
          broken[obstacle, default: 0] += 1
        } else {
          feasible.append(set)
        }
      }
      guard !feasible.isEmpty else { return ([], nil) }
      func size(_ way: Way, looked: Int) -> Size {
        Size(
          count: count, way: way, feasible: feasible.count, atMost: atMost, looked: looked)
      }
      if feasible.count <= limit { return (feasible, size(.all, looked: feasible.count)) }
      if feasible.count <= fitted {
        let best = try await best(limit, of: feasible, score, threads: threads)
        return (best, size(.fitted, looked: feasible.count))
      }
      let (best, looked) = try await ExchangeSearch(space: space, score: score, count: count)
        .best(limit, threads: threads)
      return (best, size(.searched, looked: looked))
    }
    let (best, looked) = try await ExchangeSearch(space: space, score: score, count: count)
      .best(limit, threads: threads)
    guard !best.isEmpty else { return ([], nil) }
    return (
      best, Size(count: count, way: .searched, feasible: nil, atMost: atMost, looked: looked)
    )
  }

  /// The sets that can be imitated best, in canonical order.
  private static func best(
    _ limit: Int, of sets: [[Int]], _ score: SetScore, threads: Int
  ) async throws -> [[Int]] {
    let scores = try await scores(sets, score, threads: threads)
    return sets.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }.prefix(limit).sorted()
      .map { sets[$0] }
  }

  /// The scores of sets, in their order.
  static func scores(
    _ sets: [[Int]], _ score: SetScore, threads: Int
  ) async throws -> [Double] {
    // A few batches a thread: a fit alone is shorter than the start of a thread.
    let batches = min(sets.count, max(threads, 1) * 4)
    let parts = try await inParallel(batches, width: max(threads, 1)) { batch in
      try stride(from: batch, to: sets.count, by: batches).map { place in
        try Task.checkCancellation()
        return score(sets[place])
      }
    }
    return sets.indices.map { parts[$0 % batches][$0 / batches] }
  }
}
