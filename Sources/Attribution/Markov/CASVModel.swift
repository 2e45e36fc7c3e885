import Findings
import LinearAlgebra
import Probability

/// Counterfactual-adjusted Shapley values of channels on the chain of order 1.
///
/// After Singal, Besbes, Desir, Goyal and Iyengar 2022, "Shapley meets uniform: an axiomatic framework
/// for attribution in online advertising" (doi:10.1287/mnsc.2021.4263): a player's contribution is
/// measured against the no-ad action in the same state of the person, not against the person's
/// disappearance. Their players are pairs of a state of a conversion funnel and an ad, and the no-ad
/// action is observed. A touch log has neither, so this model says what stands in for them:
///
/// - **Players** are the channels. The state of a person is the last channel that touched them.
/// - **Action.** In a state, the next ad is shown (the next touch) or none is any more (the journey
///   ends). After no further ad, a person whose last touch was channel i converts with the probability
///   b_i = conversions / (conversions + nulls) of the journeys that ended in i; before the first touch,
///   with probability 0, since a log does not know people who were never touched. Where no journey
///   ended in i, b_i is the rate of all journeys.
/// - **Game.** Of a coalition S only its own ads are shown: the chain goes on as fitted until the first
///   touch by a channel outside S would come; that ad is not shown, and the person takes the no-ad
///   action of the state they are in. The worth v(S) is the probability of conversion; v of no channel
///   is 0, and v of all channels is the observed rate of conversion.
///
/// A channel's Shapley value in this game may be negative: its touches then move people to a state in
/// which they convert less without further ads than in the one before. Credits are the values times
/// journeys, and are refused where signs mix. The value game is the same with b_i the mean value of
/// journeys that ended in i. Without journeys that do not convert, b is 1 everywhere and the game
/// sees first touches only; it is refused then.
///
/// Up to `exactChannels` channels are exact, over all coalitions. Beyond, `options.permutations`
/// permutations are drawn from the seed, each followed by its reverse, and standard errors come from
/// the spread of these pairs. All counts see the same permutations.
package struct CASVModel: CreditModel {
  /// The most channels that are solved over all coalitions.
  package static let exactChannels = 16

  private let states: MarkovStates
  private let permutations: Int
  private let seed: UInt64
  private let isExact: Bool

  /// Prepares the chain of order 1.
  ///
  /// - Parameter exact: whether to go through all coalitions; by the number of channels if nil.
  /// - Throws: `refused` if there are more channels than `options.stateLimit`, `badOptions` unless
  ///   there are 4 permutations or more to sample with.
  package init(
    paths: PathList, options: AttributionOptions, exact: Bool? = nil
  ) throws(AttributionError) {
    states = try MarkovStates(paths: paths, order: 1, limit: options.stateLimit)
    isExact = exact ?? (paths.channels.count <= Self.exactChannels)
    if !isExact && options.permutations < 4 {
      throw .badOptions(
        "A game of \(paths.channels.count) channels is sampled, which needs 4 permutations or more, "
          + "not \(options.permutations).")
    }
    permutations = options.permutations
    seed = options.seed
  }

  /// Credits for counts of the paths.
  package func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    let flows = MarkovFlows(states, counts)
    let nothing = [Double](repeating: 0, count: states.channels)
    let (conversions, value) = (flows.conversions.reduce(0, +), flows.value.reduce(0, +))
    if conversions == 0 {
      var credit = Credit(conversions: nothing, value: nothing)
      credit.conversionProbability = flows.journeys == 0 ? nil : 0
      return credit
    }
    if conversions == flows.journeys { return Credit(refusal: Self.withoutNulls) }
    let players = states.last.indices.filter { flows.visits[$0] > 0 }
    let moves = moves(flows, players)
    let game = shapley(CutGame(moves: moves, base: base(flows, players, flows.conversions)))
    let valueGame =
      value == 0
      ? nil : shapley(CutGame(moves: moves, base: base(flows, players, flows.value))).worth
    var credit = Credit(
      worth: spread(game.worth, players), conversions: conversions,
      valueWorth: valueGame.map { spread($0, players) }, value: value)
    credit.worthErrors = game.errors.map { spread($0, players) }
    credit.conversionProbability = Double(conversions) / Double(flows.journeys)
    return credit
  }

  /// Numbers of players as numbers of channels; order 1 has a state for each channel.
  private func spread(_ values: [Double], _ players: [Int]) -> [Double] {
    var all = [Double](repeating: 0, count: states.channels)
    for (player, value) in zip(players, values) { all[Int(states.last[player])] = value }
    return all
  }

  /// The transition probabilities between players, and from START below them.
  private func moves(_ flows: MarkovFlows, _ players: [Int]) -> [Double] {
    let n = players.count
    var index = [Int](repeating: n, count: states.count)
    for (player, state) in players.enumerated() { index[state] = player }
    var moves = [Double](repeating: 0, count: (n + 1) * n)
    for (transition, count) in flows.transitions.enumerated() where count > 0 {
      let source = Int(states.sources[transition])
      let row = source < 0 ? n : index[source]
      let visits = source < 0 ? flows.journeys : flows.visits[source]
      moves[row * n + index[Int(states.targets[transition])]] = Double(count) / Double(visits)
    }
    return moves
  }

  /// What no further ad brings after each player.
  private func base(_ flows: MarkovFlows, _ players: [Int], _ brought: [Int]) -> [Double] {
    let rate = Double(brought.reduce(0, +)) / Double(flows.journeys)
    return players.map { state in
      let ends = flows.conversions[state] + flows.nulls[state]
      return ends == 0 ? rate : Double(brought[state]) / Double(ends)
    }
  }

  private static let withoutNulls = Credit.Refusal(
    Phrase(
      en: "the data hold no journeys without conversion, so what happens without a further ad is "
        + "unknown",
      de: "die Daten enthalten keine Journeys ohne Conversion, darum ist unbekannt, was ohne "
        + "weitere Anzeige geschieht"),
    remedy: Phrase(
      en: "Export journeys without conversion too, or use markov-1.",
      de: "Auch Journeys ohne Conversion exportieren oder markov-1 verwenden."))
}

