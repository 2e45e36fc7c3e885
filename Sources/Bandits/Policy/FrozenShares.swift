/// A version's shares, from which decisions are drawn: so the propensity of a decision is its share, to
/// the last digit.
public struct FrozenShares: Sendable, Equatable {
  /// The version.
  public let version: Int64
  /// The arms, in order of names.
  public let arms: [String]
  /// Their shares, in the order of the arms; what is left of one serves nobody.
  public let shares: [Double]
  private let ends: [Double]

  /// Freezes shares.
  ///
  /// - Throws: `BanditError.badData` unless there is a share an arm, each from 0 to 1, with a sum of at
  ///   most 1 but for rounding.
  public init(version: Int64, arms: [String], shares: [Double]) throws(BanditError) {
    let total = shares.reduce(0, +)
    guard arms.count == shares.count, shares.allSatisfy({ $0 >= 0 && $0 <= 1 }),
      total <= 1 + 1e-9
    else {
      throw .badData("version \(version): the shares are no distribution: \(shares).")
    }
    self.version = version
    self.arms = arms
    self.shares = shares
    var sum = 0.0
    let last = shares.lastIndex { $0 > 0 }
    ends = shares.indices.map { index in
      sum += shares[index]
      // Rounding must not leave a sliver that serves nobody, nor one to an arm without a share.
      return total > 1 - 1e-9 && index >= last ?? 0 ? 1 : sum
    }
  }

  /// The arm whose part of the unit interval holds a number; nil beyond them all.
  public func arm(at uniform: Double) -> Int? {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > uniform { high = middle } else { low = middle + 1 }
    }
    return low < ends.count && shares[low] > 0 ? low : nil
  }
}
