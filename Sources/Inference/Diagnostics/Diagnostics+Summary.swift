import Foundation

extension Diagnostics {
  /// Everything at once, from one sort.
  ///
  /// - Parameter table: chains x draws.
  /// - Complexity: O(n log n) for n draws in all.
  public static func summary(_ table: [[Double]]) -> ConvergenceSummary {
    Diagnostics(chains: table.count, draws: table.first?.count ?? 0).summary(table)
  }

  /// Everything at once, from one sort.
  ///
  /// - Parameter table: chains x draws, of this diagnostic's shape.
  /// - Complexity: O(n log n) for n draws in all.
  public func summary(_ table: [[Double]]) -> ConvergenceSummary {
    guard load(table) else { return .unknown }
    order.sort(values)
    let center = mean(values[...])
    let spread = variance(values[...])
    let sorted = splitOrder()

    fillNormalScores(sorted) { self.values[$0] }
    let bulkRHat = splitRHat()
    let bulk = effectiveSize(split)
    let median = (values[sorted[sorted.count / 2 - 1]] + values[sorted[sorted.count / 2]]) / 2
    fillNormalScores(folded(sorted, about: median)) { abs(self.values[$0] - median) }
    let tailRHat = splitRHat()

    fillSplit { $0 }
    let essMean = effectiveSize(split)
    return ConvergenceSummary(
      mean: center, standardDeviation: spread.squareRoot(),
      // Written so that a folded R-hat that is not a number does not hide the bulk's.
      rHat: chains < 2 ? .nan : tailRHat > bulkRHat ? tailRHat : bulkRHat,
      essBulk: bulk, essTail: tailEffectiveSize(),
      mcseMean: (spread / essMean).squareRoot(),
      mcseStandardDeviation: standardErrorOfDeviation(about: center))
  }

  /// Flat indices of the draws that take part in the split, ascending by value.
  private func splitOrder() -> [Int] {
    if draws == 2 * half { return order.order.map(Int.init) }
    return order.order.lazy.map(Int.init).filter { self.splitIndex($0) != nil }
  }

  /// The same indices, ascending by distance from the median.
  ///
  /// Distances fall and then rise along the sorted values, so merging the two runs is enough.
  private func folded(_ sorted: [Int], about median: Double) -> [Int] {
    var result = [Int]()
    result.reserveCapacity(sorted.count)
    var (left, right) = (sorted.count / 2 - 1, sorted.count / 2)
    while result.count < sorted.count {
      let takeLeft =
        right == sorted.count
        || left >= 0 && abs(values[sorted[left]] - median) <= abs(values[sorted[right]] - median)
      result.append(sorted[takeLeft ? left : right])
      if takeLeft { left -= 1 } else { right += 1 }
    }
    return result
  }

  /// Fills `split` with normal scores of a quantity whose ascending order is given.
  private func fillNormalScores(_ sorted: [Int], _ quantity: (Int) -> Double) {
    var first = 0
    while first < sorted.count {
      let value = quantity(sorted[first])
      var last = first
      while last + 1 < sorted.count && quantity(sorted[last + 1]) == value { last += 1 }
      let score = scores.score(first: first + 1, last: last + 1)
      for place in first...last {
        if let index = splitIndex(sorted[place]) { split[index] = score }
      }
      first = last + 1
    }
  }

  /// R-hat of the values in `split`.
  private func splitRHat() -> Double {
    let ranges = (0..<(2 * chains)).map { ($0 * half)..<(($0 + 1) * half) }
    let means = ranges.map { mean(split[$0]) }
    let within = mean(ranges.map { variance(split[$0]) }[...])
    let between = Double(half) * variance(means[...])
    return ((between / within + Double(half) - 1) / Double(half)).squareRoot()
  }

  private func tailEffectiveSize() -> Double {
    let (low, high) = (quantileEffectiveSize(0.05), quantileEffectiveSize(0.95))
    return high < low ? high : low
  }

  /// The effective size for the share of draws up to a quantile.
  func quantileEffectiveSize(_ probability: Double) -> Double {
    let limit = quantile(probability)
    fillSplit { $0 <= limit ? 1 : 0 }
    return effectiveSize(split)
  }

  private func standardErrorOfDeviation(about center: Double) -> Double {
    fillSplit { ($0 - center) * ($0 - center) }
    let size = effectiveSize(split)
    let squares = values.map { ($0 - center) * ($0 - center) }
    let second = mean(squares[...])
    let fourth = mean(squares.map { $0 * $0 }[...])
    return ((fourth - second * second) / size / second / 4).squareRoot()
  }
}

extension ConvergenceSummary {
  /// Nothing can be said.
  static let unknown = ConvergenceSummary(
    mean: .nan, standardDeviation: .nan, rHat: .nan, essBulk: .nan, essTail: .nan, mcseMean: .nan,
    mcseStandardDeviation: .nan)
}
