import Foundation
import Probability

/// What knowing more would be worth to the split of a budget, from posterior draws of the curves.
///
/// The value of a test is that of sample information (Raiffa and Schlaifer 1961): with the decision
/// a, its outcome V(a) and the test's result y,
///
///     EVSI = E_y[max_a E[V(a) | y]] - max_a E[V(a)]
///
/// The result is y = x + error, where x is what the model says the test would find. So E[V | y] =
/// E[E[V | x] | y], in two steps: each node of the curves is regressed on x over the draws (as in
/// Strong, Oakley and Brennan 2015), which keeps what x tells and drops what it does not; then Bayes'
/// rule over x, whose prior is the draws' own, in bins of equal probability. The outer mean is a
/// Gauss-Hermite rule in every bin. Every term of it is a gain over today's best, so none is negative.
package struct InformationValue: Sendable {
  /// What a test would tell.
  package struct Sample: Sendable, Equatable {
    /// The expected gain, in the unit of the curves.
    package var value: Double
    /// The probability that the best split then differs from today's by a twentieth of the budget.
    package var changeProbability: Double
  }

  let split: BudgetSplit
  /// Outcome of each channel at each multiple in each draw: channels x multiples rows of draws.
  private let nodes: [[[Double]]]
  private let drawCount: Int
  /// The split that is best by what is known, and its expected outcome.
  package let best: BudgetSplit.Choice

  static let binCount = 24
  /// The most draws that the worth of perfect knowledge is averaged over, each a split of its own.
  static let perfectLimit = 400
  /// The share of the budget that must move for a decision to count as another.
  static let changedShare = 0.05
  /// Gauss-Hermite nodes and weights for a standard normal.
  private static let quadrature: [(node: Double, weight: Double)] = [
    (0, 8.0 / 15), (1.355626179974266, 0.2220759220056126),
    (-1.355626179974266, 0.2220759220056126), (2.856970013872806, 0.011257411327720688),
    (-2.856970013872806, 0.011257411327720688),
  ]

  /// - Parameter nodes: for each channel and multiple, the outcome in every draw.
  package init(split: BudgetSplit, nodes: [[[Double]]]) {
    self.split = split
    self.nodes = nodes
    drawCount = nodes.first?.first?.count ?? 0
    best = split.best(nodes.map { $0.map(Self.mean) })
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(values.count, 1))
  }

  /// The expected gain if everything became known.
  package func perfect() -> Double {
    meanGain(nodes)
  }

  /// The expected gain if a channel's own curve became known, with what that tells of the others.
  package func perfect(channel c: Int) -> Double {
    let today = nodes[c][split.multiples.firstIndex { $0 >= 1 } ?? 0]
    let fit = PiecewiseFit(today)
    let expected = nodes.enumerated().map { other, curve in
      other == c ? curve : curve.map(fit.fitted)
    }
    return meanGain(expected)
  }

  private func meanGain(_ nodes: [[[Double]]]) -> Double {
    let used = min(drawCount, Self.perfectLimit)
    return Self.mean(
      (0..<used).map { k in
        let i = (2 * k + 1) * drawCount / (2 * used)
        return gain(nodes.map { $0.map { $0[i] } })
      })
  }

  /// How much better the best split is than today's best.
  private func gain(_ curves: [[Double]]) -> Double {
    max(0, split.best(curves).value - split.value(best.moves, curves))
  }

  /// The value of a test.
  ///
  /// - Parameters:
  ///   - increments: what the test would find without error, in every draw.
  ///   - standardError: its standard error, in the same unit.
  package func sample(increments: [Double], standardError: Double) -> Sample {
    guard standardError > 0, standardError.isFinite, let low = increments.min(),
      let high = increments.max(), high > low
    else { return Sample(value: 0, changeProbability: 0) }
    let bins = Bins(increments, count: Self.binCount)
    let fit = PiecewiseFit(increments)
    let expected = nodes.map { $0.map { bins.means(fit.fitted($0)) } }
    let centres = bins.means(increments)
    var (value, changed) = (0.0, 0.0)
    for (centre, share) in zip(centres, bins.shares) {
      for (node, weight) in Self.quadrature {
        let y = centre + standardError * node
        let posterior = weights(y, centres, bins.shares, standardError)
        let curves = expected.map { curve in
          curve.map { zip($0, posterior).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let choice = split.best(curves)
        value += share * weight * max(0, choice.value - split.value(best.moves, curves))
        if differs(choice.moves) { changed += share * weight }
      }
    }
    return Sample(value: value, changeProbability: min(1, changed))
  }

  /// The value found for a test that tells nothing: what the draws' noise alone looks like.
  package func noise(increments: [Double], standardError: Double) -> Double {
    // A fixed shuffle cuts what ties the increments to the curves.
    var stream = RandomStream(seed: 0, stream: 0x5EED)
    var shuffled = increments
    for i in stride(from: shuffled.count - 1, to: 0, by: -1) {
      shuffled.swapAt(i, min(i, Int(stream.uniform() * Double(i + 1))))
    }
    return sample(increments: shuffled, standardError: standardError).value
  }

  private func differs(_ moves: [Int]) -> Bool {
    let moved = zip(moves, best.moves).reduce(0) { $0 + abs($1.0 - $1.1) }
    return Double(moved) / 2 * split.unit >= Self.changedShare * split.spend.reduce(0, +)
  }

  /// The probability of each bin after a result.
  private func weights(
    _ y: Double, _ centres: [Double], _ shares: [Double], _ error: Double
  ) -> [Double] {
    let logs = centres.map { centre -> Double in
      let z = (y - centre) / error
      return -0.5 * z * z
    }
    let most = logs.max() ?? 0
    let parts = zip(logs, shares).map { exp($0 - most) * $1 }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }
}

/// Draws in bins of equal probability, by size.
private struct Bins {
  /// The bin of each draw.
  let bin: [Int]
  let shares: [Double]
  private let sizes: [Int]

  init(_ values: [Double], count: Int) {
    let used = max(1, min(count, values.count))
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var bin = [Int](repeating: 0, count: values.count)
    var sizes = [Int](repeating: 0, count: used)
    for (rank, index) in order.enumerated() {
      let place = rank * used / values.count
      bin[index] = place
      sizes[place] += 1
    }
    self.bin = bin
    self.sizes = sizes
    shares = sizes.map { Double($0) / Double(values.count) }
  }

  func means(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: sizes.count)
    for (index, value) in values.enumerated() { sums[bin[index]] += value }
    return zip(sums, sizes).map { $0 / Double($1) }
  }
}

