import Tables

/// Paths that come with counts, of a file or an engine, under the names and rules of a project.
struct CountedPaths {
  /// A path, its channels as numbers of names, and what came of it.
  struct Row {
    var channels: [Int]
    var totals: PathTally.Totals

    /// Journeys that took the path.
    var journeys: Int { totals.converting + totals.nulls }
  }

  /// The channels' names, sorted.
  let channels: [String]
  /// The distinct paths in canonical order.
  let merged: PathMerge
  /// Journeys by number of touches, 1 first; the last entry holds all longer ones.
  private(set) var lengths = [Int](repeating: 0, count: JourneyCounter.longestLength)
  /// Touches left out as direct ones beside others.
  private(set) var direct = 0
  /// Touches merged with the one before.
  private(set) var collapsed = 0

  /// Names the channels, then applies the rules to each path and sums those that are the same.
  ///
  /// - Parameters:
  ///   - rows: paths of one touch or more.
  ///   - names: what the numbers of `rows` stand for.
  ///   - source: the file or table, for errors.
  /// - Throws: `TableError` for names that no rule fits; `AttributionError` for sums out of range, or
  ///   where there is no path.
  init(
    _ rows: [Row], names: NameTable, options: AttributionOptions, rules: ChannelRules?,
    source: String
  ) throws {
    try Self.checkSize(rows, source)
    let named = try ChannelNames([names.names], rules: rules, source: source)
    let direct = try DirectChannel.ranks(in: named.channels, named: options.directChannel)
    channels = named.channels
    var tally = PathTally()
    for row in rows {
      let whole = row.channels.map { UInt16(truncatingIfNeeded: named.ranks[0][$0]) }
      let others = options.direct == .drop ? Self.dropping(direct, whole) : whole
      let path = options.collapse == .repeats ? Self.collapsing(others) : others
      self.direct += (whole.count - others.count) * row.journeys
      collapsed += (others.count - path.count) * row.journeys
      lengths[min(path.count, lengths.count) - 1] += row.journeys
      let number = path.withUnsafeBufferPointer { tally.number(of: $0) }
      tally.totals[number].add(row.totals)
    }
    merged = PathMerge([tally])
    if merged.totals.isEmpty {
      throw AttributionError.refused("\(source): there is no path. Check the columns.")
    }
  }

  /// Refuses counts and money whose sums would not be exact integers.
  private static func checkSize(_ rows: [Row], _ source: String) throws(AttributionError) {
    // Each count is below 10^15, and so must all be together, so that no sum of them is inexact.
    guard rows.reduce(0, { $0 + Double($1.totals.conversions + $1.totals.nulls) }) < 1e15 else {
      throw .refused("\(source): the counts sum to more than 10^15. Check the columns.")
    }
    var value = 0
    for row in rows {
      let (sum, overflow) = value.addingReportingOverflow(row.totals.value)
      value = sum
      guard !overflow else {
        throw .refused(
          "\(source): the values sum to more than 9.2 trillion. Write money in a larger unit.")
      }
    }
  }

  private static func dropping(_ direct: Set<UInt16>, _ path: [UInt16]) -> [UInt16] {
    let others = path.filter { !direct.contains($0) }
    return others.isEmpty ? path : others
  }

  private static func collapsing(_ path: [UInt16]) -> [UInt16] {
    var kept: [UInt16] = []
    for channel in path where kept.last != channel { kept.append(channel) }
    return kept
  }
}

extension PathTally.Totals {
  fileprivate mutating func add(_ more: Self) {
    conversions += more.conversions
    value += more.value
    nulls += more.nulls
    singleNulls += more.singleNulls
    converting += more.converting
  }
}

extension AttributionData {
  /// Takes paths of which only sums are known: each is one entry of converting journeys, which share
  /// its conversions and value alike, and every journey is a user.
  init(_ counted: CountedPaths, intake: Intake) {
    let merged = counted.merged
    var converting = ConvertingJourneys()
    for (path, totals) in merged.totals.enumerated() where totals.converting > 0 {
      converting.path.append(Int32(path))
      converting.journeys.append(totals.converting)
      converting.conversions.append(totals.conversions)
      converting.value.append(totals.value)
    }
    self.init(
      paths: PathList(
        channels: counted.channels, offsets: merged.offsets, touches: merged.items),
      counts: PathCounts(
        conversions: merged.totals.map(\.conversions), value: merged.totals.map(\.value),
        nulls: merged.totals.map(\.nulls), entries: converting.journeys),
      converting: converting,
      units: ResamplingUnits(
        nulls: merged.totals.map(\.nulls), converting: converting.journeys), intake: intake)
    self.intake.convertingJourneys = converting.journeys.reduce(0, +)
    self.intake.journeys =
      self.intake.convertingJourneys + merged.totals.reduce(0) { $0 + $1.nulls }
    self.intake.lengths = counted.lengths
  }
}
