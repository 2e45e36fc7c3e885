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

  /// All sets of bends with one fewer, one more, one elsewhere between its neighbours, or one in
  /// place of two.
  private func neighbours(_ bends: [Int]) -> [[Int]] {
    let inner = 1..<max(1, candidates.count - 1)
    var sets = inner.filter { !bends.contains($0) }.map { (bends + [$0]).sorted() }
    for index in bends.indices {
      var fewer = bends
      fewer.remove(at: index)
      sets.append(fewer)
      let low = index > 0 ? bends[index - 1] : 0
      let high = index + 1 < bends.count ? bends[index + 1] : candidates.count - 1
      for place in low..<high where place > low && place != bends[index] {
        var moved = bends
        moved[index] = place
        sets.append(moved)
      }
      guard index > 0 else { continue }
      for place in bends[index - 1] + 1..<max(bends[index - 1] + 1, bends[index]) {
        sets.append(bends[..<(index - 1)] + [place] + bends[(index + 1)...])
      }
    }
    return sets
  }
}
