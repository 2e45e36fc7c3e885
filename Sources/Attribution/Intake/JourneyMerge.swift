/// Brings what several counters counted into canonical order, so that nothing tells who counted what.
struct JourneyMerge {
  private let counters: [JourneyCounter]
  private let channels: [String]
  private let choices: JourneyOptions
  private let paths: PathMerge

  init(_ counters: [JourneyCounter], channels: [String], choices: JourneyOptions) {
    self.counters = counters
    self.channels = channels
    self.choices = choices
    paths = PathMerge(counters.map(\.paths))
  }

  /// The counted journeys.
  ///
  /// - Parameter read: what was read of the file.
  /// - Throws: `refused` where there is no journey, or a sum of money leaves the range of integers.
  func data(_ read: Intake) throws(AttributionError) -> AttributionData {
    let intake = counters.reduce(read) { $0.adding($1.intake) }
    guard !counters.contains(where: \.hasOverflowed), !paths.hasOverflowed else {
      throw .refused(
        "\(read.source): the values sum to more than 9.2 trillion. Write money in a larger unit.")
    }
    guard read.rows > 0 else {
      throw .refused("\(read.source): there are no rows below the headings. Export it again.")
    }
    guard !paths.totals.isEmpty else {
      throw .refused(
        "\(read.source): no touch is left of \(read.rows) rows. Check the columns of users, "
          + "channels and consent, and the lookback.")
    }
    let merged = ConvertingMerge(counters, paths: paths, windows: choices.windows.count)
    var data = AttributionData(
      paths: PathList(channels: channels, offsets: paths.offsets, touches: paths.items),
      counts: PathCounts(
        conversions: paths.totals.map(\.conversions), value: paths.totals.map(\.value),
        nulls: paths.totals.map(\.nulls), entries: merged.journeys.journeys),
      converting: merged.journeys,
      units: ResamplingUnits(
        nulls: paths.totals.map(\.singleNulls), converting: merged.singles,
        bundles: BundleMerge(counters, paths: paths, entries: merged.numbers).bundles),
      intake: intake)
    data.windows = windows(merged.windows)
    if choices.keepsTimes { data.timed = timed() }
    return data
  }

  private func windows(_ entries: [[Int]]) -> [PathCounts] {
    choices.windows.indices.map { window in
      let zeros = [Int](repeating: 0, count: paths.totals.count)
      var counts = PathCounts(
        conversions: zeros, value: zeros, nulls: zeros, entries: entries[window])
      for (counter, numbers) in zip(counters, paths.numbers) {
        for (path, totals) in counter.windows[window].enumerated() {
          let number = Int(numbers[path])
          counts.conversions[number] += totals.conversions
          counts.value[number] += totals.value
          counts.nulls[number] += totals.nulls
        }
      }
      return counts
    }
  }

  private func timed() -> TimedJourneys {
    let merged = PathMerge(counters.map(\.timed))
    var timed = TimedJourneys()
    for place in stride(from: 0, to: merged.items.count, by: 2) {
      timed.channels.append(merged.items[place])
      timed.hours.append(JourneyCounter.hours(ofRounded: merged.items[place + 1]))
    }
    timed.offsets = merged.offsets.map { $0 / 2 }
    timed.converting = merged.totals.map(\.converting)
    timed.conversions = merged.totals.map(\.conversions)
    timed.value = merged.totals.map(\.value)
    timed.nulls = merged.totals.map(\.nulls)
    return timed
  }
}

/// Converting journeys of several counters: sorted, and alike ones joined.
private struct ConvertingMerge {
  private(set) var journeys = ConvertingJourneys()
  /// How many users have an entry as their only journey.
  private(set) var singles: [Int] = []
  /// By window, how many journeys of each entry ended in it.
  private(set) var windows: [[Int]]
  /// For each counter, the entry of each of its converting journeys.
  private(set) var numbers: [[Int32]]

  private struct Reference {
    var path: Int32
    var conversions: Int32
    var value: Int
    var counter: Int32
    var index: Int32
  }

