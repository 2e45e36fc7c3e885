import Crypto
package import Tables

/// The events of a touch log, grouped by user but not yet made into journeys.
package struct TouchLog: Sendable {
  /// The events as each thread stored them.
  let stores: [EventStore]
  /// For each thread, the name of each channel number.
  let names: [[String]]
  /// What was read and left out so far.
  package let intake: Intake
  /// Whether times have a time of day.
  let hasClock: Bool
}

extension TouchLog {
  /// Reads a file in one pass.
  ///
  /// Decimal mark and order of day and month are assumed; where the file proves an assumption wrong it
  /// is read once more.
  ///
  /// - Parameters:
  ///   - memory: how many bytes the reading may take: half for events, which go to disk beyond, and
  ///     half for what is counted of them.
  ///   - secret: the key of pseudonyms, where a ledger is asked for.
  /// - Throws: `TableError` for what the file is refused for; `CancellationError`.
  package static func read(
    path: String, source: String? = nil, columns: TouchColumns, options: ReadOptions,
    memory: Int, threads: Int, secret: LedgerKey? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> TouchLog {
    var assumptions = TouchParser.Assumptions(
      decimal: options.locale ?? .en, dayFirst: options.locale != .en)
    let hasher = secret.map { UserHasher.hmac($0.key) } ?? .secret()
    while true {
      let scanner = try TableScanner(path: path, source: source, options: options)
      let reading = TouchReading(
        scanner: scanner, layout: try TouchLayout(columns, scanner), assumptions: assumptions,
        hasher: hasher, memory: memory / 2, threads: threads, progress: progress)
      let parts = try await reading.run()
      let evidence = parts.reduce(into: TouchParser.Evidence()) { $0.merge($1.evidence) }
      let judged = try TouchEvidence(
        evidence, columns: columns, source: scanner.source, stated: options.locale
      ).judge(assumptions)
      if judged == assumptions {
        return TouchLog(parts, evidence, scanner, hasValue: columns.value != nil)
      }
      assumptions = judged
    }
  }

  private init(
    _ parts: [TouchParser], _ evidence: TouchParser.Evidence, _ scanner: TableScanner,
    hasValue: Bool
  ) {
    stores = parts.map(\.store)
    names = parts.map(\.channels.names)
    hasClock = evidence.times.zoned != nil || evidence.times.local != nil
    var intake = Intake()
    intake.source = scanner.source
    for part in parts {
      intake.rows += part.counts.rows
      intake.denied += part.counts.denied
      intake.withoutUser += part.counts.withoutUser
      intake.withoutChannel += part.counts.withoutChannel
      intake.valueWithoutConversion += part.counts.valueWithoutConversion
      intake.spilled += part.store.spilled
    }
    intake.skippedLines = scanner.skipped.count
    intake.hasTimes = evidence.times.order == nil
    intake.span = intake.hasTimes ? evidence.span : nil
    intake.hasValue = hasValue
    intake.hasNulls = true
    self.intake = intake
  }
}

/// The key under which a ledger's pseudonyms are made.
public struct LedgerKey: Sendable {
  let key: SymmetricKey

  /// Takes a key.
  ///
  /// - Throws: `AttributionError` if it is shorter than 16 bytes.
  public init(_ bytes: [UInt8]) throws(AttributionError) {
    guard bytes.count >= 16 else {
      throw .badOptions(
        "the ledger's key has \(bytes.count) bytes. Give one of at least 16, such as the output of "
          + "`openssl rand -hex 32`.")
    }
    key = SymmetricKey(data: bytes)
  }
}
