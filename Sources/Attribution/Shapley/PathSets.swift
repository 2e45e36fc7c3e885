/// The sets of channels behind the paths of a list, found once: counts of paths become counts of sets
/// by integer sums.
package struct PathSets: Sendable {
  /// The distinct sets.
  package let sets: ChannelSets
  /// The set of each path.
  package let ofPath: [Int32]

  /// Finds the sets of paths: as bit masks up to 64 channels, as sorted ranks beyond.
  ///
  /// - Complexity: O(touches + *s* log *s*) for *s* distinct sets.
  package init(_ paths: PathList) {
    if paths.channels.count <= 64 {
      self.init(paths, key: { $0.reduce(0 as UInt64) { $0 | 1 << UInt64($1) } }) { mask in
        (0..<64).filter { mask >> UInt64($0) & 1 == 1 }
      }
    } else {
      var distinct = DistinctChannels(channels: paths.channels.count)
      self.init(paths, key: { distinct.sorted($0) }, members: { $0 })
    }
  }

  private init<Key: Hashable>(
    _ paths: PathList, key: (ArraySlice<UInt16>) -> Key, members: (Key) -> [UInt16]
  ) {
    var numbers: [Key: Int32] = [:]
    var found: [[UInt16]] = []
    var ofPath: [Int32] = []
    ofPath.reserveCapacity(paths.count)
    for path in 0..<paths.count {
      let set = key(paths[path])
      let number = numbers[set] ?? Int32(found.count)
      if number == found.count {
        numbers[set] = number
        found.append(members(set))
      }
      ofPath.append(number)
    }
    let order = found.indices.sorted { found[$0].lexicographicallyPrecedes(found[$1]) }
    var rank = Array(repeating: Int32(0), count: found.count)
    for (place, number) in order.enumerated() { rank[number] = Int32(place) }
    sets = ChannelSets(channels: paths.channels, order.map { found[$0] })
    self.ofPath = ofPath.map { rank[Int($0)] }
  }

  /// Sums the counts of paths by their sets.
  ///
  /// - Throws: `refused` if a sum exceeds 2^63.
  package func counts(_ counts: PathCounts) throws(AttributionError) -> SetCounts {
    SetCounts(
      conversions: try sum(counts.conversions), value: try sum(counts.value),
      nulls: try sum(counts.nulls))
  }

  private func sum(_ byPath: [Int]) throws(AttributionError) -> [Int] {
    var bySet = Array(repeating: 0, count: sets.count)
    var hasOverflown = false
    for (path, set) in ofPath.enumerated() {
      let (total, overflow) = bySet[Int(set)].addingReportingOverflow(byPath[path])
      bySet[Int(set)] = total
      hasOverflown = hasOverflown || overflow
    }
    if hasOverflown { throw .tooLarge }
    return bySet
  }
}

extension AttributionError {
  /// A sum of counts or of money that does not fit.
  static let tooLarge = AttributionError.refused(
    "The counts or values of the data sum to more than 2^63 (value: millionths of money); "
      + "give value in a larger unit.")
}

/// Finds the distinct channels of paths, with scratch that is used again.
struct DistinctChannels {
  private var seen: [Bool]

  init(channels: Int) { seen = Array(repeating: false, count: channels) }

  /// The distinct channels of a path, ascending.
  mutating func sorted(_ path: ArraySlice<UInt16>) -> [UInt16] {
    var distinct: [UInt16] = []
    for channel in path where !seen[Int(channel)] {
      seen[Int(channel)] = true
      distinct.append(channel)
    }
    for channel in distinct { seen[Int(channel)] = false }
    distinct.sort()
    return distinct
  }
}
