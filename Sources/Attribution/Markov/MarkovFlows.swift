/// How often journeys made each transition of a chain, for one set of counts.
///
/// A path with c conversions and m nulls is walked c + m times, c of them into CONV. The fitted chain
/// has the transition probabilities count / visits. Because the counts balance (a state is left as
/// often as it is entered), the chain's expected visits a journey are visits / journeys and its
/// probability of conversion is conversions / journeys, whatever the order.
package struct MarkovFlows: Sendable {
  /// The count of each transition.
  package var transitions: [Int]
  /// How often each state was entered.
  package var visits: [Int]
  /// How often journeys went from each state to CONV.
  package var conversions: [Int]
  /// The value of these conversions, in millionths of money.
  package var value: [Int]
  /// How often journeys went from each state to NULL.
  package var nulls: [Int]
  /// All journeys.
  package var journeys: Int

  /// Sums the counts of paths over the transitions they make.
  ///
  /// - Complexity: O(*t*), the touches of all paths.
  package init(_ states: MarkovStates, _ counts: PathCounts) {
    transitions = Array(repeating: 0, count: states.targets.count)
    visits = Array(repeating: 0, count: states.count)
    conversions = visits
    value = visits
    nulls = visits
    journeys = 0
    for path in 0..<states.offsets.count - 1 {
      let weight = counts.conversions[path] + counts.nulls[path]
      if weight == 0 { continue }
      journeys += weight
      let range = states.offsets[path]..<states.offsets[path + 1]
      for step in states.steps[range] { transitions[Int(step)] += weight }
      let end = Int(states.targets[Int(states.steps[range.upperBound - 1])])
      conversions[end] += counts.conversions[path]
      value[end] += counts.value[path]
      nulls[end] += counts.nulls[path]
    }
    for (transition, target) in states.targets.enumerated() {
      visits[Int(target)] += transitions[transition]
    }
  }
}
