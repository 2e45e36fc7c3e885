import Foundation
import Probability

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
    let center = mean(values[...])
    let spread = variance(values[...])
    order.sort(values)
    let ranked = RankedDraws(order, places: places)

    ranked.writeScores(scores, to: &split)
    let bulkRHat = splitRHat()
    let bulk = effectiveSize(split)
    ranked.folded().writeScores(scores, to: &split)
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

  /// The effective size for the share of draws up to a quantile; `order` must be that of `values`.
  func quantileEffectiveSize(_ probability: Double) -> Double {
    let limit = Quantile.at(probability, ofSorted: order.sorted)
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
