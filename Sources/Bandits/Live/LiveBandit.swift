import Probability

/// A bandit at work: decides from frozen shares, learns from outcomes, remembers in a ledger.
///
/// One thread decides at a time; put it in an actor to share it.
public final class LiveBandit {
  /// What was asked for.
  public let options: BanditOptions
  /// The memory.
  public let ledger: BanditLedger
  /// The shares in force; nil before the first `learn`, and after the kill switch: then nobody is
  /// served.
  public private(set) var shares: FrozenShares?
  private var nextDecision: Int64
  /// Decisions not yet on the disk.
  public private(set) var pending: [Decision] = []

  /// Takes up a bandit where its ledger left it.
  ///
  /// - Throws: `BanditError.badOptions`, `.ledger`, `.locked`.
  public init(_ options: BanditOptions, ledger: BanditLedger) throws(BanditError) {
    try options.check()
    let shares = try ledger.stopReason() == nil ? try ledger.newestShares() : nil
    let nextDecision = try ledger.nextDecision()
    self.options = options
    self.ledger = ledger
    self.shares = shares
    self.nextDecision = nextDecision
  }

  /// Decides from the shares in force, without touching the disk.
  ///
  /// The random number is addressed by seed, version and the decision's number, so it can be drawn again
  /// by an audit. Let the decision out only after `flush`, or its outcome may find it unknown.
  ///
  /// - Parameter time: now, in seconds since 1970.
  /// - Returns: the decision; nil if there are no shares: serve nobody.
  public func decide(time: Double) -> Decision? {
    guard let shares else { return nil }
    var stream = RandomStream(
      seed: options.seed, stream: UInt64(bitPattern: shares.version),
      index: UInt64(bitPattern: nextDecision))
    let arm = shares.arm(at: stream.uniform())
    let propensity = arm.map { shares.shares[$0] } ?? 1 - shares.shares.reduce(0, +)
    let decision = Decision(
      id: nextDecision, version: shares.version, arm: arm.map { shares.arms[$0] },
      propensity: propensity, time: time)
    nextDecision += 1
    pending.append(decision)
    return decision
  }

  /// Commits all pending decisions together.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`; the decisions stay pending.
  public func flush() throws(BanditError) {
    try ledger.append(pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// Makes a new version from all outcomes and puts its shares in force.
  ///
  /// - Parameter time: now, in seconds since 1970.
  /// - Throws: `BanditError`; then nobody is served until it succeeds.
  public func learn(time: Double) throws(BanditError) -> Allocation {
    try flush()
    shares = nil
    // Outcomes that come while this version is made are learned by the next one.
    let learned = try ledger.outcomeCount()
    let histories = try ledger.histories(now: time, stepDays: options.stepDays)
    let allocation = try allocator(histories, time).allocation()
    try freeze(allocation, histories, learned, time)
    return allocation
  }

  /// What is believed and where the campaign stands.
  func allocator(_ histories: [ArmHistory], _ time: Double) throws(BanditError) -> Allocator {
    let model = BeliefModel(options, delay: try delay(time))
    return Allocator(
      options, beliefs: try model.beliefs(histories),
      progress: try ledger.progress(options, now: time))
  }

  /// Keeps a version and puts its shares in force.
  func freeze(
    _ allocation: Allocation, _ histories: [ArmHistory], _ learned: Int, _ time: Double
  ) throws(BanditError) {
    shares = try ledger.freeze(
      allocation, histories: histories, learned: learned, time: time)
  }

  /// Throws the kill switch, in the ledger too.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`; even then this bandit serves nobody any more.
  public func stop(reason: String, time: Double) throws(BanditError) {
    shares = nil
    try ledger.stop(reason: reason, time: time)
  }

  private func delay(_ now: Double) throws(BanditError) -> DelayDistribution {
    switch options.delay {
    case .none: .none
    case .exponential(let mean): .exponential(meanDays: mean)
    case .learnedExponential: try .exponentialFit(try ledger.delays(now: now))
    case .learnedEmpirical: try .empiricalFit(try ledger.delays(now: now))
    }
  }
}
