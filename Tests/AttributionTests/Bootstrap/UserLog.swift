import Attribution

/// Hand-made journeys of users, counted as the intake counts them.
struct UserLog {
  struct Journey {
    var path: [String]
    var conversions = 0
    /// In millionths of money.
    var value = 0
  }

  /// What looks alike and becomes one entry.
  private struct Key: Hashable, Comparable {
    var path: Int
    var conversions: Int
    var value: Int

    static func < (a: Key, b: Key) -> Bool {
      (a.path, a.conversions, a.value) < (b.path, b.conversions, b.value)
    }
  }

  var users: [[Journey]] = []

  /// Adds alike users.
  mutating func add(_ journeys: Journey..., users count: Int = 1) {
    users += [[Journey]](repeating: journeys, count: count)
  }

  /// The counted journeys.
  func data(channels extra: [String] = []) -> AttributionData {
    let all = users.flatMap { $0 }
    let channels = Set(all.flatMap(\.path) + extra).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let rank = Dictionary(uniqueKeysWithValues: channels.enumerated().map { ($1, UInt16($0)) })
    func ranks(_ journey: Journey) -> [UInt16] { journey.path.compactMap { rank[$0] } }
    let distinct = Set(all.map(ranks)).sorted { $0.lexicographicallyPrecedes($1) }
    let place = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    var offsets = [0]
    for path in distinct { offsets.append(offsets[offsets.count - 1] + path.count) }
    func key(_ journey: Journey) -> Key? {
      journey.conversions == 0
        ? nil
        : Key(
          path: place[ranks(journey)] ?? 0, conversions: journey.conversions, value: journey.value)
    }
    let keys = Set(all.compactMap(key)).sorted()
    let entry = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    var converting = ConvertingJourneys()
    converting.path = keys.map { Int32($0.path) }
    converting.journeys = [Int](repeating: 0, count: keys.count)
    converting.conversions = converting.journeys
    converting.value = converting.journeys
    var counts = PathCounts(
      conversions: [Int](repeating: 0, count: distinct.count),
      value: [Int](repeating: 0, count: distinct.count),
      nulls: [Int](repeating: 0, count: distinct.count))
    var units = ResamplingUnits(
      nulls: counts.nulls, converting: [Int](repeating: 0, count: keys.count))
    for user in users {
      let places = user.map { journey -> Int32 in
        let path = place[ranks(journey)] ?? 0
        guard let key = key(journey), let entry = entry[key] else {
          counts.nulls[path] += 1
          return ~Int32(path)
        }
        converting.journeys[entry] += 1
        converting.conversions[entry] += journey.conversions
        converting.value[entry] += journey.value
        counts.conversions[path] += journey.conversions
        counts.value[path] += journey.value
        return Int32(entry)
      }
      if places.count > 1 {
        units.bundles.users.append(1)
        units.bundles.journeys += places
        units.bundles.offsets.append(units.bundles.journeys.count)
      } else if let only = places.first {
        if only >= 0 { units.converting[Int(only)] += 1 } else { units.nulls[Int(~only)] += 1 }
      }
    }
    counts.entries = converting.journeys
    var intake = Intake()
    intake.users = users.count
    intake.rows = all.reduce(0) { $0 + $1.path.count }
    intake.journeys = all.count
    intake.convertingJourneys = all.count { $0.conversions > 0 }
    intake.hasNulls = all.contains { $0.conversions == 0 }
    intake.hasValue = all.contains { $0.value != 0 }
    intake.lengths = (1...10).map { length in all.count { min($0.path.count, 10) == length } }
    return AttributionData(
      paths: PathList(channels: channels, offsets: offsets, touches: distinct.flatMap { $0 }),
      counts: counts, converting: converting, units: units, intake: intake)
  }
}
