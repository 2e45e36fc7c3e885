extension ExperimentOptions.Correction {
  /// P-values adjusted for their number, in the same order: each may be compared with alpha.
  public func adjusted(_ pValues: [Double]) -> [Double] {
    let count = pValues.count
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var result = pValues
    switch self {
    case .none: break
    case .bonferroni: result = pValues.map { min(1, $0 * Double(count)) }
    case .holm:
      var largest = 0.0
      for (rank, index) in order.enumerated() {
        largest = max(largest, min(1, pValues[index] * Double(count - rank)))
        result[index] = largest
      }
    case .bh:
      var smallest = 1.0
      for (rank, index) in order.enumerated().reversed() {
        smallest = min(smallest, pValues[index] * Double(count) / Double(rank + 1))
        result[index] = smallest
      }
    }
    return result
  }
}
