import Foundation
import Probability

extension Allocator {
  /// For how many steps a mix may be tried before the best way on is chosen.
  static let trials = [1, 2, 4, 8]

  /// Each guardrail's risk if a mix is served for some steps and then, by what these have told, the arm
  /// that is safest for the rest.
  ///
  /// Where no arm is safe yet, one of several may well prove so: what counts is the risk that the arm
  /// chosen after the trial misses the bound, together with what the trial itself has cost. For every
  /// draw of the truth, a trial is simulated: each arm's mean excess is seen with the noise of its
  /// decisions, and beliefs move as normal ones would.
  func trialRisks(_ shares: [Double], steps: Int) -> [Double] {
    let rest = progress.remaining - Double(steps) * progress.next
    guard rest >= 0 else { return excess.map { _ in 1 } }
    let tried = shares.map { Double(steps) * progress.next * $0 }
    let parts = beliefs.indices.map { rest * shareAlone($0) }
    let chosen = choices(tried, parts)
    let decisions = zip(served, tried).map { $0 + $1 }
    return excess.map { draws in
      let total = draws.total(decisions)
      var missed = 0
      for index in total.indices {
        let arm = chosen[index]
        if total[index] + (arm < 0 ? 0 : parts[arm] * draws.arms[arm][index]) > 0 {
          missed += 1
        }
      }
      return Double(missed) / Double(ExcessDraws.count)
    }
  }

  /// The share of decisions that an arm alone may serve within the budget.
  private func shareAlone(_ arm: Int) -> Double {
    waysOn.first { $0.shares[arm] > 0 }?.shares[arm] ?? 0
  }

  /// The arm that looks safest after a trial, by draw; -1 for nobody.
  ///
  /// - Parameter parts: the decisions that each arm would serve alone until the end.
  private func choices(_ tried: [Double], _ parts: [Double]) -> [Int] {
    let decisions = zip(served, tried).map { $0 + $1 }
    let arms = eligible
    var worst = [Double](repeating: .infinity, count: ExcessDraws.count)
    var chosen = [Int](repeating: -1, count: ExcessDraws.count)
    let beliefs = zip(options.guardrails, excess).map { trialBeliefs($0, $1, tried) }
    let spreads = beliefs.map { belief in
      zip(belief.variances, decisions).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    }
    for index in worst.indices {
      let bases = beliefs.map { belief in
        zip(belief.means, decisions).reduce(0) { $0 + $1.0[index] * $1.1 }
      }
      for choice in -1..<arms.count {
        var score = -Double.infinity
        for (number, belief) in beliefs.enumerated() {
          var (mean, variance) = (bases[number], spreads[number])
          if choice >= 0 {
            let (arm, part) = (arms[choice], parts[arms[choice]])
            mean += part * belief.means[arm][index]
            variance += belief.variances[arm] * (part * part + 2 * part * decisions[arm])
          }
          score = max(score, mean / max(variance, .leastNormalMagnitude).squareRoot())
        }
        if score < worst[index] {
          worst[index] = score
          chosen[index] = choice < 0 ? -1 : arms[choice]
        }
      }
    }
    return chosen
  }

  /// What is believed of each arm's excess after a trial: its mean by draw of the truth, and its variance.
  private func trialBeliefs(
    _ guardrail: Guardrail, _ draws: ExcessDraws, _ tried: [Double]
  ) -> (means: [[Double]], variances: [Double]) {
    var means: [[Double]] = []
    var variances: [Double] = []
    for arm in beliefs.indices {
      let before = draws.variances[arm]
      let noise = noise(of: guardrail, beliefs[arm]) / max(tried[arm], .leastNormalMagnitude)
      guard tried[arm] > 0, before > 0, noise.isFinite else {
        means.append([Double](repeating: draws.means[arm], count: ExcessDraws.count))
        variances.append(before)
        continue
      }
      let weight = before / (before + noise)
      let offset = Int(stableHash(beliefs[arm].name) % UInt64(Self.errors.count))
      let deviation = noise.squareRoot()
      means.append(
        draws.arms[arm].enumerated().map { index, truth in
          let seen = truth + deviation * Self.errors[(offset + index) % Self.errors.count]
          return draws.means[arm] + weight * (seen - draws.means[arm])
        })
      variances.append(before * (1 - weight))
    }
    return (means, variances)
  }

  /// The variance of the excess that one decision shows.
  private func noise(of guardrail: Guardrail, _ arm: ArmBeliefs) -> Double {
    let rest = guardrail.excess { _ in 0 }
    return guardrail.measures.reduce(0) { sum, measure in
      let slope = guardrail.excess { $0 == measure ? 1 : 0 } - rest
      return sum + slope * slope * (arm.noise[measure] ?? 0)
    }
  }

  /// Standard normal errors of trials.
  private static let errors: [Double] = {
    var stream = RandomStream(seed: 0x7472_6961_6C73, stream: 0)
    return (0..<16_381).map { _ in stream.standardNormal() }
  }()
}
