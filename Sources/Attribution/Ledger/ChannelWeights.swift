import Foundation

/// Weights of channels by which every journey is shared so that channels get what a model credits them.
///
/// A model of the whole, such as a Markov chain, says what each channel gets of all conversions but not
/// of a single one. Among all ways to share each journey between its channels that sum to the model's
/// credits, this one keeps the same proportion between two channels in every journey they share:
/// channel c of a journey gets w_c over the sum of w over the journey's channels. The weights are found
/// by iterative proportional fitting (Deming and Stephan 1940, doi:10.1214/aoms/1177731829) on the
/// distinct sets of channels; they exist where every group of channels is credited at least what
/// journeys of these channels alone bring, and at most what journeys with any of them bring.
package struct ChannelWeights {
  /// The weights by channel rank, up to a common factor within each connected group.
  package let weights: [Double]

  private static let limit = 20_000
  private static let tolerance = 1e-12

  /// Finds the weights; nil where there are none.
  ///
  /// - Parameters:
  ///   - amounts: what the journeys of each set bring: conversions, or value.
  ///   - credits: what each channel is to get of them; they sum to the same total.
  package init?(_ sets: ChannelSets, amounts: [Int], credits: [Double]) {
    let total = credits.reduce(0, +)
    var weights = credits.map { max($0, 0) }
    guard total > 0 else {
      self.weights = weights.map { _ in 1 }
      return
    }
    for _ in 0..<Self.limit {
      let given = Self.given(sets, amounts, weights)
      var worst = 0.0
      for (channel, credit) in credits.enumerated() {
        worst = max(worst, abs(given[channel] - credit) / total)
        guard credit > 0 else {
          weights[channel] = 0
          continue
        }
        guard given[channel] > 0 else { return nil }
        weights[channel] *= credit / given[channel]
      }
      if worst < Self.tolerance {
        self.weights = weights
        return
      }
      let largest = weights.max() ?? 1
      guard largest.isFinite, largest > 0 else { return nil }
      for channel in weights.indices { weights[channel] /= largest }
    }
    return nil
  }

  /// What each channel gets by some weights.
  private static func given(
    _ sets: ChannelSets, _ amounts: [Int], _ weights: [Double]
  ) -> [Double] {
    var given = [Double](repeating: 0, count: weights.count)
    for set in 0..<sets.count where amounts[set] > 0 {
      let members = sets[set]
      var sum = 0.0
      for member in members { sum += weights[Int(member)] }
      if sum <= 0 { continue }
      let unit = Double(amounts[set]) / sum
      for member in members { given[Int(member)] += unit * weights[Int(member)] }
    }
    return given
  }
}