extension CASVModel {
  private func shapley(_ game: CutGame) -> (worth: [Double], errors: [Double]?) {
    isExact ? (Self.exact(game), nil) : sampled(game)
  }

  /// The mean over all coalitions, weighted by their sizes.
  private static func exact(_ game: CutGame) -> [Double] {
    let n = game.undecided
    var worth = [Double](repeating: 0, count: 1 << n)
    fill(game, taken: 0, &worth)
    var weights = [Double](repeating: 1 / Double(max(n, 1)), count: max(n, 1))
    for size in 1..<max(n, 1) {
      weights[size] = weights[size - 1] * Double(size) / Double(n - size)
    }
    var values = [Double](repeating: 0, count: n)
    for coalition in worth.indices {
      let weight = weights[min(coalition.nonzeroBitCount, max(n - 1, 0))]
      for player in 0..<n where coalition & (1 << player) == 0 {
        values[player] += weight * (worth[coalition | 1 << player] - worth[coalition])
      }
    }
    return values
  }

  private static func fill(_ game: CutGame, taken: Int, _ worth: inout [Double]) {
    if game.undecided == 0 { return }
    if game.undecided == 1 {
      worth[taken] = game.worth
      worth[taken | 1] = game.worthWithLast
      return
    }
    var without = game
    without.leaveOut()
    fill(without, taken: taken, &worth)
    var with = game.compacted()
    with.takeIn()
    fill(with, taken: taken | 1 << (game.undecided - 1), &worth)
  }

  /// Means of pairs of a permutation and its reverse, and their standard errors.
  private func sampled(_ game: CutGame) -> (worth: [Double], errors: [Double]?) {
    useOneThread()
    let n = game.undecided
    let root = RandomStream(seed: seed, stream: 0x6361_7376)
    let pairs = (permutations + 1) / 2
    var mean = [Double](repeating: 0, count: n)
    var squares = mean
    for pair in 0..<pairs {
      var stream = root.substream(UInt64(pair))
      let order = PermutationSample.permutation(of: n, &stream)
      var gain = [Double](repeating: 0, count: n)
      Self.addMarginals(game, order, &gain)
      Self.addMarginals(game, order.reversed(), &gain)
      for player in 0..<n {
        // Welford's update, whose squares do not cancel.
        let change = gain[player] / 2 - mean[player]
        mean[player] += change / Double(pair + 1)
        squares[player] += change * (gain[player] / 2 - mean[player])
      }
    }
    let scale = Double(pairs) * Double(pairs - 1)
    return (mean, squares.map { ($0 / scale).squareRoot() })
  }

  /// What each player adds to those before it.
  private static func addMarginals(_ game: CutGame, _ order: [Int], _ marginal: inout [Double]) {
    var game = game.permuted(order)
    for player in order {
      let before = game.worth
      game.takeIn()
      marginal[player] += game.worth - before
    }
  }
}
