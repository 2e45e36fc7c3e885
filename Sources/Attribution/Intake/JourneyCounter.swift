import Foundation

/// Makes journeys of users' events and counts them; one counter a thread.
///
/// Channels are ranks here. All counts are integers, so that it does not matter which thread has
/// counted what.
struct JourneyCounter {
  let options: JourneyOptions
  /// The ranks of direct channels.
  let direct: Set<UInt16>
  private(set) var paths = PathTally()
  private(set) var intake = Intake()
  /// Converting journeys as they came.
  private(set) var converting: [Converting] = []
  private(set) var shares: [UInt32] = []
  /// Users with several journeys: journeys end to end, where each user's end, see `Journey`.
  private(set) var bundled: [Journey] = []
  private(set) var bundleEnds: [Int] = [0]
  /// Paths with times, where a model asks for them.
  private(set) var timed = PathTally()
  /// Counts by window and path.
  private(set) var windows: [[PathTally.Totals]]
  /// Whether a sum of money left the range of integers.
  private(set) var hasOverflowed = false
  /// Converting journeys themselves, where somebody wants to see them.
  var seen: [JourneyWalk.Journey]?
  private var channels: [UInt16] = []
  private var times: [Int] = []
  private var user: [Journey] = []

  /// A converting journey.
  struct Converting {
    var path: Int32
    var conversions: Int32
    var value: Int
    /// Where its time shares start.
    var shares: Int
    /// The windows that it ended in, a bit each.
    var windows: UInt32
    /// Whether it is its user's only journey.
    var isSingle = false
  }

  /// A journey of a user: an entry of `converting`, or the complement of a path without conversion.
  typealias Journey = Int32

  init(_ options: JourneyOptions, direct: Set<UInt16>) {
    self.options = options
    self.direct = direct
    windows = Array(repeating: [], count: options.windows.count)
    intake.lengths = [Int](repeating: 0, count: Self.longestLength)
    intake.lagDays = [Int](repeating: 0, count: Self.longestLag)
  }

  /// From this length, or lag in days, on journeys are counted together.
  static let longestLength = 20
  private static let longestLag = 31
  private static let day = 86_400_000_000

  /// Takes all events of one user, in their order; channels of events are ranks.
  mutating func add(_ events: UnsafeBufferPointer<TouchEvent>) {
    intake.users += 1
    user.removeAll(keepingCapacity: true)
    switch options.rule {
    case .user: addWhole(events)
    case .conversion: addParts(events)
    }
    if user.count == 1 {
      if user[0] < 0 {
        paths.totals[Int(~user[0])].singleNulls += 1
      } else {
        converting[Int(user[0])].isSingle = true
      }
    } else if user.count > 1 {
      bundled.append(contentsOf: user)
      bundleEnds.append(bundled.count)
    }
  }

  /// One journey, up to the last conversion.
  private mutating func addWhole(_ events: UnsafeBufferPointer<TouchEvent>) {
    guard let last = events.lastIndex(where: \.isConversion) else {
      addJourney(events)
      return
    }
    intake.afterConversion += events.count - 1 - last
    let count = addJourney(UnsafeBufferPointer(rebasing: events[...last]))
    if count > 1 { intake.repeatConverters += 1 }
  }

  /// A journey a conversion, and one for what comes after the last.
  private mutating func addParts(_ events: UnsafeBufferPointer<TouchEvent>) {
    var start = 0
    var conversions = 0
    for index in events.indices where events[index].isConversion {
      // A repeated row ends no second journey.
      if isRepeated(events, index, from: start) {
        intake.duplicates += 1
        start = index + 1
        continue
      }
      conversions += addJourney(UnsafeBufferPointer(rebasing: events[start...index]))
      start = index + 1
    }
    if start < events.count { addJourney(UnsafeBufferPointer(rebasing: events[start...])) }
    if conversions > 1 { intake.repeatConverters += 1 }
  }

  private func isRepeated(
    _ events: UnsafeBufferPointer<TouchEvent>, _ index: Int, from start: Int
  ) -> Bool {
    guard options.dropsDuplicates, index > 0 else { return false }
    return isSame(events[index], events[index - 1]) && index == start
  }

  @inline(__always)
  private func isSame(_ event: TouchEvent, _ other: TouchEvent) -> Bool {
    event.time == other.time && event.tag == other.tag && event.value == other.value
  }

  /// Counts one journey; returns its conversions.
  @discardableResult
  private mutating func addJourney(_ events: UnsafeBufferPointer<TouchEvent>) -> Int {
    channels.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
    guard let end = events.last?.time else { return 0 }
    var conversions = 0
    var value = 0
    for index in events.indices {
      let event = events[index]
      if options.dropsDuplicates, index > 0, isSame(event, events[index - 1]) {
        intake.duplicates += 1
        continue
      }
      if event.isConversion {
        conversions += 1
        value = add(value, event.value)
      }
      if event.channel == TouchEvent.noChannel { continue }
      if let lookback = options.lookback, event.time < end &- lookback {
        intake.beforeLookback += 1
        continue
      }
      channels.append(UInt16(truncatingIfNeeded: event.channel))
      times.append(event.time)
    }
    if options.dropsDirect { dropDirect() }
    // Merged touches keep the time of the last, but the journey begins with the first.
    let begin = times.first ?? end
    if options.collapse != .none { collapse() }
    guard !channels.isEmpty else {
      intake.conversionsWithoutTouch += conversions
      return conversions
    }
    count(conversions: conversions, value: value, begin: begin, end: end)
    return conversions
  }

