import Foundation

/// A chain whose transition probabilities back off to lower orders, so that journeys with transitions
/// never seen before have a probability.
///
/// Witten-Bell smoothing: with n visits to state s, of which D kinds of next event were seen,
///
///     p_k(z | s) = (count(s, z) + D p_{k-1}(z | s')) / (n + D),
///
/// where s' forgets the oldest channel of s, and p_0 is the same over all visits with the uniform
/// distribution below it. Events are the channels, CONV and NULL; after START the channels only.
/// Where all visits to s' are visits to s, the oldest channel adds nothing, and the probability of the
/// lower order stands: short states, START, and histories with one way to come about. Bell, Cleary and Witten 1990, "Text compression", method C.
struct SmoothedChain {
  /// The probability of each transition.
  private(set) var steps: [Double]
  /// The probability of CONV after each state.
  private(set) var conversion: [Double]
  /// The probability of NULL after each state.
  private(set) var null: [Double]

  /// The chain of order 1.
  init(_ states: MarkovStates, _ flows: MarkovFlows) {
    let base = Base(states, flows)
    steps = states.targets.indices.map {
      let channel = Int(states.last[Int(states.targets[$0])])
      return states.sources[$0] < 0 ? base.first[channel] : base.touch[channel]
    }
    conversion = Array(repeating: base.conversion, count: states.count)
    null = Array(repeating: base.null, count: states.count)
    blend(states, flows, below: nil)
  }

  /// The chain of the next order.
  ///
  /// - Parameters:
  ///   - below: the chain of the order below, its counts, and where they are found.
  init(
    _ states: MarkovStates, _ flows: MarkovFlows,
    below: (chain: SmoothedChain, flows: MarkovFlows), _ link: OrderLink
  ) {
    steps = link.steps.map { below.chain.steps[Int($0)] }
    conversion = link.states.map { below.chain.conversion[Int($0)] }
    null = link.states.map { below.chain.null[Int($0)] }
    blend(states, flows, below: link.states.map { below.flows.visits[Int($0)] })
  }

  /// Blends counts into the probabilities of the order below, which the tables hold so far.
  ///
  /// - Parameter below: how often the lower state of each state was visited; nil below order 1.
  private mutating func blend(_ states: MarkovStates, _ flows: MarkovFlows, below: [Int]?) {
    var kinds = [Int](repeating: 0, count: states.count + 1)
    for (step, count) in flows.transitions.enumerated() where count > 0 {
      kinds[Int(states.sources[step]) + 1] += 1
    }
    for state in 0..<states.count {
      kinds[state + 1] += (flows.conversions[state] > 0 ? 1 : 0) + (flows.nulls[state] > 0 ? 1 : 0)
    }
    func blended(_ count: Int, _ state: Int, _ lower: Double) -> Double {
      let visits = state < 0 ? flows.journeys : flows.visits[state]
      if visits == 0 { return lower }
      if let below, state < 0 || visits == below[state] { return lower }
      let kinds = Double(kinds[state + 1])
      return (Double(count) + kinds * lower) / (Double(visits) + kinds)
    }
    for step in steps.indices {
      steps[step] = blended(flows.transitions[step], Int(states.sources[step]), steps[step])
    }
    for state in 0..<states.count {
      conversion[state] = blended(flows.conversions[state], state, conversion[state])
      null[state] = blended(flows.nulls[state], state, null[state])
    }
  }

  /// The logarithm of the probability of each path's touches, and its last state.
  func logProbability(_ states: MarkovStates) -> (touches: [Double], ends: [Int]) {
    let logs = steps.map { log($0) }
    var touches: [Double] = []
    var ends: [Int] = []
    for path in 0..<states.offsets.count - 1 {
      let range = states.offsets[path]..<states.offsets[path + 1]
      touches.append(states.steps[range].reduce(0) { $0 + logs[Int($1)] })
      ends.append(Int(states.targets[Int(states.steps[range.upperBound - 1])]))
    }
    return (touches, ends)
  }

  /// The distributions of order 0: after START, and after a touch.
  private struct Base {
    var first: [Double]
    var touch: [Double]
    var conversion: Double
    var null: Double

    init(_ states: MarkovStates, _ flows: MarkovFlows) {
      var visits = [Int](repeating: 0, count: states.channels)
      for state in 0..<states.count { visits[Int(states.last[state])] += flows.visits[state] }
      let conversions = flows.conversions.reduce(0, +)
      let nulls = flows.journeys - conversions
      first = Self.smoothed(visits)
      let all = Self.smoothed(visits + [conversions, nulls])
      touch = Array(all[..<states.channels])
      conversion = all[states.channels]
      null = all[states.channels + 1]
    }

    private static func smoothed(_ counts: [Int]) -> [Double] {
      let sum = Double(counts.reduce(0, +))
      let kinds = Double(counts.count { $0 > 0 })
      if sum == 0 { return counts.map { _ in 1 / Double(counts.count) } }
      return counts.map { (Double($0) + kinds / Double(counts.count)) / (sum + kinds) }
    }
  }
}

/// For each state and transition of a chain, the one of the next lower order that forgets the oldest
/// channel.
struct OrderLink {
  /// The lower state of each state.
  let states: [Int32]
  /// The lower transition of each transition.
  let steps: [Int32]

  init(_ upper: MarkovStates, _ lower: MarkovStates) {
    var states = [Int32](repeating: 0, count: upper.count)
    var steps = [Int32](repeating: 0, count: upper.targets.count)
    for (step, below) in zip(upper.steps, lower.steps) {
      steps[Int(step)] = below
      states[Int(upper.targets[Int(step)])] = lower.targets[Int(below)]
    }
    self.states = states
    self.steps = steps
  }
}
