import Parallel
import Synchronization
package import Tables

extension TouchLog {
  /// Makes journeys of the touches and counts them.
  ///
  /// - Parameters:
  ///   - rules: which names of the file belong to which channel; each is its own where nil.
  ///   - windows: spans of time whose journeys are counted by themselves as well.
  ///   - keepsEvents: whether the touches are needed again, for a ledger; else their memory is given
  ///     back as they are counted.
  /// - Throws: `AttributionError`; `TableError` for names that no rule fits; `CancellationError`.
  package func journeys(
    _ options: AttributionOptions, rules: ChannelRules? = nil, windows: [ClosedRange<Int>] = [],
    keepsEvents: Bool = true, threads: Int
  ) async throws -> AttributionData {
    let names = try ChannelNames(self.names, rules: rules, source: intake.source)
    let direct = try DirectChannel.ranks(in: names.channels, named: options.directChannel)
    guard intake.hasTimes || options.lookbackDays == nil else {
      throw AttributionError.badOptions(
        "\(intake.source): a lookback needs times, and the file has plain numbers in their place.")
    }
    guard intake.hasTimes || options.collapse != .sessions else {
      throw AttributionError.badOptions(
        "\(intake.source): sessions need times, and the file has plain numbers in their place. Use "
          + "collapse: repeats.")
    }
    let choices = JourneyOptions(
      options, hasTimes: intake.hasTimes, hasClock: hasClock, windows: windows)
    let next = Mutex(0)
    let counters = try await inParallel(threads, width: threads) { _ in
      let sorter = PartitionSorter(
        stores: stores, ranks: names.ranks, keepsEvents: keepsEvents)
      var counter = JourneyCounter(choices, direct: direct)
      while true {
        let partition = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard partition < EventStore.partitions else { return counter }
        try Task.checkCancellation()
        try sorter.forEachUser(of: partition) { counter.add($0) }
      }
    }
    return try JourneyMerge(counters, channels: names.channels, choices: choices).data(intake)
  }
}

/// The channels of a file: what its names mean, sorted.
struct ChannelNames {
  /// The channels' names, sorted by their bytes.
  let channels: [String]
  /// For each thread, the rank of each channel number.
  let ranks: [[UInt32]]

  /// More channels than this are no channels.
  private static let limit = 50_000

  init(
    _ names: [[String]], rules: ChannelRules?, source: String
  ) throws {
    var matcher = rules.map { ChannelMatcher($0) }
    var unmatched: Set<String> = []
    let mapped = names.map { names in
      names.map { name in
        guard let channel = matcher?.channel(of: name) else {
          if matcher != nil { unmatched.insert(name) }
          return name
        }
        return channel
      }
    }
    guard unmatched.isEmpty else {
      let shown = unmatched.sorted().prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      throw TableError(
        .unmatchedCampaigns, source: source,
        "\(unmatched.count) names of the file fit no line of the channel map: \(shown)",
        remedy: "add lines for them, or one at the end for the rest, such as *,other")
    }
    // Names may be the same text in other bytes (é as one character or as two); the first spelling by
    // bytes stands for all, whichever was read first.
    var spellings: [String: String] = [:]
    for name in mapped.joined() {
      if let known = spellings[name], !name.utf8.lexicographicallyPrecedes(known.utf8) { continue }
      spellings[name] = name
    }
    channels = spellings.values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard channels.count <= Self.limit else {
      throw AttributionError.refused(
        "\(source): \(channels.count) different channels. Map them to fewer, see --channel-map.")
    }
    let rank = Dictionary(
      uniqueKeysWithValues: channels.enumerated().map { ($1, UInt32($0)) })
    ranks = mapped.map { $0.map { rank[$0] ?? 0 } }
  }
}
