import Experiments
import Foundation
import TestSupport
import Testing

@Suite("Always-valid intervals")
struct ConfidenceSequenceTests {
  @Test("the width is the one the paper prints")
  func width() throws {
    let sequence = try ConfidenceSequence(alpha: 0.05, tuning: 5_000)
    let base = -2 * log(0.05)
    let rho2 = (base + log(base + 1)) / 5_000
    for n in [100.0, 5_000, 80_000] {
      let printed =
        (2 * (n * rho2 + 1) / (n * n * rho2) * log((n * rho2 + 1).squareRoot() / 0.05)).squareRoot()
      #expect(isClose(sequence.critical(units: n) / n.squareRoot(), printed, 1e-12))
    }
  }

  @Test("intervals are sharpest, in standard errors, near the tuning number")
  func tuning() throws {
    let sequence = try ConfidenceSequence(alpha: 0.05, tuning: 5_000)
    let best = sequence.critical(units: 5_000)
    #expect(best > 2.7 && best < 3.1)
    for n in [500.0, 2_000, 15_000, 50_000] { #expect(sequence.critical(units: n) > best) }
    #expect(abs(sequence.critical(units: 4_900) - best) < 0.001)
  }

  @Test("a p-value is below alpha just where the interval excludes zero")
  func coherence() throws {
    for alternative in ExperimentOptions.Alternative.allCases {
      let sequence = try ConfidenceSequence(alpha: 0.03, tuning: 900, alternative: alternative)
      let sign = alternative == .less ? -1.0 : 1.0
      for n in [50.0, 900, 20_000] {
        let critical = sequence.critical(units: n)
        #expect(isClose(sequence.pValue(standardised: sign * critical, units: n), 0.03, 1e-10))
        #expect(sequence.pValue(standardised: sign * (critical + 0.1), units: n) < 0.03)
        #expect(sequence.pValue(standardised: 0, units: n) == 1)
      }
    }
  }

  @Test("thirty daily looks raise no more than five false alarms in a hundred")
  func twin() throws {
    let study = DailyLooks(replicates: 1_000)
    let alarms = try study.falseAlarms(seed: 42)
    #expect(Double(alarms.always) <= study.limit)
    #expect(Double(alarms.group) <= study.limit)
    // The study sees what it has to: a plain test every day fails.
    #expect(alarms.plain > 200)
  }
}

@Suite("Daily looks at full size", .enabled(if: SlowGroup.isEnabled))
struct DailyLookTests {
  @Test("thirty daily looks raise no more than five false alarms in a hundred")
  func falseAlarms() throws {
    let start = SlowGroup.processorSeconds
    let study = DailyLooks(replicates: 20_000)
    let alarms = try study.falseAlarms(seed: 7)
    #expect(Double(alarms.always) <= study.limit)
    #expect(Double(alarms.group) <= study.limit)
    #expect(alarms.plain > 4_000)
    SlowGroup.log(
      "30 daily looks without effect", seconds: SlowGroup.processorSeconds - start,
      "false alarms of 20000: always-valid \(alarms.always), O'Brien-Fleming spending "
        + "\(alarms.group), plain \(alarms.plain)")
  }
}
