/// The Markov model of order k: each channel is credited by what would be lost without it.
///
/// The chain's transition probabilities are count / visits (`MarkovFlows`). The removal effect of a
/// channel is 1 - (probability of conversion without it) / (probability of conversion); the rule says
/// what "without it" means. By `redirectToNull` a journey that comes to the channel ends in NULL
/// (Anderl, Becker, von Wangenheim and Schumann 2016, "Mapping the customer journey",
/// doi:10.1016/j.ijresmar.2016.03.001); `DenseRemoval` and `SweepRemoval` solve it without simulation
/// or cancellation. The other rules do not depend on the order, see `JourneyRemoval`. Effects are
/// positive where the channel's removal loses conversions, whatever the rule.
///
/// Value is credited on the same chain of journeys: a conversion from a state brings the mean value of
/// the conversions from that state, and the value removal effect is 1 - (expected value without the
/// channel) / (expected value).
///
/// Effects, divided by their sum, share out all conversions and all value. They are refused where a
/// channel's effect is negative or all are zero.
package struct MarkovModel: CreditModel {
  /// The states and transitions of the paths.
  package let states: MarkovStates
  private let rule: AttributionOptions.RemovalRule
  private let journeys: JourneyRemoval?
  private let isDense: Bool

  /// Prepares a chain for the paths.
  ///
  /// - Throws: `badOptions` unless the order is 1 to 5, `refused` if the chain has more states than
  ///   `options.stateLimit`.
  package init(
    paths: PathList, order: Int, options: AttributionOptions
  ) throws(AttributionError) {
    guard (1...5).contains(order) else {
      throw .badOptions("A Markov model has order 1 to 5, not \(order).")
    }
    self.init(
      paths: paths,
      states: try MarkovStates(paths: paths, order: order, limit: options.stateLimit),
      options: options)
  }

  /// Takes a chain that was prepared for the paths.
  init(paths: PathList, states: MarkovStates, options: AttributionOptions) {
    self.states = states
    rule = options.removal
    journeys = rule == .redirectToNull ? nil : JourneyRemoval(paths)
    isDense = Self.prefersDense(states)
  }

  /// Credits for counts of the paths.
  ///
  /// Without conversions all credits are zero and there are no effects; without value there is no
  /// credit of value.
  package func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    let (conversions, value) = (counts.totalConversions, counts.totalValue)
    let nothing = [Double](repeating: 0, count: states.channels)
    if conversions == 0 {
      var credit = Credit(conversions: nothing, value: nothing)
      credit.conversionProbability = counts.totalNulls == 0 ? nil : 0
      return credit
    }
    var effects: [[Double]]
    if let journeys {
      effects = [journeys.effects(rule, gains: counts.conversions, counts)]
      if value != 0 { effects.append(journeys.effects(rule, gains: counts.value, counts)) }
    } else {
      effects = try chainEffects(MarkovFlows(states, counts))
    }
    var credit = Credit(
      removalEffects: effects[0], conversions: conversions,
      valueRemovalEffects: effects.count > 1 ? effects[1] : nil, value: value)
    credit.conversionProbability = Double(conversions) / Double(conversions + counts.totalNulls)
    return credit
  }

  /// The effects by `redirectToNull` on conversions, and on value if there is any.
  ///
  /// - Parameter dense: how to solve; by the sizes of the chain if nil.
  package func chainEffects(
    _ flows: MarkovFlows, dense: Bool? = nil
  ) throws(AttributionError) -> [[Double]] {
    var ends = [flows.conversions.map { Double($0) }]
    var totals = [Double(flows.conversions.reduce(0, +))]
    let value = flows.value.reduce(0, +)
    if value != 0 {
      ends.append(flows.value.map { Double($0) })
      totals.append(Double(value))
    }
    let losses =
      dense ?? isDense
      ? try DenseRemoval.losses(states, flows, ends: ends)
      : try SweepRemoval(states, flows).losses(ends: ends)
    return zip(losses, totals).map { loss, total in loss.map { $0 / total } }
  }

  /// Whether an inverse is cheaper than the sweeps, by operations counted and their usual speeds.
  ///
  /// It depends on the paths only, so that replicates are solved as the full sample is.
  private static func prefersDense(_ states: MarkovStates) -> Bool {
    let n = Double(states.count)
    if n > 4_096 { return false }
    let batches = Double((states.channels + SweepRemoval.Lanes.scalarCount - 1) / 8)
    let (inverse, sweeps) = (2 * n * n * n * 0.06, batches * 50 * Double(states.targets.count) * 4)
    return inverse <= sweeps
  }
}
