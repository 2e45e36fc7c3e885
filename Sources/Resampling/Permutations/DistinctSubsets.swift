public import Probability

/// Subsets of a size out of a number of things: all of them where they are few, else distinct random
/// ones.
///
/// Drawing the same subset twice adds nothing and makes a p-value look finer than it is, so repeats
/// are drawn again.
public struct DistinctSubsets: Sendable {
  /// The subsets, each in ascending order: in lexicographic order if all are there, else as drawn.
  public let subsets: [[Int]]
  /// Whether these are all.
  public let isExact: Bool

  /// Lists or draws subsets.
  ///
  /// - Parameters:
  ///   - count: how many things there are, numbered from 0.
  ///   - size: how many a subset has.
  ///   - limit: the most subsets to have; if there are no more, all are listed.
  ///   - without: a subset that is left out, in ascending order.
  ///   - stream: where random numbers come from; not touched if all are listed.
  /// - Precondition: 0 <= size <= count.
  /// - Complexity: O(*limit* *size*) on average where half of the subsets at most are drawn.
  public init(
    of count: Int, size: Int, limit: Int, without: [Int]? = nil, stream: inout RandomStream
  ) {
    precondition(0 <= size && size <= count, "a subset is no larger than its set")
    let all = Self.number(of: count, size: size, cap: max(2 * limit, 1))
    if all <= limit {
      (subsets, isExact) = (Self.all(count, size).filter { $0 != without }, true)
      return
    }
    guard all >= 2 * limit else {
      // Too few for repeated drawing to find new ones quickly: shuffle the list instead.
      var list = Self.all(count, size).filter { $0 != without }
      for place in 0..<min(limit, list.count) {
        list.swapAt(place, Int.random(in: place..<list.count, using: &stream))
      }
      (subsets, isExact) = (Array(list.prefix(limit)), list.count <= limit)
      return
    }
    var seen: Set<[Int]> = without.map { [$0] } ?? []
    var drawn: [[Int]] = []
    while drawn.count < limit {
      let subset = Self.draw(count, size, &stream)
      if seen.insert(subset).inserted { drawn.append(subset) }
    }
    (subsets, isExact) = (drawn, false)
  }

  /// The number of subsets, or `cap` if there are more.
  public static func number(of count: Int, size: Int, cap: Int) -> Int {
    var number = 1
    let size = min(size, count - size)
    guard size > 0 else { return min(1, cap) }
    for i in 1...size {
      let (product, overflow) = number.multipliedReportingOverflow(by: count - size + i)
      // Each quotient is a binomial coefficient, so the division is exact; they only grow.
      guard !overflow, product / i < cap else { return cap }
      number = product / i
    }
    return number
  }

  private static func all(_ count: Int, _ size: Int) -> [[Int]] {
    var list: [[Int]] = []
    var subset = Array(0..<size)
    while true {
      list.append(subset)
      guard let place = subset.indices.last(where: { subset[$0] < count - size + $0 }) else {
        return list
      }
      subset[place] += 1
      for next in (place + 1)..<max(size, place + 1) { subset[next] = subset[next - 1] + 1 }
    }
  }

  /// A random subset, by Floyd's algorithm: every subset is equally likely.
  private static func draw(_ count: Int, _ size: Int, _ stream: inout RandomStream) -> [Int] {
    var subset: [Int] = []
    for top in (count - size)..<count {
      let pick = Int.random(in: 0...top, using: &stream)
      subset.append(subset.contains(pick) ? top : pick)
    }
    return subset.sorted()
  }
}