  init(_ counters: [JourneyCounter], paths: PathMerge, windows count: Int) {
    numbers = counters.map { [Int32](repeating: 0, count: $0.converting.count) }
    windows = [[Int]](repeating: [], count: count)
    let hasShares = counters.contains { !$0.shares.isEmpty }
    if hasShares { journeys.shareOffsets = [0] }
    func shares(_ reference: Reference) -> ArraySlice<UInt32> {
      guard hasShares else { return [] }
      let counter = counters[Int(reference.counter)]
      let start = counter.converting[Int(reference.index)].shares
      let path = Int(reference.path)
      return counter.shares[start..<(start + paths.offsets[path + 1] - paths.offsets[path])]
    }
    var last: Reference?
    for reference in Self.sorted(counters, paths, hasShares: hasShares, shares) {
      let isSame =
        last.map {
          $0.path == reference.path && $0.conversions == reference.conversions
            && $0.value == reference.value
            && (!hasShares || shares($0) == shares(reference))
        } ?? false
      if !isSame {
        journeys.path.append(reference.path)
        journeys.journeys.append(0)
        journeys.conversions.append(0)
        journeys.value.append(0)
        singles.append(0)
        for window in windows.indices { windows[window].append(0) }
        if hasShares {
          journeys.shares.append(contentsOf: shares(reference))
          journeys.shareOffsets.append(journeys.shares.count)
        }
        last = reference
      }
      let entry = journeys.count - 1
      journeys.journeys[entry] += 1
      journeys.conversions[entry] += Int(reference.conversions)
      journeys.value[entry] += reference.value
      let counter = Int(reference.counter)
      let journey = counters[counter].converting[Int(reference.index)]
      if journey.isSingle { singles[entry] += 1 }
      for window in windows.indices where journey.windows & 1 << UInt32(window) != 0 {
        windows[window][entry] += 1
      }
      numbers[counter][Int(reference.index)] = Int32(entry)
    }
  }

  private static func sorted(
    _ counters: [JourneyCounter], _ paths: PathMerge, hasShares: Bool,
    _ shares: (Reference) -> ArraySlice<UInt32>
  ) -> [Reference] {
    var references: [Reference] = []
    references.reserveCapacity(counters.reduce(0) { $0 + $1.converting.count })
    for (number, counter) in counters.enumerated() {
      for (index, journey) in counter.converting.enumerated() {
        references.append(
          Reference(
            path: paths.numbers[number][Int(journey.path)], conversions: journey.conversions,
            value: journey.value, counter: Int32(number), index: Int32(index)))
      }
    }
    // A comparison that captures nothing is twice as quick, and mostly there are no shares.
    guard hasShares else {
      references.sort(by: precedes)
      return references
    }
    references.sort { left, right in
      if precedes(left, right) { return true }
      if precedes(right, left) { return false }
      return shares(left).lexicographicallyPrecedes(shares(right))
    }
    return references
  }

  private static func precedes(_ left: Reference, _ right: Reference) -> Bool {
    if left.path != right.path { return left.path < right.path }
    if left.conversions != right.conversions { return left.conversions < right.conversions }
    return left.value < right.value
  }
}

/// Users with several journeys, of several counters: sorted, and alike ones joined.
private struct BundleMerge {
  private(set) var bundles = ResamplingUnits.Bundles()

  init(_ counters: [JourneyCounter], paths: PathMerge, entries: [[Int32]]) {
    var users: [[Int32]] = []
    for (number, counter) in counters.enumerated() {
      for user in 1..<max(counter.bundleEnds.count, 1) {
        let journeys = counter.bundled[counter.bundleEnds[user - 1]..<counter.bundleEnds[user]]
        users.append(
          journeys.map { journey in
            journey >= 0
              ? entries[number][Int(journey)] : ~paths.numbers[number][Int(~journey)]
          }.sorted())
      }
    }
    users.sort { $0.lexicographicallyPrecedes($1) }
    var last: [Int32] = []
    for user in users {
      if user != last {
        bundles.users.append(0)
        bundles.journeys.append(contentsOf: user)
        bundles.offsets.append(bundles.journeys.count)
        last = user
      }
      bundles.users[bundles.users.count - 1] += 1
    }
  }
}
