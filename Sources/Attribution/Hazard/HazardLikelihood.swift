import Foundation

/// The penalised likelihood of the discrete-time hazard of conversion.
///
/// A journey that is still going converts right at its touch k, before the next one, with probability
///
///     h(k) = 1 / (1 + exp(-η(k))),   η(k) = β₀ + β₁ log k + Σ over channels c of β(c) s(c, k)
///     s(c, k) = Σ over touches l <= k of channel c of 2^(-(t(k) - t(l)) / half-life)
///
/// A journey that converts does so at its last touch, one that does not does so at none. All
/// coefficients but β₀ carry the penalty λ/2 β², that of a normal prior with variance 1 / λ.
///
/// **Shape**: coefficients are β₀, β₁, then one for each channel.
package struct HazardLikelihood: Sendable {
  /// How many coefficients come before those of the channels.
  static let common = 2

  let journeys: HazardJourneys
  /// What each touch keeps of the stock before it.
  let decays: [Double]
  /// The penalty λ.
  let penalty: Double

  /// Prepares the likelihood for a half-life.
  package init(_ journeys: HazardJourneys, halfLifeDays: Double, penalty: Double) {
    self.journeys = journeys
    decays = journeys.decays(halfLifeDays: halfLifeDays)
    self.penalty = penalty
  }

  /// How many coefficients there are.
  var size: Int { Self.common + journeys.channelCount }

  /// Value, gradient and curvature at one place.
  package struct Evaluation: Sendable {
    /// The penalised log likelihood.
    package var value = 0.0
    /// Its first derivatives.
    package var gradient: [Double]
    /// The negative second derivatives, row by row; the lower triangle only.
    package var information: [Double]
  }

  /// The penalised log likelihood.
  ///
  /// - Complexity: O(touches x (distinct channels of the journey)).
  package func value(_ coefficients: [Double], _ weights: HazardWeights) -> Double {
    var sum = 0.0
    for journey in 0..<journeys.count {
      let (converting, nulls) = (weights.converting[journey], weights.nulls[journey])
      if converting == 0 && nulls == 0 { continue }
      let logs = survivalLogs(journey, coefficients)
      sum += converting * logs.converted + nulls * logs.survived
    }
    return sum - 0.5 * penalty * coefficients.dropFirst().reduce(0) { $0 + $1 * $1 }
  }

  /// The log probabilities that a journey converts at its last touch and at no earlier one, and that it
  /// converts at none.
  func survivalLogs(
    _ journey: Int, _ coefficients: [Double]
  ) -> (converted: Double, survived: Double) {
    var survived = 0.0
    var before = 0.0
    var last = 0.0
    forEachPredictor(journey, coefficients, without: nil) { predictor in
      before = survived
      survived -= softplus(predictor)
      last = predictor
    }
    return (before - softplus(-last), survived)
  }

  /// Hands the predictor of each touch on, the stocks of all channels decaying as one number.
  ///
  /// - Parameter without: a channel, as a place in the journey's members, whose touches are left out.
  func forEachPredictor(
    _ journey: Int, _ coefficients: [Double], without: Int?, _ body: (Double) -> Void
  ) {
    let first = journeys.memberOffsets[journey]
    var stock = 0.0
    var number = 0
    for touch in journeys.offsets[journey]..<journeys.offsets[journey + 1] {
      stock *= decays[touch]
      let local = Int(journeys.local[touch])
      if local == without { continue }
      stock += coefficients[Self.common + Int(journeys.members[first + local])]
      number += 1
      body(coefficients[0] + coefficients[1] * log(Double(number)) + stock)
    }
  }
}

/// log(1 + exp(x)) without overflow.
func softplus(_ x: Double) -> Double {
  x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
}
