/// Numbers of names by their bytes: an open hash table that needs no string to look one up.
struct NameIndex: Sendable {
  private var slots: [Int32]
  private let names: [[UInt8]]

  init(_ texts: [String]) {
    names = texts.map { Array($0.utf8) }
    var size = 64
    while size < 4 * names.count { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for (number, name) in names.enumerated() {
      var slot = name.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// The number of a name; nil if it is none.
  @inline(__always)
  func number(of name: UnsafeBufferPointer<UInt8>) -> Int32? {
    let mask = slots.count - 1
    var slot = Self.hash(name) & mask
    while true {
      let number = slots[slot]
      if number < 0 { return nil }
      if names[Int(number)].elementsEqual(name) { return number }
      slot = (slot + 1) & mask
    }
  }

  /// FNV-1a, which is quick for names of a few bytes.
  @inline(__always)
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
  }
}
