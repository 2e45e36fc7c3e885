/// Decisions of a log that no estimator can tell apart.
struct LoggedCell: Hashable {
  var key: Int32
  var action: Int32
  /// The row of features; 0 without features.
  var features: Int32 = 0
  /// The cluster; 0 without clusters.
  var cluster: Int32 = 0
  var propensity: Double
  var reward: Double

  /// The canonical order, which no order of rows changes.
  func precedes(_ other: LoggedCell) -> Bool {
    if key != other.key { return key < other.key }
    if action != other.action { return action < other.action }
    if features != other.features { return features < other.features }
    if cluster != other.cluster { return cluster < other.cluster }
    if propensity != other.propensity { return propensity < other.propensity }
    return reward < other.reward
  }
}

/// Counts equal cells in an open hash table: a log of millions of rows has few distinct ones, or as
/// many as rows.
struct CellTally {
  private(set) var cells: [LoggedCell] = []
  private(set) var counts: [Int] = []
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  /// Adds decisions of one kind.
  mutating func add(_ cell: LoggedCell, count: Int = 1) {
    let mask = slots.count - 1
    var slot = Self.hash(cell) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if cells[index] == cell {
        counts[index] += count
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(cells.count)
    cells.append(cell)
    counts.append(count)
    if cells.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for (index, cell) in cells.enumerated() {
      var slot = Self.hash(cell) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  private static func hash(_ cell: LoggedCell) -> Int {
    var hash = UInt64(UInt32(bitPattern: cell.key)) << 32 | UInt64(UInt32(bitPattern: cell.action))
    hash = mix(hash)
    hash ^= UInt64(UInt32(bitPattern: cell.features)) << 32
    hash ^= UInt64(UInt32(bitPattern: cell.cluster))
    hash = mix(hash)
    hash = mix(hash ^ cell.propensity.bitPattern)
    hash = mix(hash ^ cell.reward.bitPattern)
    return Int(truncatingIfNeeded: hash >> 1)
  }

  /// Spreads every bit over the word, by a product with the golden ratio and a shift.
  @inline(__always)
  private static func mix(_ word: UInt64) -> UInt64 {
    let product = word &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }
}
