/// Sums spend and exposure by channel and period, in millionths.
struct PanelSums {
  private struct Channel {
    var spend: [Int]
    var exposure: [Int]?
    /// The export that said first whether the channel has an exposure.
    let source: String
  }

  private let periods: [ClosedRange<CivilDate>]
  private var channels: [String: Channel] = [:]
  private(set) var skipped: [SkippedLine] = []

  init(_ periods: [ClosedRange<CivilDate>], _ sources: [LongPanel.Source]) throws(TableError) {
    self.periods = periods
    // Channels that the options or rules name exist even without a row.
    for source in sources {
      let names =
        switch source.options.channel {
        case .fixed(let name): [name]
        case .mapped: source.rules?.rules.map(\.channel) ?? []
        }
      for name in names {
        try open(name, source.table.source, hasExposure: source.options.exposure != nil)
      }
    }
  }

  /// Adds an export's rows.
  mutating func add(_ export: SourceRows, hasExposure: Bool) throws(TableError) {
    var outside = (spend: 0, line: 0)
    for row in export.rows {
      guard let channel = row.channel else { continue }
      guard let place = periods.index(holding: row.days.lowerBound) else {
        let (sum, overflow) = outside.spend.addingReportingOverflow(row.spend)
        outside = (overflow ? .max : sum, outside.line == 0 ? row.line : outside.line)
        continue
      }
      try add(row, to: channel, place, export.source)
    }
    if outside.line > 0 {
      let amount = shortest(Double(outside.spend) / 1e6)
      skipped.append(
        SkippedLine(
          line: outside.line,
          text: "spend \(amount) on days outside the panel",
          reason: .outsidePanel, source: export.source))
    }
  }

  private mutating func add(
    _ row: SourceRows.Row, to name: String, _ place: Int, _ source: String
  ) throws(TableError) {
    guard var channel = channels.removeValue(forKey: name) else { return }
    let (spend, tooMuch) = channel.spend[place].addingReportingOverflow(row.spend)
    channel.spend[place] = spend
    var tooMany = false
    if let known = channel.exposure?[place] {
      let (exposure, overflow) = known.addingReportingOverflow(row.exposure)
      channel.exposure?[place] = exposure
      tooMany = overflow
    }
    if tooMuch || tooMany { throw Self.tooLarge(source, name) }
    channels[name] = channel
  }

  private mutating func open(
    _ name: String, _ source: String, hasExposure: Bool
  ) throws(TableError) {
    if let known = channels[name] {
      guard (known.exposure != nil) == hasExposure else {
        throw TableError(
          .badSource, source: source,
          "the channel '\(displayed(name))' has an exposure column here or in \(known.source), but "
            + "not in both", remedy: "name an exposure column for both files or for neither")
      }
      return
    }
    let zeros = [Int](repeating: 0, count: periods.count)
    channels[name] = Channel(
      spend: zeros, exposure: hasExposure ? zeros : nil, source: source)
  }

  /// The channels' columns, in alphabetical order.
  var columns: [(name: String, values: Table.Values)] {
    var columns: [(name: String, values: Table.Values)] = []
    for (name, channel) in channels.sorted(by: { $0.key < $1.key }) {
      columns.append(("\(name)_spend", .numbers(channel.spend.map { Double($0) / 1e6 })))
      if let exposure = channel.exposure {
        columns.append(("\(name)_exposure", .numbers(exposure.map { Double($0) / 1e6 })))
      }
    }
    return columns
  }

  static func tooLarge(_ source: String, _ column: String) -> TableError {
    TableError(
      .sumTooLarge, source: source, column: column, "the sum is too large to be exact",
      remedy: "write amounts in a larger unit")
  }
}
