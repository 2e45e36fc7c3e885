import Interchange

// With reach and frequency, money buys contacts. Had at one frequency f, they reach contacts / f people,
// so the outcome of a draw is
//
//     A h(f) / f,   A = sum over periods of contacts x what a response brings by then,
//
// and in proportion to money. So the frequency that brings the most in the mean is the same for every
// amount, and is chosen before amounts are.
extension MediaMixResponse {
  /// A frequency that was chosen.
  public struct ChosenFrequency: Sendable, Equatable {
    /// The channel.
    public let channel: String
    /// Contacts over people reached, by today's plan.
    public let today: Double
    /// The frequency at which the same contacts bring the most in the mean.
    public let chosen: Double
    /// How much more any frequency within the bounds could bring, as a share of what this one brings.
    public let gap: Double
  }

  /// The channels with reach and frequency.
  public var repeatedChannels: [String] {
    channels.indices.filter { isRepeated($0) }.map { channels[$0] }
  }

  private func isRepeated(_ c: Int) -> Bool {
    geos.indices.contains { cell(c, $0).frequency != nil }
  }

  /// The gap at which a frequency is as good as any, and the most frequencies tried.
  static let frequencyTolerance = 1e-4
  static let frequencyLimit = 20_000

  /// Chooses one frequency for each channel that has bounds for it, at the contacts that money buys.
  ///
  /// - Parameter bounds: the least and the most, by channel.
  /// - Returns: the response at these frequencies, and what was chosen.
  public func choosingFrequencies(
    _ bounds: [String: ClosedRange<Double>]
  ) -> (response: MediaMixResponse, frequencies: [ChosenFrequency]) {
    var cells = cells
    var chosen: [ChosenFrequency] = []
    for (c, name) in channels.enumerated() {
      guard let range = bounds[name], isRepeated(c) else { continue }
      let (best, gap) = bestFrequency(c, range)
      var (contacts, reach) = (0.0, 0.0)
      for g in geos.indices {
        let cell = cell(c, g)
        guard let frequency = cell.frequency else { continue }
        for t in cell.spend.indices {
          contacts += cell.spend[t] * cell.perMoney[t] * frequency[t]
          reach += cell.spend[t] * cell.perMoney[t]
        }
        cells[c * geos.count + g] = cell.at(frequency: best)
      }
      chosen.append(
        .init(
          channel: name, today: reach > 0 ? contacts / reach : best, chosen: best, gap: gap))
    }
    return (MediaMixResponse(self, cells: cells), chosen)
  }

  /// The best frequency within a range, and how much better any could be.
  ///
  /// A response never falls with frequency, so between two frequencies a < b the mean of A h(f) / f is at
  /// most that of A h(b) / a; intervals whose bound is above the best value found are halved.
  private func bestFrequency(_ c: Int, _ range: ClosedRange<Double>) -> (Double, gap: Double) {
    let weights = contactWorths(c)
    let saturation = terms[c].saturation.curve
    func responses(_ f: Double) -> (up: Double, down: Double) {
      var (up, down) = (0.0, 0.0)
      for (draw, weight) in weights.enumerated() {
        let shape = (draw * channels.count + c) * ParameterLayout.shapeCount
        let part = weight * saturation.value(f, shapes[shape + 2], shapes[shape + 3])
        if part > 0 { up += part } else { down += part }
      }
      return (up, down)
    }
    struct Interval {
      var (low, high): (Double, Double)
      var (first, last): ((up: Double, down: Double), (up: Double, down: Double))
      /// At most this between the ends.
      var bound: Double {
        let most = last.up + first.down
        return max(most / low, most / high)
      }
    }
    var best = (frequency: range.lowerBound, value: -Double.infinity)
    var count = 0
    func tried(_ f: Double) -> (up: Double, down: Double) {
      let response = responses(f)
      let value = (response.up + response.down) / f
      count += 1
      if value > best.value { best = (f, value) }
      return response
    }
    let (first, last) = (tried(range.lowerBound), tried(range.upperBound))
    var open = [
      Interval(low: range.lowerBound, high: range.upperBound, first: first, last: last)
    ]
    while !open.isEmpty && count < Self.frequencyLimit {
      let slack = Self.frequencyTolerance * abs(best.value)
      open.removeAll { $0.bound <= best.value + slack }
      var halves: [Interval] = []
      for one in open {
        let middle = (one.low * one.high).squareRoot()
        let response = tried(middle)
        halves.append(.init(low: one.low, high: middle, first: one.first, last: response))
        halves.append(.init(low: middle, high: one.high, first: response, last: one.last))
      }
      open = halves
    }
    let highest = max(
      best.value + Self.frequencyTolerance * abs(best.value), open.map(\.bound).max() ?? best.value)
    return (best.frequency, best.value > 0 ? (highest - best.value) / best.value : 0)
  }

  /// What today's contacts bring for a full response, draw by draw.
  private func contactWorths(_ c: Int) -> [Double] {
    (0..<drawCount).map { draw in
      geos.indices.reduce(0.0) { sum, g in
        let cell = cell(c, g)
        guard let frequency = cell.frequency else { return sum }
        let effects = periodEffects(channel: c, geo: g, draw: draw)
        return cell.spend.indices.reduce(sum) {
          $0 + effects[$1] * cell.spend[$1] * cell.perMoney[$1] * frequency[$1]
        }
      }
    }
  }
}

extension MediaMixResponse.Cell {
  /// The same contacts at one frequency.
  fileprivate func at(frequency level: Double) -> MediaMixResponse.Cell {
    guard let frequency else { return self }
    return .init(
      spend: spend, largest: largest, perMoney: zip(perMoney, frequency).map { $0 * $1 / level },
      history: history, frequency: frequency.map { _ in level }, weight: weight)
  }
}
