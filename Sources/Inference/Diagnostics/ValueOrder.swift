/// The ascending order of doubles, by a radix sort on their leading bits.
///
/// Four passes of eleven bits, starting at the first bit in which any two values differ, leave next
/// to nothing out of order; insertion finishes that. Memory is reused from sort to sort.
struct ValueOrder {
  /// Indices of the values, ascending by value.
  private(set) var order: [Int32]
  /// The values, ascending.
  private(set) var sorted: [Double]
  private var keys: [UInt64]
  private var otherKeys: [UInt64]
  private var otherOrder: [Int32]
  private var counts: [Int32]

  private static let digitBits = 11
  private static let digits = 1 << digitBits
  private static let passes = 4

  init(count: Int) {
    order = Array(repeating: 0, count: count)
    otherOrder = order
    sorted = Array(repeating: 0, count: count)
    keys = Array(repeating: 0, count: count)
    otherKeys = keys
    counts = Array(repeating: 0, count: Self.digits)
  }

  /// Sorts; no value may be a NaN.
  mutating func sort(_ values: [Double]) {
    var differing: UInt64 = 0
    for i in values.indices {
      keys[i] = Self.key(values[i])
      order[i] = Int32(truncatingIfNeeded: i)
      differing |= keys[i] ^ keys[0]
    }
    let shift = max(0, 64 - differing.leadingZeroBitCount - Self.passes * Self.digitBits)
    for pass in 0..<Self.passes { distribute(by: shift + pass * Self.digitBits) }
    insert()
    for i in keys.indices { sorted[i] = Self.value(keys[i]) }
  }

  /// One stable pass over the eleven bits from `shift`.
  private mutating func distribute(by shift: Int) {
    let mask = UInt64(Self.digits - 1)
    let count = keys.count
    counts.withUnsafeMutableBufferPointer { counts in
      counts.update(repeating: 0)
      keys.withUnsafeBufferPointer { keys in
        for i in 0..<count { counts[Int((keys[i] >> shift) & mask)] += 1 }
        var start: Int32 = 0
        for digit in 0..<Self.digits { (counts[digit], start) = (start, start + counts[digit]) }
        order.withUnsafeBufferPointer { order in
          otherKeys.withUnsafeMutableBufferPointer { otherKeys in
            otherOrder.withUnsafeMutableBufferPointer { otherOrder in
              for i in 0..<count {
                let digit = Int((keys[i] >> shift) & mask)
                let place = Int(counts[digit])
                counts[digit] += 1
                otherKeys[place] = keys[i]
                otherOrder[place] = order[i]
              }
            }
          }
        }
      }
    }
    swap(&keys, &otherKeys)
    swap(&order, &otherOrder)
  }

  /// Puts values right that differ only below the sorted bits.
  private mutating func insert() {
    for i in keys.indices.dropFirst() where keys[i] < keys[i - 1] {
      let (key, index) = (keys[i], order[i])
      var place = i
      while place > 0 && keys[place - 1] > key {
        (keys[place], order[place]) = (keys[place - 1], order[place - 1])
        place -= 1
      }
      (keys[place], order[place]) = (key, index)
    }
  }

  /// Bits that order as the doubles do: negative ones reversed, positive ones above them.
  ///
  /// Minus zero becomes zero.
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  private static func value(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }
}
