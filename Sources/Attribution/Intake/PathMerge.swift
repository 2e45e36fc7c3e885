/// Brings the paths of several tallies into one canonical order.
struct PathMerge {
  /// The distinct paths in order, end to end, and where each starts.
  private(set) var items: [UInt16] = []
  private(set) var offsets: [Int] = [0]
  /// What came of each.
  private(set) var totals: [PathTally.Totals] = []
  /// For each tally, the merged number of each of its paths.
  private(set) var numbers: [[Int32]] = []
  /// All value together.
  private var value = 0
  /// Whether a sum of money left the range of integers.
  private(set) var hasOverflowed = false

  /// A path of a tally, with its first items as a number that sorts as they do.
  private struct Entry {
    var prefix: UInt64
    var tally: Int32
    var path: Int32
  }

  init(_ tallies: [PathTally]) {
    numbers = tallies.map { [Int32](repeating: 0, count: $0.count) }
    let entries = Self.sorted(tallies)
    var last: ArraySlice<UInt16> = []
    for entry in entries {
      let tally = tallies[Int(entry.tally)]
      let path = tally[Int(entry.path)]
      if offsets.count == 1 || path != last {
        items.append(contentsOf: path)
        offsets.append(items.count)
        totals.append(PathTally.Totals())
        last = path
      }
      add(tally.totals[Int(entry.path)])
      numbers[Int(entry.tally)][Int(entry.path)] = Int32(totals.count - 1)
    }
  }

  private mutating func add(_ more: PathTally.Totals) {
    let last = totals.count - 1
    totals[last].conversions += more.conversions
    totals[last].nulls += more.nulls
    totals[last].singleNulls += more.singleNulls
    totals[last].converting += more.converting
    totals[last].value &+= more.value
    // No path has more value than all together, since none is negative.
    let (sum, overflow) = value.addingReportingOverflow(more.value)
    value = sum
    if overflow { hasOverflowed = true }
  }

  private static func sorted(_ tallies: [PathTally]) -> [Entry] {
    var largest: UInt16 = 0
    for tally in tallies { for item in tally.items { largest = max(largest, item) } }
    // As many items as fit; 0 stands for none, so that a path comes before those that continue it.
    let bits = largest < 254 ? 8 : 16
    var entries: [Entry] = []
    entries.reserveCapacity(tallies.reduce(0) { $0 + $1.count })
    for (number, tally) in tallies.enumerated() {
      for path in 0..<tally.count {
        var prefix: UInt64 = 0
        var left = 64
        for item in tally[path] where left > 0 {
          left -= bits
          prefix |= (UInt64(item) + 1) << UInt64(left)
        }
        entries.append(Entry(prefix: prefix, tally: Int32(number), path: Int32(path)))
      }
    }
    // An item of 65,535 would not fit beside the 0; there are never so many channels.
    let width = 64 / bits
    entries.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let first = tallies[Int(left.tally)][Int(left.path)]
      let second = tallies[Int(right.tally)][Int(right.path)]
      if first.count <= width, second.count <= width { return left.tally < right.tally }
      if let difference = zip(first.dropFirst(width), second.dropFirst(width)).first(where: !=) {
        return difference.0 < difference.1
      }
      return (first.count, left.tally) < (second.count, right.tally)
    }
    return entries
  }
}
