/// Gives texts numbers in the order in which they first appear.
struct NameTable {
  private(set) var names: [String] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var slots = [Int32](repeating: -1, count: 256)

  /// The number of a text.
  @inline(__always)
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(text) & mask
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if equals(text, number) { return number }
      slot = (slot + 1) & mask
    }
    return add(text, slot)
  }

  @inline(__always)
  private func equals(_ text: UnsafeBufferPointer<UInt8>, _ number: Int) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == text.count else { return false }
    for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
    return true
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ slot: Int) -> Int {
    let number = names.count
    slots[slot] = Int32(number)
    names.append(String(decoding: text, as: UTF8.self))
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    if names.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    bytes.withUnsafeBufferPointer { bytes in
      for number in names.indices {
        let text = UnsafeBufferPointer(rebasing: bytes[ends[number]..<ends[number + 1]])
        var slot = Self.hash(text) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(number)
      }
    }
  }

  /// FNV-1a over words of eight bytes.
  @inline(__always)
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let raw = UnsafeRawBufferPointer(text)
    var offset = 0
    while offset + 8 <= text.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x100_0000_01b3
      hash ^= hash >> 29
      offset += 8
    }
    while offset < text.count {
      hash = (hash ^ UInt64(text[offset])) &* 0x100_0000_01b3
      offset += 1
    }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
