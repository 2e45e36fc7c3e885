/// The ascending order of doubles, by a radix sort on their bits.
///
/// Eleven bits a pass; a pass whose digit is the same everywhere is skipped. Ties keep their order.
struct ValueOrder {
  private var keys: [UInt64]
  private var otherKeys: [UInt64]
  private var otherOrder: [Int32]
  private var counts: [Int]
  /// Indices of the values, ascending by value.
  private(set) var order: [Int32]

  private static let digitBits: UInt64 = 11
  private static let passes = 6

  init(count: Int) {
    keys = Array(repeating: 0, count: count)
    otherKeys = keys
    order = Array(repeating: 0, count: count)
    otherOrder = order
    counts = Array(repeating: 0, count: Self.passes << Int(Self.digitBits))
  }

  /// Sorts; no value may be a NaN.
  mutating func sort(_ values: [Double]) {
    let mask: UInt64 = (1 << Self.digitBits) - 1
    let size = Int(mask) + 1
    for i in counts.indices { counts[i] = 0 }
    for i in values.indices {
      keys[i] = Self.key(values[i])
      order[i] = Int32(truncatingIfNeeded: i)
      for pass in 0..<Self.passes {
        let digit = Int((keys[i] >> (UInt64(pass) * Self.digitBits)) & mask)
        counts[pass * size + digit] += 1
      }
    }
    for pass in 0..<Self.passes {
      let shift = UInt64(pass) * Self.digitBits
      guard let first = keys.first,
        counts[pass * size + Int((first >> shift) & mask)] != keys.count
      else { continue }
      var start = 0
      for digit in (pass * size)..<((pass + 1) * size) {
        (counts[digit], start) = (start, start + counts[digit])
      }
      for i in keys.indices {
        let digit = pass * size + Int((keys[i] >> shift) & mask)
        let place = counts[digit]
        counts[digit] = place + 1
        otherKeys[place] = keys[i]
        otherOrder[place] = order[i]
      }
      swap(&keys, &otherKeys)
      swap(&order, &otherOrder)
    }
  }

  /// Bits that order as the doubles do: negative ones reversed, positive ones above them. Minus
  /// zero equals zero.
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }
}
