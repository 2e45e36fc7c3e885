import Experiments
import Foundation
import Probability

/// Experiments without an effect that are looked at every day.
struct DailyLooks {
  let days = 30
  let unitsPerArmAndDay = 100
  let replicates: Int

  /// How many of the replicates show an effect at any look: by the always-valid interval, by the
  /// group sequential test, and by a plain test repeated every day.
  func falseAlarms(seed: UInt64) throws -> (always: Int, group: Int, plain: Int) {
    let sequence = try ConfidenceSequence(alpha: 0.05, tuning: Double(2 * days * unitsPerArmAndDay))
    let design = try GroupSequentialDesign(looks: days, alpha: 0.05)
    var counts = (always: 0, group: 0, plain: 0)
    for replicate in 0..<replicates {
      var stream = RandomStream(seed: seed, stream: UInt64(replicate))
      var alarm = (always: false, group: false, plain: false)
      var moments = (SampleMoments(), SampleMoments())
      for day in 0..<days {
        for _ in 0..<unitsPerArmAndDay {
          // Skewed, as money is: an exponential law.
          moments.0.add(-log1p(-stream.uniform()))
          moments.1.add(-log1p(-stream.uniform()))
        }
        let n = Double(moments.0.count)
        let z =
          (moments.1.mean - moments.0.mean)
          / ((moments.0.variance + moments.1.variance) / n).squareRoot()
        alarm.always = alarm.always || abs(z) > sequence.critical(units: 2 * n)
        alarm.group = alarm.group || abs(z) > design.critical[day]
        alarm.plain = alarm.plain || abs(z) > 1.96
      }
      counts.always += alarm.always ? 1 : 0
      counts.group += alarm.group ? 1 : 0
      counts.plain += alarm.plain ? 1 : 0
    }
    return counts
  }

  /// The most false alarms that agree with a probability of 5 %: three Monte Carlo errors above.
  var limit: Double {
    let n = Double(replicates)
    return 0.05 * n + 3 * (0.05 * 0.95 * n).squareRoot()
  }
}
