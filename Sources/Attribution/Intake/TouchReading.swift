import Parallel
import Synchronization
import Tables

/// One pass over a touch log: threads take turns at reading a block, and parse it each by itself.
struct TouchReading: Sendable {
  let layout: TouchLayout
  let assumptions: TouchParser.Assumptions
  let hasher: UserHasher
  let memory: Int
  let threads: Int
  let progress: @Sendable (Int) -> Void
  private let shared: Shared

  init(
    scanner: TableScanner, layout: TouchLayout, assumptions: TouchParser.Assumptions,
    hasher: UserHasher, memory: Int, threads: Int, progress: @escaping @Sendable (Int) -> Void
  ) {
    self.layout = layout
    self.assumptions = assumptions
    self.hasher = hasher
    self.memory = memory
    self.threads = threads
    self.progress = progress
    shared = Shared(scanner)
  }

  /// Reads all blocks; the parsers by thread.
  func run() async throws -> [TouchParser] {
    let parts = try await inParallel(threads, width: threads) { _ in try parse() }
    if let failure = shared.failure { throw failure }
    try shared.finish(parts.flatMap(\.outcomes))
    return parts.map(\.parser)
  }

  private struct Part: Sendable {
    let parser: TouchParser
    let outcomes: [BlockOutcome]
  }

  private func parse() throws -> Part {
    let reader = shared.reader()
    var parser = TouchParser(
      source: shared.source, layout: layout, assumptions: assumptions, hasher: hasher,
      store: EventStore(budget: memory / threads))
    var outcomes: [BlockOutcome] = []
    while let block = shared.next() {
      try Task.checkCancellation()
      do throws(TableError) {
        let outcome = try reader.forEachRow(of: block) { (row) throws(TableError) in
          try parser.add(row)
        }
        outcomes.append(outcome)
      } catch {
        shared.fail(error, block: block.index)
      }
      progress(block.index)
    }
    return Part(parser: parser, outcomes: outcomes)
  }
}

/// What the threads share: the file, and the earliest thing that is wrong with it.
private final class Shared: @unchecked Sendable {
  // The scanner is touched under the lock only, and after all threads are done.
  private let scanner: TableScanner
  private let state = Mutex(State())

  private struct State {
    var failure: (error: TableError, block: Int)?
    var isDone = false
  }

  init(_ scanner: TableScanner) { self.scanner = scanner }

  var source: String { scanner.source }
  var failure: TableError? { state.withLock { $0.failure?.error } }

  func reader() -> BlockReader { BlockReader(scanner) }

  /// The next block; nil at the end, or once anything is wrong: blocks before are being read already.
  func next() -> RecordBlock? {
    state.withLock { state in
      if state.isDone { return nil }
      do throws(TableError) {
        if let block = try scanner.nextBlock() { return block }
      } catch {
        if state.failure == nil { state.failure = (error, .max) }
      }
      state.isDone = true
      return nil
    }
  }

  func fail(_ error: TableError, block: Int) {
    state.withLock { state in
      if block < state.failure?.block ?? .max || state.failure == nil {
        state.failure = (error, block)
      }
      state.isDone = true
    }
  }

  func finish(_ outcomes: [BlockOutcome]) throws(TableError) { try scanner.finish(outcomes) }
}
