/// Paths and what came of them, counted by one thread as journeys arrive.
///
/// An open-addressed hash table over paths that lie end to end.
struct PathTally {
  /// The items of all paths, end to end.
  private(set) var items: [UInt16] = []
  /// Where each path ends in `items`; one more entry than there are paths.
  private(set) var ends: [Int] = [0]
  /// What came of each path.
  var totals: [Totals] = []
  private var slots = [Int32](repeating: -1, count: 1 << 12)
  private var hashes: [UInt32] = []

  /// Counts of one path.
  struct Totals {
    var conversions = 0
    var value = 0
    /// Journeys without conversion; those of users with no other journey by themselves.
    var nulls = 0
    var singleNulls = 0
    /// Journeys with a conversion.
    var converting = 0
  }

  /// How many paths there are.
  var count: Int { ends.count - 1 }

  /// The items of one path.
  subscript(path: Int) -> ArraySlice<UInt16> { items[ends[path]..<ends[path + 1]] }

  /// The number of a path, which is new if it was not seen before.
  @inline(__always)
  mutating func number(of path: UnsafeBufferPointer<UInt16>) -> Int {
    let hash = Self.hash(path)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, equals(path, number) { return number }
      slot = (slot + 1) & mask
    }
    return add(path, hash, slot)
  }

  @inline(__always)
  private func equals(_ path: UnsafeBufferPointer<UInt16>, _ number: Int) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == path.count else { return false }
    for offset in 0..<path.count where items[start + offset] != path[offset] { return false }
    return true
  }

  private mutating func add(
    _ path: UnsafeBufferPointer<UInt16>, _ hash: UInt32, _ slot: Int
  ) -> Int {
    let number = count
    slots[slot] = Int32(number)
    hashes.append(hash)
    items.append(contentsOf: path)
    ends.append(items.count)
    totals.append(Totals())
    if count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }

  @inline(__always)
  private static func hash(_ path: UnsafeBufferPointer<UInt16>) -> UInt32 {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15 &* UInt64(path.count + 1)
    for item in path {
      hash = (hash ^ UInt64(item)) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
    }
    return UInt32(truncatingIfNeeded: hash)
  }
}
