import Foundation
import Probability

/// One campaign: arms with a known truth, and what has become known of their decisions.
struct SimulatedCampaign {
  private let options: SimulationOptions
  private let bandit: BanditOptions
  let names: [String]
  let truths: [[Measure: MeasureTruth]]
  let delay: DelayDistribution
  private var histories: [[ArmStep]]
  /// Conversions by arm, step, and steps until they are known.
  private var arrivals: [[[Double]]]
  private var step = 0
  private(set) var decisions: [Double]
  private(set) var guarded: [Double]
  private(set) var spent = 0.0
  /// Decisions by step, by arm.
  private(set) var path: [[Double]] = []

  init(_ options: SimulationOptions, of bandit: BanditOptions, number: Int) {
    self.options = options
    self.bandit = bandit
    names = bandit.arms.sorted()
    let root = RandomStream(seed: options.seed, stream: UInt64(number))
    truths = names.map { name in
      var stream = root.substream(stableHash(name))
      return bandit.truth(of: name, &stream)
    }
    delay =
      if case .exponential(let mean) = bandit.delay {
        .exponential(meanDays: mean)
      } else { .none }
    histories = names.map { _ in [] }
    arrivals = names.map { _ in [] }
    decisions = names.map { _ in 0 }
    guarded = decisions
  }

  /// What is known at the start of a step.
  var known: [ArmHistory] {
    zip(names, histories.indices).map { name, arm in
      ArmHistory(
        name: name,
        steps: histories[arm].map { known in
          var now = known
          let waited = step - known.step
          now.age = Double(waited) * bandit.stepDays
          let arrived = arrivals[arm][known.step].prefix(waited).reduce(0, +)
          now.converted = bandit.conversions == .bernoulli ? arrived : now.converted
          now.conversions = arrived
          return now
        })
    }
  }

  /// Draws a step's decisions from the shares and what they yield.
  mutating func serve(_ shares: [Double], isGuarded: Bool, _ stream: inout RandomStream) {
    var counts = [Int](repeating: 0, count: names.count)
    for _ in 0..<options.decisions {
      var left = stream.uniform()
      for (arm, share) in shares.enumerated() {
        left -= share
        if left < 0 {
          counts[arm] += 1
          break
        }
      }
    }
    for arm in names.indices {
      serve(counts[arm], of: arm, &stream)
      decisions[arm] += Double(counts[arm])
      if isGuarded { guarded[arm] += Double(counts[arm]) }
    }
    path.append(counts.map(Double.init))
    step += 1
  }

  private mutating func serve(_ count: Int, of arm: Int, _ stream: inout RandomStream) {
    func yield(_ measure: Measure) -> Evidence {
      truths[arm][measure]?.evidence(of: count, &stream) ?? Evidence()
    }
    var now = ArmStep(step: step, age: 0)
    let conversions = yield(.conversions)
    let (value, cost, reach) = (yield(.value), yield(.cost), yield(.reach))
    now.decisions = Double(count)
    (now.value, now.valueSquares) = (value.sum, value.squares)
    (now.cost, now.costSquares) = (cost.sum, cost.squares)
    now.reached = reach.sum
    spent += cost.sum
    histories[arm].append(now)
    var steps = [Double](repeating: 0, count: options.steps - step)
    for _ in 0..<Int(conversions.sum) {
      guard case .exponential(let mean) = delay else {
        steps[0] += 1
        continue
      }
      let wait = -mean * log(stream.uniform()) / bandit.stepDays
      if wait < Double(steps.count) { steps[Int(wait)] += 1 }
    }
    arrivals[arm].append(steps)
  }
}

extension BanditOptions {
  /// An arm's truth, from the priors; measures without a prior or a price are left out.
  func truth(of arm: String, _ stream: inout RandomStream) -> [Measure: MeasureTruth] {
    var truth: [Measure: MeasureTruth] = [:]
    truth[.conversions] =
      conversions == .bernoulli
      ? priors.bernoulli.drawTruth(&stream) : priors.poisson.drawTruth(&stream)
    truth[.value] = priors.value?.drawTruth(&stream)
    let cost = priors.cost?.drawTruth(&stream)
    truth[.cost] = prices[arm].map { .fixed($0) } ?? cost
    truth[.reach] = priors.reach.drawTruth(&stream)
    return truth
  }
}
