import Attribution
import Foundation

/// Journeys made of a log row by row, as the documentation says, slowly.
struct ReferenceJourneys {
  struct Journey: Hashable {
    var channels: [String] = []
    var times: [Int] = []
    var conversions = 0
    var value = 0
    var begin = 0
    var end = 0
  }

  private(set) var users: [[Journey]] = []
  private(set) var intake = Intake()
  private let options: AttributionOptions
  private let hasClock: Bool

  init(
    _ rows: [LogRow], _ options: AttributionOptions, hasClock: Bool, map: (String) -> String
  ) {
    self.options = options
    self.hasClock = hasClock
    intake.lengths = [Int](repeating: 0, count: 20)
    intake.lagDays = [Int](repeating: 0, count: 31)
    var byUser: [String: [LogRow]] = [:]
    for var row in rows {
      intake.rows += 1
      if row.consent != "yes" {
        intake.denied += 1
        continue
      }
      if row.user.isEmpty {
        intake.withoutUser += 1
        continue
      }
      if !row.converts {
        if row.value > 0 { intake.valueWithoutConversion += 1 }
        row.value = 0
        if row.channel.isEmpty {
          intake.withoutChannel += 1
          continue
        }
      }
      if !row.channel.isEmpty { row.channel = map(row.channel) }
      byUser[row.user, default: []].append(row)
    }
    intake.users = byUser.count
    for rows in byUser.values { add(rows.sorted(by: Self.precedes)) }
  }

  /// By time; then touches before conversions, channels by their bytes and none last, small values
  /// first.
  private static func precedes(_ left: LogRow, _ right: LogRow) -> Bool {
    if left.time != right.time { return left.time < right.time }
    if left.converts != right.converts { return right.converts }
    if left.channel != right.channel {
      if left.channel.isEmpty || right.channel.isEmpty { return right.channel.isEmpty }
      return left.channel.utf8.lexicographicallyPrecedes(right.channel.utf8)
    }
    return left.value < right.value
  }

  private mutating func add(_ rows: [LogRow]) {
    var rows = rows
    if options.journeys == .user, let last = rows.lastIndex(where: \.converts) {
      intake.afterConversion += rows.count - last - 1
      rows.removeSubrange((last + 1)...)
    }
    if options.duplicates == .drop, hasClock {
      var kept: [LogRow] = []
      for row in rows {
        if kept.contains(row) { intake.duplicates += 1 } else { kept.append(row) }
      }
      rows = kept
    }
    var parts: [[LogRow]] = [[]]
    for row in rows {
      parts[parts.count - 1].append(row)
      if options.journeys == .conversion, row.converts { parts.append([]) }
    }
    if rows.count(where: \.converts) > 1 { intake.repeatConverters += 1 }
    let journeys = parts.compactMap { journey($0) }
    if !journeys.isEmpty { users.append(journeys) }
  }

  private mutating func journey(_ rows: [LogRow]) -> Journey? {
    guard let end = rows.last?.time else { return nil }
    var touches = rows.filter { !$0.channel.isEmpty }
    if let days = options.lookbackDays {
      let before = touches.count
      touches.removeAll { Double(end - $0.time) > days * 86_400e6 }
      intake.beforeLookback += before - touches.count
    }
    if options.direct == .drop, touches.contains(where: { $0.channel != "direct" }) {
      let before = touches.count
      touches.removeAll { $0.channel == "direct" }
      intake.direct += before - touches.count
    }
    let conversions = rows.count(where: \.converts)
    guard let first = touches.first else {
      intake.conversionsWithoutTouch += conversions
      return nil
    }
    var journey = Journey(begin: first.time, end: end)
    for touch in touches {
      let pause = touch.time - (journey.times.last ?? 0)
      let isSession =
        options.collapse == .repeats || Double(pause) <= options.sessionGapMinutes * 60e6
      if options.collapse != .none, journey.channels.last == touch.channel, isSession {
        journey.times[journey.times.count - 1] = touch.time
        intake.collapsed += 1
      } else {
        journey.channels.append(touch.channel)
        journey.times.append(touch.time)
      }
    }
    journey.conversions = conversions
    journey.value = rows.reduce(0) { $0 + $1.value } * 10_000
    intake.journeys += 1
    intake.lengths[min(journey.channels.count, 20) - 1] += 1
    if conversions > 0 {
      intake.convertingJourneys += 1
      intake.lagDays[min((end - first.time) / 86_400_000_000, 30)] += 1
    }
    return journey
  }
}

/// What a test compares: every count under a name that tells what it counts.
struct Counted: Equatable {
  var paths: [String: [Int]] = [:]
  var entries: [String: Int] = [:]
  var singleNulls: [String: Int] = [:]
  var singles: [String: Int] = [:]
  var bundles: [String: Int] = [:]
  var windows: [[String: [Int]]] = []
  var windowEntries: [[String: Int]] = []
  var timed: [String: [Int]] = [:]

