import Foundation

/// What each channel of a journey did for its conversion, by leaving its touches out.
///
/// The probability that a journey converts by its end is 1 - Π over touches of (1 - h(k)). A channel's
/// drop is how much lower it is when the channel's touches had not been: the stocks, the touch numbers
/// and the touches themselves are then those of the others. Negative drops count as zero.
package struct HazardCounterfactual {
  let likelihood: HazardLikelihood
  let coefficients: [Double]

  /// Takes coefficients in the order of the likelihood.
  package init(likelihood: HazardLikelihood, coefficients: [Double]) {
    self.likelihood = likelihood
    self.coefficients = coefficients
  }

  /// The share of each distinct channel in one journey, summing to one, or nil if no drop is positive.
  package func shares(_ journey: Int) -> [Double]? {
    let channels = likelihood.journeys.channels(journey)
    let kept = logSurvival(journey, without: nil)
    // Both probabilities are 1 - exp of a log survival; their difference is taken without cancellation.
    let drops = channels.indices.map { place in
      let without = logSurvival(journey, without: place - channels.startIndex)
      return without > kept ? -exp(without) * expm1(kept - without) : 0
    }
    let sum = drops.reduce(0, +)
    return sum > 0 ? drops.map { $0 / sum } : nil
  }

  /// The log probability that the journey does not convert by its end.
  func logSurvival(_ journey: Int, without: Int?) -> Double {
    var sum = 0.0
    likelihood.forEachPredictor(journey, coefficients, without: without) { sum -= softplus($0) }
    return sum
  }
}
