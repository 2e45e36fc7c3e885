import Tables

/// Goes through the converting journeys of a log once more, after they have been counted.
struct JourneyWalk {
  /// A journey as it was counted.
  struct Journey {
    var channels: [UInt16]
    var times: [Int]
    var conversions: Int
    var value: Int
    var end: Int
  }

  private let sorter: PartitionSorter
  private let choices: JourneyOptions
  private let direct: Set<UInt16>

  /// Makes journeys by the same rules as `TouchLog.journeys`.
  ///
  /// - Throws: like it.
  init(_ log: TouchLog, options: AttributionOptions, rules: ChannelRules?) throws {
    let names = try ChannelNames(log.names, rules: rules, source: log.intake.source)
    sorter = PartitionSorter(stores: log.stores, ranks: names.ranks, keepsEvents: true)
    direct = try DirectChannel.ranks(in: names.channels, named: options.directChannel)
    // Neither shares nor times nor windows: they were counted before.
    var plain = options
    plain.models = []
    choices = JourneyOptions(
      plain, hasTimes: log.intake.hasTimes, hasClock: log.hasClock, windows: [])
  }

  /// Hands on the converting journeys of each user of a partition.
  func forEachUser(
    of partition: Int, _ body: (_ pseudonym: String, _ journeys: [Journey]) -> Void
  ) throws(AttributionError) {
    var counter = JourneyCounter(choices, direct: direct)
    try sorter.forEachUser(of: partition) { events in
      guard let first = events.first else { return }
      counter.seen = []
      counter.add(events)
      if let journeys = counter.seen, !journeys.isEmpty {
        body(Self.pseudonym(first, partition), journeys)
      }
    }
  }

  /// The 105 bits that are kept of a user's key.
  private static func pseudonym(_ event: TouchEvent, _ partition: Int) -> String {
    func hex(_ number: UInt64, _ width: Int) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return hex(UInt64(partition), 3) + hex(UInt64(event.keyHigh), 8) + hex(event.key, 16)
  }
}
