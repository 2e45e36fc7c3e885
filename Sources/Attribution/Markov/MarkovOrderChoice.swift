import Foundation

/// The order of the chain, chosen by how well it foretells held-out journeys.
///
/// Journeys are dealt to five folds (`FoldSplit`); the smoothed chain of each order, fitted to four
/// folds, scores the fifth (`SmoothedChain`). The choice is the smallest order whose score falls short
/// of the best by no more than one standard error of that difference. The error is that of paired
/// differences: journeys differ far more from each other than orders do on one journey, so the error
/// of a score by itself would always let order 1 win.
package struct MarkovOrderChoice: Sendable {
  /// The scores of all orders that stay within the limit of states, lowest first.
  package let scores: [HeldOutScore]
  /// The chosen order.
  package let order: Int
  private let chains: [MarkovStates]
  private let paths: PathList
  private let options: AttributionOptions

  /// Scores the orders 1 to 5.
  ///
  /// - Throws: `refused` if order 1 has more states than `options.stateLimit`, or if there are no
  ///   journeys.
  /// - Complexity: O(*t*) for each order and fold, with the touches *t* of all paths.
  package init(
    paths: PathList, counts: PathCounts, options: AttributionOptions
  ) throws(AttributionError) {
    let journeys = counts.totalConversions + counts.totalNulls
    if journeys == 0 {
      throw .refused("There are no journeys to choose the order of a Markov model by.")
    }
    chains = try MarkovStates.all(paths: paths, highest: 5, limit: options.stateLimit)
    self.paths = paths
    self.options = options
    var tally = Tally(orders: chains.count)
    let links = zip(chains.dropFirst(), chains).map { OrderLink($0, $1) }
    for part in FoldSplit(counts, seed: options.seed).parts {
      tally.add(chains, links, fitted: counts.without(part), scored: part)
    }
    scores = tally.scores(journeys: journeys)
    order = (scores.firstIndex { $0.shortfall <= $0.shortfallError } ?? 0) + 1
  }

  /// The model of the chosen order.
  package var model: MarkovModel {
    MarkovModel(paths: paths, states: chains[order - 1], options: options)
  }
}

extension MarkovOrderChoice {
  /// Sums over held-out journeys.
  private struct Tally {
    private var sums: [Double]
    /// The sums of squared differences of two orders' scores, and of the scores of each by itself.
    private var squares: [[Double]]
    private var ownSquares: [Double]
    private var endSums: [Double]
    private var endSquares: [Double]
    private var ends: [RankedForecasts]

    init(orders: Int) {
      sums = Array(repeating: 0, count: orders)
      (ownSquares, endSums, endSquares) = (sums, sums, sums)
      squares = Array(repeating: sums, count: orders)
      ends = Array(repeating: RankedForecasts(), count: orders)
    }

    mutating func add(
      _ chains: [MarkovStates], _ links: [OrderLink], fitted: PathCounts, scored: PathCounts
    ) {
      var below: (chain: SmoothedChain, flows: MarkovFlows)?
      var ofConversions: [[Double]] = []
      var ofNulls: [[Double]] = []
      for (index, states) in chains.enumerated() {
        let flows = MarkovFlows(states, fitted)
        let chain =
          below.map { SmoothedChain(states, flows, below: $0, links[index - 1]) }
          ?? SmoothedChain(states, flows)
        let (touches, last) = chain.logProbability(states)
        let (conversion, null) = (chain.conversion.map { log($0) }, chain.null.map { log($0) })
        ofConversions.append(zip(touches, last).map { $0 + conversion[$1] })
        ofNulls.append(zip(touches, last).map { $0 + null[$1] })
        addEnds(chain, MarkovFlows(states, scored), order: index)
        below = (chain, flows)
      }
      addSums(ofConversions, weights: scored.conversions)
      addSums(ofNulls, weights: scored.nulls)
    }

    private mutating func addEnds(_ chain: SmoothedChain, _ held: MarkovFlows, order: Int) {
      for state in held.conversions.indices {
        let (conversions, nulls) = (held.conversions[state], held.nulls[state])
        if conversions + nulls == 0 { continue }
        let both = chain.conversion[state] + chain.null[state]
        ends[order].add(
          chain.conversion[state] / both, conversions: Double(conversions), nulls: Double(nulls))
        for (probability, count) in [
          (chain.conversion[state], conversions), (chain.null[state], nulls),
        ] {
          let score = log(probability / both)
          endSums[order] += Double(count) * score
          endSquares[order] += Double(count) * score * score
        }
      }
    }

    private mutating func addSums(_ logs: [[Double]], weights: [Int]) {
      for (path, weight) in weights.enumerated() where weight > 0 {
        let weight = Double(weight)
        for a in logs.indices {
          let score = logs[a][path]
          sums[a] += weight * score
          ownSquares[a] += weight * score * score
          for b in 0..<a {
            let difference = score - logs[b][path]
            squares[a][b] += weight * difference * difference
          }
        }
      }
    }

    func scores(journeys: Int) -> [HeldOutScore] {
      let n = Double(journeys)
      let means = sums.map { $0 / n }
      let best = means.indices.reduce(0) { means[$1] > means[$0] ? $1 : $0 }
      func error(_ squares: Double, _ mean: Double) -> Double {
        n < 2 ? 0 : (max(squares / n - mean * mean, 0) / (n - 1)).squareRoot()
      }
      return AttributionModel.allCases.compactMap { model in
        guard let order = model.markovOrder, order <= means.count else { return nil }
        let index = order - 1
        let shortfall = means[best] - means[index]
        return HeldOutScore(
          model: model, logScore: means[index],
          standardError: error(ownSquares[index], means[index]), shortfall: shortfall,
          shortfallError: error(squares[max(best, index)][min(best, index)], shortfall),
          endScore: endSums[index] / n,
          endScoreError: error(endSquares[index], endSums[index] / n), auc: ends[index].area,
          journeys: journeys)
      }
    }
  }
}

extension PathCounts {
  /// What is left without a part.
  fileprivate func without(_ part: PathCounts) -> PathCounts {
    PathCounts(
      conversions: zip(conversions, part.conversions).map { $0 - $1 },
      value: value, nulls: zip(nulls, part.nulls).map { $0 - $1 })
  }
}
