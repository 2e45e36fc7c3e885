import Parallel
import Synchronization
package import Tables

extension OffPolicyLog {
  /// Reads a log block by block on several threads, in memory for its distinct decisions only.
  ///
  /// It reads what programs write. A cell that needs the full rules, or that the log is to be refused
  /// for, ends the attempt, and `init(_:policy:options:)` reads the file again, with all that there is to
  /// say about it.
  ///
  /// - Returns: nil where the full rules are needed.
  /// - Throws: `CancellationError`.
  package static func streaming(
    path: String, reading: ReadOptions, policy: CandidatePolicy, options: OffPolicyOptions,
    threads: Int
  ) async throws -> OffPolicyLog? {
    guard options.features.isEmpty, options.cluster == nil, reading.locale != .de,
      let scanner = try? TableScanner(path: path, options: reading),
      let layout = LogLayout(scanner, policy, options)
    else { return nil }
    let stream = LogStream(scanner)
    let width = max(threads, 1)
    let parts = try await inParallel(width, width: width) { _ in try stream.parse(layout) }
    guard !stream.needsFullRules, (try? scanner.finish(parts.flatMap(\.outcomes))) != nil else {
      return nil
    }
    let readers = parts.flatMap { [$0.parser.rewards, $0.parser.propensities] }
    if readers.contains(where: \.hasDoubt), !readers.contains(where: \.hasProof) { return nil }
    guard var tally = parts.first?.parser.tally else { return nil }
    for part in parts.dropFirst() {
      for (cell, count) in zip(part.parser.tally.cells, part.parser.tally.counts) {
        tally.add(cell, count: count)
      }
    }
    guard !tally.cells.isEmpty else { return nil }
    return OffPolicyLog(
      tally, clusters: [], features: [], featureNames: [], folds: options.folds,
      seed: options.seed)
  }
}

/// Where the columns of a log are, and what its names mean.
private struct LogLayout: Sendable {
  let action: Int
  let reward: Int
  let propensity: Int
  let keys: [Int]
  let actionNames: NameIndex
  let keyNames: NameIndex

  init?(_ scanner: TableScanner, _ policy: CandidatePolicy, _ options: OffPolicyOptions) {
    guard let action = try? scanner.index(of: options.action),
      let reward = try? scanner.index(of: options.reward),
      let propensity = try? scanner.index(of: options.propensity)
    else { return nil }
    self.action = action
    self.reward = reward
    self.propensity = propensity
    let keys = options.key.compactMap { try? scanner.index(of: $0) }
    guard keys.count == options.key.count else { return nil }
    self.keys = keys
    actionNames = NameIndex(policy.actions)
    keyNames = NameIndex(policy.keys.map { $0.joined(separator: "\u{1F}") })
  }
}

/// Counts the decisions of one thread's blocks.
private struct LogParser {
  let layout: LogLayout
  var tally = CellTally()
  var rewards = PointNumberReader()
  var propensities = PointNumberReader()
  private var joined: [UInt8] = []

  init(_ layout: LogLayout) { self.layout = layout }

  /// Adds a row; false where the full rules are needed.
  @inline(__always)
  mutating func add(_ row: TableRow) -> Bool {
    guard let key = key(row), let action = layout.actionNames.number(of: row[layout.action]),
      let reward = rewards.read(row[layout.reward]),
      let propensity = propensities.read(row[layout.propensity]), propensity > 0, propensity <= 1
    else { return false }
    tally.add(
      LoggedCell(key: key, action: action, propensity: propensity, reward: reward + 0))
    return true
  }

  @inline(__always)
  private mutating func key(_ row: TableRow) -> Int32? {
    if layout.keys.isEmpty { return 0 }
    if layout.keys.count == 1 {
      return layout.keyNames.number(of: row[layout.keys[0]])
    }
    joined.removeAll(keepingCapacity: true)
    for (place, column) in layout.keys.enumerated() {
      if place > 0 { joined.append(0x1F) }
      joined.append(contentsOf: row[column])
    }
    return joined.withUnsafeBufferPointer { layout.keyNames.number(of: $0) }
  }
}

/// The file that threads take blocks from in turn.
private final class LogStream: @unchecked Sendable {
  // The scanner is touched under the lock only, and after all threads are done.
  private let scanner: TableScanner
  private let state = Mutex((isDone: false, needsFullRules: false))

  init(_ scanner: TableScanner) { self.scanner = scanner }

  var needsFullRules: Bool { state.withLock { $0.needsFullRules } }

  func parse(_ layout: LogLayout) throws -> (parser: LogParser, outcomes: [BlockOutcome]) {
    let reader = BlockReader(scanner)
    var parser = LogParser(layout)
    var outcomes: [BlockOutcome] = []
    while let block = next() {
      try Task.checkCancellation()
      var isPlain = true
      let outcome = try? reader.forEachRow(of: block) { row in
        if isPlain { isPlain = parser.add(row) }
      }
      guard isPlain, let outcome else {
        giveUp()
        break
      }
      outcomes.append(outcome)
    }
    return (parser, outcomes)
  }

  private func next() -> RecordBlock? {
    state.withLock { state in
      if state.isDone { return nil }
      do throws(TableError) {
        if let block = try scanner.nextBlock() { return block }
      } catch {
        state.needsFullRules = true
      }
      state.isDone = true
      return nil
    }
  }

  private func giveUp() {
    state.withLock { $0 = (isDone: true, needsFullRules: true) }
  }
}