  private static func add(_ more: [Int], to counts: inout [String: [Int]], _ key: String) {
    counts[key] = zip(counts[key] ?? [0, 0, 0, 0], more).map(+)
  }
}

extension Counted {
  /// Counts plain journeys.
  init(
    _ users: [[ReferenceJourneys.Journey]], windows spans: [ClosedRange<Int>], halfLife: Double?
  ) {
    windows = Array(repeating: [:], count: spans.count)
    windowEntries = Array(repeating: [:], count: spans.count)
    for user in users {
      var names: [String] = []
      for journey in user {
        let path = journey.channels.joined(separator: "⟩")
        let converts = journey.conversions > 0
        let counts = [journey.conversions, journey.value, converts ? 0 : 1, 0]
        Self.add(counts, to: &paths, path)
        let shares = halfLife.map { Self.shares(journey.times, halfLife: $0) } ?? []
        let name =
          converts ? "\(path) \(journey.conversions) \(journey.value) \(shares)" : "null \(path)"
        names.append(name)
        if converts { entries[name, default: 0] += 1 }
        for (index, span) in spans.enumerated() where span.contains(journey.end) {
          Self.add(counts, to: &windows[index], path)
          if converts { windowEntries[index][name, default: 0] += 1 }
        }
        let last = journey.times[journey.times.count - 1]
        let steps = journey.times.map { Int((8 * log2(1 + Double(last - $0) / 3600e6)).rounded()) }
        Self.add(
          [journey.conversions, journey.value, converts ? 0 : 1, converts ? 1 : 0], to: &timed,
          "\(path) \(steps)")
      }
      if user.count > 1 {
        bundles[names.sorted().joined(separator: "; "), default: 0] += 1
      } else if user[0].conversions > 0 {
        singles[names[0], default: 0] += 1
      } else {
        singleNulls[user[0].channels.joined(separator: "⟩"), default: 0] += 1
      }
    }
  }

  /// Each share but the last, as the difference of rounded running sums.
  private static func shares(_ times: [Int], halfLife: Double) -> [Int] {
    let last = times[times.count - 1]
    let weights = times.map { exp2(Double($0 - last) / (halfLife * 86_400e6)) }
    let total = weights.reduce(0, +)
    let sums = weights.indices.map { weights[...$0].reduce(0, +) }
    let ends = sums.dropLast().map { Int(($0 / total * 4_294_967_296).rounded()) }
    return ends.indices.map { ends[$0] - ($0 > 0 ? ends[$0 - 1] : 0) }
  }

  /// Takes counted data apart.
  init(_ data: AttributionData) {
    let list = data.paths
    func name(_ path: Int) -> String {
      list[path].map { list.channels[Int($0)] }.joined(separator: "⟩")
    }
    func counted(_ counts: PathCounts) -> [String: [Int]] {
      var result: [String: [Int]] = [:]
      for path in 0..<list.count {
        let row = [counts.conversions[path], counts.value[path], counts.nulls[path], 0]
        if row != [0, 0, 0, 0] { result[name(path)] = row }
      }
      return result
    }
    let converting = data.converting
    let entryNames = (0..<converting.count).map { entry in
      let journeys = converting.journeys[entry]
      var shares: [UInt32] = []
      if !converting.shares.isEmpty {
        let range = converting.shareOffsets[entry]..<converting.shareOffsets[entry + 1]
        shares = Array(converting.shares[range].dropLast())
      }
      return "\(name(Int(converting.path[entry]))) \(converting.conversions[entry] / journeys) "
        + "\(converting.value[entry] / journeys) \(shares)"
    }
    func counted(_ counts: [Int], _ names: [String]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: zip(names, counts).filter { $0.1 > 0 })
    }
    let pathNames = (0..<list.count).map(name)
    paths = counted(data.counts)
    entries = counted(converting.journeys, entryNames)
    singles = counted(data.units.converting, entryNames)
    singleNulls = counted(data.units.nulls, pathNames)
    for bundle in data.units.bundles.users.indices {
      let offsets = data.units.bundles.offsets
      let journeys = data.units.bundles.journeys[offsets[bundle]..<offsets[bundle + 1]]
      let names = journeys.map { $0 < 0 ? "null " + pathNames[Int(~$0)] : entryNames[Int($0)] }
      bundles[names.sorted().joined(separator: "; "), default: 0] +=
        data.units.bundles.users[bundle]
    }
    windows = data.windows.map(counted)
    windowEntries = data.windows.map { counted($0.entries, entryNames) }
    guard let timed = data.timed else { return }
    for journey in 0..<timed.count {
      let places = timed.offsets[journey]..<timed.offsets[journey + 1]
      let path = places.map { list.channels[Int(timed.channels[$0])] }.joined(separator: "⟩")
      let steps = places.map { Int((8 * log2(1 + Double(timed.hours[$0]))).rounded()) }
      self.timed["\(path) \(steps)"] = [
        timed.conversions[journey], timed.value[journey], timed.nulls[journey],
        timed.converting[journey],
      ]
    }
  }
}
