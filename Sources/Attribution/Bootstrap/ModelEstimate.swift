package import Findings
import Probability
import Resampling

/// What one model credits, and how much that would vary with other users.
package struct ModelEstimate: Sendable, Equatable {
  /// The model.
  package let model: AttributionModel
  /// The credits of the full sample.
  package let credit: Credit
  /// The credits by replicate; empty without a bootstrap.
  package let replicates: CreditReplicates
  /// The probability that intervals hold.
  package let level: Double
  /// How many units of value make one unit of money.
  private let valueUnits: Double

  /// Takes a model's credits.
  package init(
    _ model: AttributionModel, credit: Credit, replicates: CreditReplicates, level: Double,
    valueUnits: Double = 1e6
  ) {
    self.model = model
    self.credit = credit
    self.replicates = replicates
    self.level = level
    self.valueUnits = valueUnits
  }

  /// Whether credits may be shown without force.
  package var isRefused: Bool { credit.refusal != nil || credit.conversions == nil }

  /// Channels by credited conversions, the largest first; equal ones by name.
  package var order: [Int] {
    guard let conversions = credit.conversions else { return [] }
    return conversions.indices.sorted { (conversions[$0], $1) > (conversions[$1], $0) }
  }

  /// Runs of channels, neighbours by credit, whose order the data do not tell.
  package var unclear: [[Int]] {
    replicates.ranks.unclear(order.filter { (credit.conversions?[$0] ?? 0) != 0 }, level: level)
  }

  /// The full-sample number of a channel.
  package func number(_ part: CreditReplicates.Part, channel: Int) -> Double? {
    switch part {
    case .conversions: credit.conversions?[channel]
    case .value: credit.value.map { $0[channel] / valueUnits }
    case .share: credit.share(channel)
    case .removalEffect: credit.removalEffects?[channel]
    case .worth: credit.worth?[channel]
    }
  }

  /// The interval around it; nil without a bootstrap, or where no converting journey holds the
  /// channel, so that every replicate gives zero and none says how rare it may be.
  package func interval(_ part: CreditReplicates.Part, channel: Int) -> Interval? {
    var numbers = replicates.numbers(part, channel: channel)
    if numbers.allSatisfy({ $0 == 0 }) { return nil }
    if part == .value { numbers = numbers.map { $0 / valueUnits } }
    guard let interval = interval(numbers) else { return nil }
    return widened(interval, part, channel: channel)
  }

  /// The interval of the probability that a journey converts.
  package var probabilityInterval: Interval? { interval(replicates.conversionProbabilities) }

  private func interval(_ numbers: [Double]) -> Interval? {
    AcceleratedInterval.bounds(level, of: numbers).map {
      Interval(lower: $0.lower, upper: $0.upper, level: level, kind: .confidence)
    }
  }

  /// Joins the Monte Carlo error of a sampled game, which all replicates share, in quadrature.
  private func widened(
    _ interval: Interval, _ part: CreditReplicates.Part, channel: Int
  ) -> Interval {
    guard let errors = credit.worthErrors, errors[channel] > 0, part != .removalEffect,
      let center = number(part, channel: channel)
    else { return interval }
    let worth = credit.worth ?? []
    let total = worth.reduce(0, +)
    let whole: Double =
      switch part {
      case .conversions: credit.conversions?.reduce(0, +) ?? 0
      case .value: (credit.value?.reduce(0, +) ?? 0) / valueUnits
      case .share: 1
      case .worth, .removalEffect: total
      }
    guard total != 0 else { return interval }
    let error = normalQuantile((1 + level) / 2) * errors[channel] * abs(whole / total)
    func joined(_ distance: Double) -> Double {
      (max(distance, 0) * max(distance, 0) + error * error).squareRoot()
    }
    var wide = interval
    wide.lower = center - joined(center - interval.lower)
    wide.upper = center + joined(interval.upper - center)
    return wide
  }
}
