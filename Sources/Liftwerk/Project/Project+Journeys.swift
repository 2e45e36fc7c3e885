import Attribution
import Foundation
import Interchange
import Tables
import Warehouse

extension Project {
  /// The source that attribution reads: the one it names, or the only one there is.
  func attributionSource(_ options: AttributionOptions) throws(LiftwerkError) -> DataSource {
    let names = data.keys.sorted().joined(separator: ", ")
    guard let name = options.data ?? soleName(where: \.isJourneys) else {
      throw LiftwerkError(
        .badProject,
        "attribution.data: say which source holds the journeys"
          + (names.isEmpty ? "; there is none under data." : ": \(names)."))
    }
    guard let source = data[name] else {
      throw LiftwerkError(
        .badProject,
        "attribution.data: there is no source \"\(name)\" under data, which has: \(names).")
    }
    guard source.isJourneys else {
      throw LiftwerkError(
        .badProject,
        "attribution.data: \(name) holds no journeys. Name a source with the key "
          + "user (a touch log) or journey (collapsed paths).")
    }
    return source
  }

  /// Reads the journeys that attribution credits.
  ///
  /// - Parameters:
  ///   - windows: spans of time whose journeys are counted by themselves as well.
  ///   - directory: the folder that relative paths start from.
  ///   - warehouse: where tables are.
  ///   - secret: the key of pseudonyms, where a ledger is asked for.
  /// - Returns: the journeys, and what a ledger needs besides; only a touch log has that.
  /// - Throws: any room's error.
  func journeys(
    _ options: AttributionOptions, windows: [ClosedRange<Int>], memory: Int, threads: Int,
    directory: String, warehouse: WarehouseSource? = nil,
    secret: LedgerKey? = nil
  ) async throws -> (data: AttributionData, log: TouchLog?, rules: ChannelRules?) {
    switch try attributionSource(options) {
    case .touches(let source):
      let rules = try rules(source.channelMap, directory)
      let log = try await TouchLog.read(
        path: place(of: source.path, from: directory), source: source.path,
        columns: source.columns,
        options: ReadOptions(
          locale: source.locale ?? locale, encoding: source.encoding ?? encoding),
        memory: memory, threads: threads, secret: secret)
      return (
        try await log.journeys(
          options, rules: rules, windows: windows, keepsEvents: secret != nil, threads: threads),
        log,
        rules
      )
    case .paths(let source):
      let table = try read(source.path, source.locale, source.encoding, directory)
      let data = try CollapsedPaths(table, columns: source.columns).journeys(
        options, rules: try rules(source.channelMap, directory))
      return (data, nil, nil)
    case .table(let source):
      guard let warehouse else {
        throw LiftwerkError(
          .badProject,
          "\(source.table): is a table of a warehouse, whose address is missing. Give it with --source "
            + "or in LIFTWERK_SOURCE, as in adbc:duckdb?path=shop.duckdb.")
      }
      let data = try WarehouseJourneys(table: source.table, columns: source.columns).journeys(
        options, rules: try rules(source.channelMap, directory), source: warehouse)
      return (data, nil, nil)
    case .wide, .long, .experiment:
      throw LiftwerkError(.badProject, "attribution.data: the source holds no journeys.")
    }
  }

  private func rules(_ map: String?, _ directory: String) throws -> ChannelRules? {
    try map.map { try ChannelRules(read($0, nil, nil, directory)) }
  }

  /// What was spent on each channel, if the options name a table.
  ///
  /// - Throws: `TableError` if the table is refused.
  func spend(_ options: AttributionOptions, directory: String) throws -> [String: Double]? {
    guard let source = options.spend else { return nil }
    let table = try read(source.path, nil, nil, directory)
    let channels = try table.texts(source.channel)
    let amounts = try table.millionths(source.spend)
    var sums: [String: Int] = [:]
    for (row, (channel, amount)) in zip(channels, amounts).enumerated() {
      guard let channel, let amount else { continue }
      let (sum, overflow) = sums[channel, default: 0].addingReportingOverflow(amount)
      guard amount >= 0, !overflow else {
        throw LiftwerkError(
          .dataRefused,
          "\(table.source), line \(table.line(ofRow: row)), column '\(source.spend)': "
            + (overflow
              ? "the sum is too large. Write money in a larger unit."
              : "the amount is negative. Book the correction where it belongs."))
      }
      sums[channel] = sum
    }
    return sums.mapValues { Double($0) / 1e6 }
  }

  /// The lift tests that scale credit.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` or `badProject`.
  func calibrationTests(
    _ options: AttributionOptions, directory: String
  ) throws(LiftwerkError) -> [LiftTest] {
    guard let path = options.calibration?.experiments else { return [] }
    guard let data = FileManager.default.contents(atPath: place(of: path, from: directory)) else {
      throw LiftwerkError(
        .inputMissing,
        "\(path): there is no such file of experiments. Check attribution.calibration.")
    }
    let text = try ProjectFile.text(data, path: path, kind: "a file of experiments")
    return try ExperimentsFile(text: text, path: path).tests.sorted { $0.name < $1.name }
  }
}
