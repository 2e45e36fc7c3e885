import Bandits
import Foundation
import TestSupport
import Testing

@Suite("The cost of a decision", .enabled(if: SlowGroup.isEnabled))
struct DecideSpeedTests {
  @Test("prints the median time of a decision among fifty arms, without the flush")
  func decide() throws {
    let folder = try ScratchFolder()
    let ledger = try BanditLedger(path: folder.path + "/ledger.sqlite")
    let arms = (0..<50).map { "arm \($0)" }
    let bandit = try LiveBandit(BanditOptions(arms: arms), ledger: ledger)
    _ = try bandit.learn(time: 1)
    var times: [Double] = []
    let clock = ContinuousClock()
    for round in 0..<20_000 {
      let spent = clock.measure { _ = bandit.decide(time: 1 + Double(round)) }
      times.append(Double(spent.components.attoseconds) * 1e-12)
      if round % 1000 == 999 { try bandit.flush() }
    }
    times.sort()
    #expect(try ledger.nextDecision() == 20_001)
    SlowGroup.log(
      "decide among 50 arms", seconds: SlowGroup.processorSeconds,
      "median \(times[10_000]) µs, 99 % \(times[19_800]) µs")
  }
}
