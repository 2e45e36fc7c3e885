import Foundation

/// The distribution function of a Poisson law in steps of 2^-64, for inversion.
///
/// The leading byte of a random word decides nearly always; so counts can be drawn from single bytes,
/// with seven more where a byte leaves the count open.
package struct PoissonTable: Sendable {
  /// Marks a leading byte that leaves the count open.
  package static let open = UInt8.max

  /// The count by leading byte, or `open`.
  package let guide: [UInt8]
  /// The words below each bound have at most its index as count; words above all have one more.
  private let bounds: [UInt64]

  /// Tabulates the law of a mean.
  ///
  /// - Precondition: the mean lies between 0 and 30, so that counts fit the guide.
  package init(mean: Double) {
    precondition(mean >= 0 && mean <= 30, "the table is for small means")
    var bounds: [UInt64] = []
    var probability = exp(-mean)
    var sum = probability
    // Ends where no double lies between the sum and one.
    while sum < 1 - 0x1p-53 && probability > 0 && bounds.count < 250 {
      bounds.append(UInt64(sum * 0x1p64))
      probability *= mean / Double(bounds.count)
      sum += probability
    }
    self.bounds = bounds
    guide = (0..<256).map { byte in
      let first = UInt64(byte) << 56
      let low = Self.count(of: first, bounds)
      return low == Self.count(of: first | (1 << 56 - 1), bounds) ? UInt8(low) : Self.open
    }
  }

  /// The count of a random word.
  package func count(of word: UInt64) -> Int {
    let known = guide[Int(word >> 56)]
    return known == Self.open ? Self.count(of: word, bounds) : Int(known)
  }

  private static func count(of word: UInt64, _ bounds: [UInt64]) -> Int {
    var count = 0
    while count < bounds.count && word >= bounds[count] { count += 1 }
    return count
  }
}