/// Least squares on a broken line with knots at the quintiles of a variable.
private struct PiecewiseFit {
  /// Orthonormal columns over the draws.
  private let columns: [[Double]]

  init(_ x: [Double]) {
    let knots = Quantile.at([0.2, 0.4, 0.6, 0.8], of: x)
    var columns: [[Double]] = []
    let candidates =
      [x.map { _ in 1.0 }, x] + knots.map { knot in x.map { max(0, $0 - knot) } }
    // Modified Gram-Schmidt, twice, leaves out what earlier columns say already.
    for candidate in candidates {
      var column = candidate
      let size = Self.norm(column)
      for _ in 0..<2 {
        for other in columns {
          let dot = zip(column, other).reduce(0) { $0 + $1.0 * $1.1 }
          for i in column.indices { column[i] -= dot * other[i] }
        }
      }
      let rest = Self.norm(column)
      guard rest > 1e-9 * size else { continue }
      columns.append(column.map { $0 / rest })
    }
    self.columns = columns
  }

  private static func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  func fitted(_ y: [Double]) -> [Double] {
    var fitted = [Double](repeating: 0, count: y.count)
    for column in columns {
      let dot = zip(y, column).reduce(0) { $0 + $1.0 * $1.1 }
      for i in fitted.indices { fitted[i] += dot * column[i] }
    }
    return fitted
  }
}
