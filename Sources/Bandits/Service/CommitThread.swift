import Foundation

/// Decides and records on one thread, so that requests which arrive together share a transaction: the
/// group commit.
///
/// A decision is let out when it is on the disk, and an outcome acknowledged likewise. SQLite waits for
/// disks, so the thread is none of those that serve sockets.
final class CommitThread: @unchecked Sendable {
  /// The most requests that may wait.
  static let mostWaiting = 10_000

  private enum Job {
    case decide(CheckedContinuation<Decision?, any Error>)
    case record([Outcome], CheckedContinuation<Ingestion, any Error>)
  }

  // Guarded by the condition; the rest is the thread's own.
  private let condition = NSCondition()
  private var jobs: [Job] = []
  private var isEnding = false
  private var hasEnded = false

  private let options: BanditOptions
  private let ledger: BanditLedger
  private let metrics: ServiceMetrics
  private let refresh: Double
  private let clock: @Sendable () -> Double

  /// Takes up a bandit and starts the thread.
  ///
  /// - Parameters:
  ///   - refresh: seconds after which to look whether another process made a new version, or threw the
  ///     kill switch.
  ///   - clock: now, in seconds since 1970.
  /// - Throws: `BanditError` where the ledger cannot be taken up.
  init(
    options: BanditOptions, ledger: BanditLedger, metrics: ServiceMetrics, refresh: Double,
    clock: @escaping @Sendable () -> Double
  ) throws(BanditError) {
    self.options = options
    self.ledger = ledger
    self.metrics = metrics
    self.refresh = refresh
    self.clock = clock
    metrics.show(version: try LiveBandit(options, ledger: ledger).shares?.version)
    Thread { [self] in run() }.start()
  }

  /// Makes a decision and waits until it is on the disk; nil if nobody is served.
  func decide() async throws -> Decision? {
    try await withCheckedThrowingContinuation { enqueue(.decide($0)) }
  }

  /// Keeps outcomes, all or none, and waits until they are on the disk.
  func record(_ outcomes: [Outcome]) async throws -> Ingestion {
    try await withCheckedThrowingContinuation { enqueue(.record(outcomes, $0)) }
  }

  /// Does what waits, takes no more, and ends the thread.
  func end() {
    condition.lock()
    isEnding = true
    condition.broadcast()
    while !hasEnded { condition.wait() }
    condition.unlock()
  }

  private func enqueue(_ job: Job) {
    condition.lock()
    let isRefused = isEnding || jobs.count >= Self.mostWaiting
    if !isRefused {
      jobs.append(job)
      condition.signal()
    }
    condition.unlock()
    if isRefused {
      fail([job], ServiceFailure(503, "busy", "The server is busy or ending.", retryAfter: 1))
    }
  }

  /// The jobs that wait, after at least one has come, or a time has passed; nil at the end.
  private func take() -> [Job]? {
    condition.lock()
    defer { condition.unlock() }
    let deadline = Date(timeIntervalSinceNow: refresh)
    while jobs.isEmpty, !isEnding, condition.wait(until: deadline) {}
    if jobs.isEmpty, isEnding { return nil }
    let taken = jobs
    jobs = []
    return taken
  }

  private func run() {
    while serveUntilRefresh() {}
    condition.lock()
    hasEnded = true
    condition.broadcast()
    condition.unlock()
  }

  /// Takes the bandit up as the ledger has it and serves until it is time to look again; false at the
  /// end.
  private func serveUntilRefresh() -> Bool {
    guard var jobs = take() else { return false }
    do {
      let bandit = try LiveBandit(options, ledger: ledger)
      metrics.show(version: bandit.shares?.version)
      let until = Date(timeIntervalSinceNow: refresh)
      while true {
        let isSound = serve(jobs, bandit)
        if !isSound || Date() >= until { return true }
        guard let more = take() else { return false }
        jobs = more
      }
    } catch {
      // Fails closed: without its ledger nobody is served.
      metrics.show(version: nil)
      fail(jobs, error)
      return true
    }
  }

  /// Answers jobs; false where the bandit must be taken up anew.
  private func serve(_ jobs: [Job], _ bandit: LiveBandit) -> Bool {
    var decided: [(waiter: CheckedContinuation<Decision?, any Error>, decision: Decision?)] = []
    var recorded: [(waiter: CheckedContinuation<Ingestion, any Error>, outcomes: [Outcome])] = []
    for job in jobs {
      switch job {
      case .decide(let waiter): decided.append((waiter, bandit.decide(time: clock())))
      case .record(let outcomes, let waiter): recorded.append((waiter, outcomes))
      }
    }
    var isSound = true
    do {
      let count = bandit.pending.count
      try bandit.flush()
      if count > 0 { metrics.countCommit(decisions: count) }
      for (waiter, decision) in decided { waiter.resume(returning: decision) }
    } catch {
      // The numbers may have been taken by another process: none of these decisions is let out.
      isSound = false
      for (waiter, _) in decided { waiter.resume(throwing: error) }
    }
    record(recorded)
    return isSound
  }

  private func record(
    _ batches: [(waiter: CheckedContinuation<Ingestion, any Error>, outcomes: [Outcome])]
  ) {
    guard !batches.isEmpty else { return }
    do {
      let results = try ledger.record(batches: batches.map(\.outcomes), time: clock())
      for (batch, result) in zip(batches, results) {
        if case .success(let ingestion) = result { metrics.count(ingestion) }
        batch.waiter.resume(with: result.mapError { $0 as any Error })
      }
    } catch {
      for batch in batches { batch.waiter.resume(throwing: error) }
    }
  }

  private func fail(_ jobs: [Job], _ error: any Error) {
    for job in jobs {
      switch job {
      case .decide(let waiter): waiter.resume(throwing: error)
      case .record(_, let waiter): waiter.resume(throwing: error)
      }
    }
  }
}
