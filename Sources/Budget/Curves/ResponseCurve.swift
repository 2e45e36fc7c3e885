/// The outcome of one amount to be chosen, over posterior draws: values and slopes at nodes.
///
/// Between nodes the mean runs through the cubic that has the nodes' values and slopes (Hermite), and
/// a single draw in straight lines.
package struct ResponseCurve: Sendable {
  /// The nodes' amounts, increasing; one node where the amount is fixed.
  package let amounts: [Double]
  /// The mean outcome at each node.
  package let mean: [Double]
  /// The mean's derivative by the amount at each node.
  package let slope: [Double]
  /// Each draw's outcome at each node, draws x nodes.
  package let draws: [Double]

  /// The slopes of the cubics, held so that a mean that only rises does so between nodes too
  /// (Fritsch and Carlson 1980).
  private let tangents: [Double]

  package init(amounts: [Double], mean: [Double], slope: [Double], draws: [Double]) {
    self.amounts = amounts
    self.mean = mean
    self.draws = draws
    let lines = amounts.indices.dropLast().map { k in
      (mean[k + 1] - mean[k]) / (amounts[k + 1] - amounts[k])
    }
    var slope = slope
    // At nothing the slope of a root is infinite, and models say 0: the first line tells more.
    if let first = lines.first, amounts[0] == 0 { slope[0] = max(slope[0], first) }
    self.slope = slope
    tangents = slope.indices.map { k in
      let beside = [k > 0 ? lines[k - 1] : nil, k < lines.count ? lines[k] : nil].compactMap { $0 }
      guard let flattest = beside.min(), flattest >= 0 else { return slope[k] }
      return min(slope[k], 3 * flattest)
    }
  }

  /// The number of nodes.
  package var count: Int { amounts.count }

  /// The outcomes of a draw at the nodes.
  package func values(ofDraw draw: Int) -> ArraySlice<Double> {
    draws[(draw * count)..<((draw + 1) * count)]
  }

  /// The outcome of a draw at an amount, in a straight line between nodes.
  package func value(ofDraw draw: Int, at place: Place) -> Double {
    let first = draws[draw * count + place.node]
    guard place.share > 0 else { return first }
    return first + place.share * (draws[draw * count + place.node + 1] - first)
  }

  /// Where an amount stands: after a node, and how far on the way to the next.
  package struct Place: Sendable {
    package var node: Int
    package var share: Double
  }

  /// The place of an amount, held within the nodes.
  package func place(of amount: Double) -> Place {
    guard count > 1 else { return Place(node: 0, share: 0) }
    var (low, high) = (0, count - 2)
    while low < high {
      let middle = (low + high + 1) / 2
      if amounts[middle] <= amount { low = middle } else { high = middle - 1 }
    }
    let share = (amount - amounts[low]) / (amounts[low + 1] - amounts[low])
    return Place(node: low, share: min(max(share, 0), 1))
  }

  /// The mean at an amount.
  package func meanValue(at amount: Double) -> Double {
    guard count > 1 else { return mean[0] }
    let place = place(of: amount)
    let (k, t) = (place.node, place.share)
    let width = amounts[k + 1] - amounts[k]
    let (square, cube) = (t * t, t * t * t)
    return (2 * cube - 3 * square + 1) * mean[k] + (cube - 2 * square + t) * width * tangents[k]
      + (3 * square - 2 * cube) * mean[k + 1] + (cube - square) * width * tangents[k + 1]
  }

  /// The mean's derivative at an amount.
  package func meanSlope(at amount: Double) -> Double {
    guard count > 1 else { return slope[0] }
    let place = place(of: amount)
    let (k, t) = (place.node, place.share)
    let width = amounts[k + 1] - amounts[k]
    return 6 * (t * t - t) * (mean[k] - mean[k + 1]) / width
      + (3 * t * t - 4 * t + 1) * tangents[k] + (3 * t * t - 2 * t) * tangents[k + 1]
  }

  /// Whether the mean bends downwards all the way, as far as values and slopes at the nodes tell:
  /// slopes fall from node to node, with the slope of the line between two nodes between theirs.
  ///
  /// A curve that fails the check is S-shaped to the solver, whatever family it is of.
  package var isConcave: Bool {
    guard count > 1 else { return true }
    let size = slope.reduce(0.0) { max($0, abs($1)) }
    let slack = 1e-9 * size
    return (0..<(count - 1)).allSatisfy { k in
      let line = (mean[k + 1] - mean[k]) / (amounts[k + 1] - amounts[k])
      return slope[k] >= line - slack && line >= slope[k + 1] - slack
    }
  }
}
