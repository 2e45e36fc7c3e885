import Foundation

/// How long a conversion takes after its decision.
public enum DelayDistribution: Sendable, Equatable, Codable {
  /// Conversions are known at once.
  case none
  /// Exponential with a mean in days.
  case exponential(meanDays: Double)
  /// The share of conversions known within so many days: a step function.
  case empirical(days: [Double], known: [Double])

  /// The share of conversions known after so many days.
  public func known(after days: Double) -> Double {
    guard days >= 0 else { return 0 }
    switch self {
    case .none: return 1
    case .exponential(let mean): return -expm1(-days / mean)
    case .empirical(let ends, let known):
      // The last entry at or before the age.
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= days { low = middle + 1 } else { high = middle }
      }
      return low == 0 ? 0 : known[low - 1]
    }
  }
}
