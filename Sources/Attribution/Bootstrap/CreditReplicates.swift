package import Resampling

/// The credits of one model, by replicate.
package struct CreditReplicates: Sendable, Equatable {
  /// The credits of the replicates in which the model had any.
  package let credits: [Credit]
  /// In how many replicates it had none.
  package let refused: Int

  /// Takes a model's credits, one a replicate.
  package init(_ all: [Credit]) {
    credits = all.filter { $0.conversions != nil && $0.refusal == nil }
    refused = all.count - credits.count
  }

  /// The share of replicates in which the model had no credits.
  package var refusedShare: Double {
    credits.isEmpty && refused == 0 ? 0 : Double(refused) / Double(credits.count + refused)
  }

  /// What of a credit there is an interval for.
  package enum Part: Sendable {
    case conversions, value, share, removalEffect, worth
  }

  /// One channel's numbers, by replicate.
  package func numbers(_ part: Part, channel: Int) -> [Double] {
    credits.compactMap { credit in
      switch part {
      case .conversions: credit.conversions?[channel]
      case .value: credit.value?[channel]
      case .share: credit.share(channel)
      case .removalEffect: credit.removalEffects?[channel]
      case .worth: credit.worth?[channel]
      }
    }
  }

  /// The probability that a journey converts, by replicate.
  package var conversionProbabilities: [Double] { credits.compactMap(\.conversionProbability) }

  /// How often channels stand in an order of credited conversions.
  package var ranks: RankProbabilities { RankProbabilities(credits.compactMap(\.conversions)) }
}

extension Credit {
  /// A channel's share of all credited conversions; nil where there are none.
  package func share(_ channel: Int) -> Double? {
    guard let conversions, case let total = conversions.reduce(0, +), total > 0 else { return nil }
    return conversions[channel] / total
  }
}
