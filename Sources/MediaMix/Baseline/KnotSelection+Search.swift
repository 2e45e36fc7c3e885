import LinearAlgebra

extension KnotSelection {
  /// The set of bends that no single change betters: none dropped, added or moved, and no two
  /// neighbours made one.
  ///
  /// The path of penalties comes close; as it shrinks what it keeps, it may stop beside the best
  /// place. In each round the best change is made, so that order decides nothing.
  func improved(_ bends: [Int], _ value: Double) throws(LinearAlgebraError) -> [Int] {
    var best = (bends: bends, value: value)
    while true {
      var next = best
      for changed in neighbours(best.bends) {
        let value = try judge(changed)
        if value < next.value { next = (changed, value) }
      }
      guard next.value < best.value else { return best.bends }
      best = next
    }
  }

  /// All sets of bends with one fewer, one more, one elsewhere between its neighbours, or one
  /// between the neighbours of two in place of these.
  private func neighbours(_ bends: [Int]) -> [[Int]] {
    let inner = Array(1..<max(1, candidates.count - 1))
    var sets = inner.filter { !bends.contains($0) }.map { (bends + [$0]).sorted() }
    for index in bends.indices {
      sets.append(Array(bends[..<index] + bends[(index + 1)...]))
      for count in 1...min(2, bends.count - index) {
        let (before, after) = (bends[..<index], bends[(index + count)...])
        let places = inner.filter { $0 > before.last ?? 0 && $0 < after.first ?? candidates.count }
        sets += places.filter { count > 1 || $0 != bends[index] }.map { before + [$0] + after }
      }
    }
    return sets
  }
}
