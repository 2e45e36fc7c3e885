import Bandits
import Foundation
import Testing

/// A folder of its own, removed at the end.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "bandit-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("The ledger")
struct LedgerTests {
  private let folder: ScratchFolder
  private let ledger: BanditLedger
  private let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path + "/ledger.sqlite"
    ledger = try BanditLedger(path: path, patience: 0.05)
  }

  /// A bandit with shares in force and some decisions.
  private func live(_ decisions: Int, time: Double = 1000) throws -> LiveBandit {
    let bandit = try LiveBandit(BanditOptions(arms: ["a", "b"]), ledger: ledger)
    _ = try bandit.learn(time: time)
    for _ in 0..<decisions { _ = bandit.decide(time: time) }
    try bandit.flush()
    return bandit
  }

  private func outcome(_ key: String, _ decision: Int64, conversions: Double = 1) -> Outcome {
    var outcome = Outcome(key: key, decision: decision, time: 2000)
    outcome.conversions = conversions
    return outcome
  }

  private func lines(_ trail: BanditLedger.Trail) throws -> [String] {
    var lines: [String] = []
    try ledger.export(trail, as: .csv) { lines.append($0) }
    return lines
  }

  @Test("decisions are drawn from frozen shares, with these as propensities")
  func propensities() throws {
    let bandit = try live(0)
    let frozen = try #require(bandit.shares)
    for _ in 0..<50 {
      let decision = try #require(bandit.decide(time: 1001))
      let arm = try #require(decision.arm)
      #expect(decision.propensity == frozen.shares[frozen.arms.firstIndex(of: arm) ?? 9])
    }
    try bandit.flush()
    #expect(try ledger.newestShares() == frozen)
    #expect(try ledger.nextDecision() == 51)
  }

  @Test("the same outcome twice counts once, and with other content it is refused")
  func idempotent() throws {
    _ = try live(5)
    let first = try ledger.record([outcome("x", 1), outcome("y", 2)], time: 2000)
    #expect(first.added == 2)
    let again = try ledger.record([outcome("y", 2), outcome("z", 3)], time: 2001)
    #expect(again.added == 1)
    #expect(again.repeated == 1)
    #expect(throws: BanditError.self) {
      try ledger.record([outcome("x", 1, conversions: 2)], time: 2002)
    }
  }

  @Test("an outcome of an unknown decision is refused, and all that came with it")
  func unknownDecision() throws {
    _ = try live(5)
    #expect(throws: BanditError.self) {
      try ledger.record([outcome("x", 1), outcome("y", 99)], time: 2000)
    }
    #expect(try lines(.outcomes).isEmpty)
    var bad = outcome("x", 1)
    bad.value = .nan
    #expect(throws: BanditError.self) { try ledger.record([bad], time: 2000) }
  }

  @Test("a propensity that is no probability is refused", arguments: [0, -0.1, 1.1, Double.nan])
  func propensity(_ value: Double) throws {
    _ = try live(1)
    let decision = Decision(id: 7, version: 1, arm: "a", propensity: value, time: 1000)
    #expect(throws: BanditError.self) { try ledger.append([decision]) }
    #expect(try ledger.nextDecision() == 2)
  }

  @Test("the same file twice changes nothing")
  func sameFile() throws {
    _ = try live(5)
    let file = folder.path + "/outcomes.csv"
    try "decision,conversions,value\n1,1,20.5\n2,0,0\n3,1,10\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try ledger.ingest(file: file, time: 2000).added == 3)
    let before = try lines(.outcomes)
    let copy = folder.path + "/renamed.csv"
    try FileManager.default.copyItem(atPath: file, toPath: copy)
    #expect(try ledger.ingest(file: copy, time: 9000).isKnownFile)
    #expect(try lines(.outcomes) == before)
    #expect(before.count == 4)
    #expect(try lines(.batches).count == 2)
  }

  @Test("a clock that goes back is recorded and does not count")
  func clock() throws {
    _ = try live(1, time: 5000)
    _ = try ledger.record([outcome("x", 1)], time: 4000)
    #expect(try ledger.events().map(\.kind).contains("clock_backwards"))
  }

  @Test("a ledger that another process writes is locked")
  func locked() throws {
    _ = try live(1)
    let other = try BanditLedger(path: path, patience: 0.05)
    try ledger.holdingLock {
      #expect {
        try other.record([outcome("x", 1)], time: 2000)
      } throws: { error in
        if case BanditError.locked = error { true } else { false }
      }
    }
    #expect(try other.record([outcome("x", 1)], time: 2000).added == 1)
  }

  @Test("a full disk is an error, and leaves what was there")
  func fullDisk() throws {
    _ = try live(20)
    _ = try ledger.record([outcome("x", 1)], time: 2000)
    try ledger.limitPages(to: 1)
    let many = (0..<5000).map { outcome("long key of an outcome \($0)", 2) }
    #expect {
      try ledger.record(many, time: 2001)
    } throws: { error in
      "\(error)".contains("the disk is full")
    }
    #expect(try lines(.outcomes).count == 2)
    try ledger.limitPages(to: 1_000_000)
    #expect(try ledger.record(many, time: 2002).added == 5000)
  }

  @Test("a file that is no ledger is refused")
  func noLedger() throws {
    let file = folder.path + "/text"
    try String(repeating: "not a database. ", count: 100)
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(throws: BanditError.self) { try BanditLedger(path: file) }
  }

  @Test("the kill switch stops this bandit, the next one, and every new version until resumed")
  func killSwitch() throws {
    let bandit = try live(1)
    try bandit.stop(reason: "too expensive", time: 3000)
    #expect(bandit.decide(time: 3001) == nil)
    let next = try LiveBandit(BanditOptions(arms: ["a", "b"]), ledger: ledger)
    #expect(next.decide(time: 3002) == nil)
    #expect(try next.learn(time: 3003).served == 0)
    #expect(next.decide(time: 3003)?.arm == nil)
    #expect(try ledger.stopReason() == "too expensive")
    try ledger.resume(reason: "fixed", time: 3004)
    #expect(try next.learn(time: 3005).served > 0.99)
  }

  @Test("what bandits learn from outcomes moves their shares")
  func learning() throws {
    let bandit = try live(2000)
    var decided: [Int64: String] = [:]
    for line in try lines(.decisions).dropFirst() {
      let fields = line.split(separator: ",")
      if let id = Int64(fields[0]) { decided[id] = String(fields[2]) }
    }
    let outcomes = decided.sorted { $0.key < $1.key }
      .filter { $0.value == "b" && $0.key % 5 == 0 }.map { outcome("\($0.key)", $0.key) }
    _ = try ledger.record(outcomes, time: 2000)
    let allocation = try bandit.learn(time: 2001)
    #expect(allocation.arms[1].share > 0.999)
    #expect(try ledger.newestAllocation() == allocation)
  }
}
