import Warehouse

/// A row of a generated log, as a table holds it.
struct Touch: Hashable {
  var user: String?
  /// Microseconds since 1970 UTC.
  var time: Int?
  var channel: String?
  var conversion: Int?
  /// Millionths.
  var value: Int?
}

/// A small log with everything that is awkward, and the plain reading of it.
enum TouchLog {
  static let channels: [String?] = [
    "paid search", "Zeitung", "email", "E-Mail", "Übersicht > Seite", "it's \"quoted\"", "a\\b",
    "ä",
    "z", "", nil, "<b>&", "-1;--", "direct",
  ]

  /// A linear congruential generator: the log is the same everywhere.
  private struct Numbers {
    var state: UInt64 = 7
    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  /// Touches of users with ties, duplicates, repeats, several conversions, missing cells.
  static func rows(users: Int = 500) -> [Touch] {
    var numbers = Numbers()
    var rows: [Touch] = []
    for user in 0..<users {
      var time = 1_735_689_600_000_000 + numbers.below(80) * 86_400_000_000
      var channel = channels[numbers.below(channels.count)]
      for _ in 0..<(1 + numbers.below(9)) {
        // A third of the gaps is none, some are tiny, some are days.
        switch numbers.below(6) {
        case 0, 1: break
        case 2: time += 1 + numbers.below(3)
        case 3: time += numbers.below(4) * 86_400_000_000
        default: time += numbers.below(3_000_000) * 100_003
        }
        if numbers.below(3) > 0 { channel = channels[numbers.below(channels.count)] }
        let converts = numbers.below(6) == 0
        let value: Int? =
          switch numbers.below(5) {
          case 0: nil
          case 1: numbers.below(50) * 10_000
          default: numbers.below(2_000_000_000)
          }
        let row = Touch(
          user: "u\(user)é", time: time, channel: channel, conversion: converts ? 1 : 0,
          value: converts || numbers.below(4) == 0 ? value : nil)
        rows += Array(repeating: row, count: numbers.below(12) == 0 ? 2 : 1)
      }
    }
    for index in rows.indices where index % 97 == 0 {
      switch index % 3 {
      case 0: rows[index].user = index % 2 == 0 ? nil : ""
      case 1: rows[index].time = nil
      default: rows[index].conversion = nil
      }
    }
    // In the order of a sort that has nothing to do with the log's.
    return rows.enumerated().sorted { ($0.offset * 7919) % 10_007 < ($1.offset * 7919) % 10_007 }
      .map(\.element)
  }
}

/// A journey: its touches and what came of them.
struct Journey {
  var channels: [String] = []
  var conversions = 0
  var value = 0
}

extension TouchLog {
  private struct Event: Hashable {
    var time: Int
    var conversion: Int
    var channel: String
    var value: Int
  }

  /// The journeys of a log, by the words of `TouchQuery` and nothing clever.
  static func journeys(_ rows: [Touch], _ query: TouchQuery) -> [Journey] {
    var events: [String: [Event]] = [:]
    for row in rows {
      guard let user = row.user, !user.isEmpty, let time = row.time else { continue }
      let event = Event(
        time: time, conversion: row.conversion ?? 0, channel: row.channel ?? "",
        value: row.conversion == 1 ? row.value ?? 0 : 0)
      if event.conversion == 1 || !event.channel.isEmpty { events[user, default: []].append(event) }
    }
    return events.values.flatMap { events in
      let sorted = (query.countsDuplicatesOnce ? Array(Set(events)) : events).sorted(by: precedes)
      return split(sorted, query.journeys).map { journey($0, query) }
    }
  }

  private static func precedes(_ a: Event, _ b: Event) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.conversion != b.conversion { return a.conversion < b.conversion }
    if a.channel != b.channel {
      if a.channel.isEmpty || b.channel.isEmpty { return b.channel.isEmpty }
      return a.channel.utf8.lexicographicallyPrecedes(b.channel.utf8)
    }
    return a.value < b.value
  }

  private static func split(_ events: [Event], _ rule: TouchQuery.JourneyRule) -> [[Event]] {
    switch rule {
    case .user:
      guard let last = events.lastIndex(where: { $0.conversion == 1 }) else { return [events] }
      return [Array(events[...last])]
    case .conversion:
      var journeys: [[Event]] = [[]]
      for event in events {
        journeys[journeys.count - 1].append(event)
        if event.conversion == 1 { journeys.append([]) }
      }
      return journeys.filter { !$0.isEmpty }
    }
  }

  private static func journey(_ events: [Event], _ query: TouchQuery) -> Journey {
    var journey = Journey()
    let end = events[events.count - 1].time
    for event in events {
      journey.conversions += event.conversion
      journey.value += event.conversion * event.value
      let isEarly = query.lookbackDays.map { Double(end - event.time) > $0 * 86_400_000_000 }
      let repeats = query.collapsesRepeats && journey.channels.last == event.channel
      if !event.channel.isEmpty, isEarly != true, !repeats {
        journey.channels.append(event.channel)
      }
    }
    return journey
  }
}

extension JourneyCounts {
  static let none = JourneyCounts(
    journeys: 0, convertingJourneys: 0, conversions: 0, valueMillionths: 0, nulls: 0)

  mutating func add(_ journey: Journey) {
    journeys += 1
    convertingJourneys += journey.conversions > 0 ? 1 : 0
    nulls += journey.conversions > 0 ? 0 : 1
    conversions += journey.conversions
    valueMillionths += journey.value
  }
}