  /// A sum of money; one past the range of integers is remembered and refused at the end.
  private mutating func add(_ sum: Int, _ value: Int) -> Int {
    let (result, overflow) = sum.addingReportingOverflow(value)
    if overflow { hasOverflowed = true }
    return result
  }

  private mutating func dropDirect() {
    guard channels.contains(where: { !direct.contains($0) }) else { return }
    var kept = 0
    for index in channels.indices where !direct.contains(channels[index]) {
      channels[kept] = channels[index]
      times[kept] = times[index]
      kept += 1
    }
    intake.direct += channels.count - kept
    keep(kept)
  }

  private mutating func collapse() {
    var kept = 0
    for index in channels.indices {
      if kept > 0, channels[index] == channels[kept - 1],
        options.collapse == .repeats || times[index] - times[kept - 1] <= options.sessionGap
      {
        // The session goes on from here.
        times[kept - 1] = times[index]
        continue
      }
      channels[kept] = channels[index]
      times[kept] = times[index]
      kept += 1
    }
    intake.collapsed += channels.count - kept
    keep(kept)
  }

  private mutating func keep(_ count: Int) {
    channels.removeLast(channels.count - count)
    times.removeLast(times.count - count)
  }

  private mutating func count(conversions: Int, value: Int, begin: Int, end: Int) {
    let path = channels.withUnsafeBufferPointer { paths.number(of: $0) }
    intake.journeys += 1
    intake.lengths[min(channels.count, Self.longestLength) - 1] += 1
    if conversions > 0 {
      seen?.append(
        .init(
          channels: channels, times: times, conversions: conversions, value: value, end: end))
      intake.convertingJourneys += 1
      intake.lagDays[min((end - begin) / Self.day, Self.longestLag - 1)] += 1
      paths.totals[path].conversions += conversions
      paths.totals[path].value = add(paths.totals[path].value, value)
      paths.totals[path].converting += 1
      user.append(Journey(converting.count))
      converting.append(
        Converting(
          path: Int32(path), conversions: Int32(conversions), value: value, shares: shares.count,
          windows: windowMask(end)))
      if let halfLife = options.halfLife { appendShares(halfLife: halfLife) }
    } else {
      paths.totals[path].nulls += 1
      user.append(~Journey(path))
    }
    countWindows(path, conversions: conversions, value: value, end: end)
    if options.keepsTimes { countTimed(conversions: conversions, value: value) }
  }

  private func windowMask(_ end: Int) -> UInt32 {
    options.windows.enumerated().reduce(0) { mask, window in
      window.element.contains(end) ? mask | 1 << UInt32(window.offset) : mask
    }
  }

  private mutating func countWindows(_ path: Int, conversions: Int, value: Int, end: Int) {
    for (index, window) in options.windows.enumerated() where window.contains(end) {
      while windows[index].count <= path { windows[index].append(PathTally.Totals()) }
      windows[index][path].conversions += conversions
      windows[index][path].value = add(windows[index][path].value, value)
      if conversions == 0 { windows[index][path].nulls += 1 }
    }
  }

  /// What time decay gives each touch, as differences of rounded running sums, so that all sum to the
  /// whole and none is off by more than rounding, however long the journey.
  private mutating func appendShares(halfLife: Double) {
    var total = 0.0
    // Relative to the last touch, so that nothing underflows where all are old.
    let last = times[times.count - 1]
    for time in times { total += exp2(Double(time - last) / halfLife) }
    var sum = 0.0
    var given = 0
    for time in times.dropLast() {
      sum += exp2(Double(time - last) / halfLife)
      let until = Int((sum / total * Double(ConvertingJourneys.whole)).rounded())
      shares.append(UInt32(until - given))
      given = until
    }
    // A single touch has all of it, 2^32, which needs no room: readers take what others leave.
    shares.append(UInt32(truncatingIfNeeded: ConvertingJourneys.whole - given))
  }

  /// Counts the journey by channels and rounded times: the eighth part of a doubling of one hour more.
  private mutating func countTimed(conversions: Int, value: Int) {
    let last = times[times.count - 1]
    var items: [UInt16] = []
    items.reserveCapacity(2 * channels.count)
    for (channel, time) in zip(channels, times) {
      let hours = Double(last - time) / 3600e6
      items.append(channel)
      items.append(UInt16((8 * log2(1 + hours)).rounded()))
    }
    let path = items.withUnsafeBufferPointer { timed.number(of: $0) }
    timed.totals[path].conversions += conversions
    timed.totals[path].value = add(timed.totals[path].value, value)
    if conversions > 0 {
      timed.totals[path].converting += 1
    } else {
      timed.totals[path].nulls += 1
    }
  }

  /// The hours that a rounded time stands for.
  static func hours(ofRounded step: UInt16) -> Float { Float(exp2(Double(step) / 8) - 1) }
}
