import Foundation

/// How well a model foretells whether a journey it has not seen converts.
package struct HazardScore: Sendable, Equatable {
  /// The mean log probability of what became of a journey.
  package var logScore: Double
  /// The standard error of `logScore` over journeys.
  package var standardError: Double
  /// The chance that a converting journey has the higher probability than one that did not, ties
  /// half; nil without journeys of both kinds.
  package var auc: Double?
  /// How many journeys were foretold.
  package var journeys: Int
}

extension HazardModel {
  /// The score of the fitted journeys on five folds, each foretold by a fit to the other four, with the
  /// half-life of the whole.
  ///
  /// A journey's touches are known, and with them that it ended where it did; what is foretold is whether
  /// by conversion. With h the hazard at its last touch k and q the chance that a journey that goes on
  /// from its touch k has no further one (`EndingRates`), that is h / (h + (1 - h) q).
  ///
  /// - Throws: `refused` if a fold's fit fails.
  package func heldOutScore(seed: UInt64) throws(AttributionError) -> HazardScore {
    let journeys = likelihood.journeys
    let folds = HazardFolds(journeys, seed: seed)
    var forecasts = Forecasts()
    for fold in 0..<HazardFolds.count {
      let others = folds.others(fold)
      let fit = try HazardFit(likelihood, others, from: fit.coefficients)
      let endings = EndingRates(journeys, others)
      let held = folds.held(fold)
      for journey in 0..<journeys.count
      where held.converting[journey] + held.nulls[journey] > 0 {
        var last = 0.0
        likelihood.forEachPredictor(journey, fit.coefficients, without: nil) { last = $0 }
        let touches = journeys.offsets[journey + 1] - journeys.offsets[journey]
        forecasts.add(
          logOdds: last - log(endings[touches]), converting: held.converting[journey],
          nulls: held.nulls[journey])
      }
    }
    return forecasts.score
  }
}

/// The chance that a journey ends without conversion at a touch at which it does not convert, by the
/// touch's number; from the tenth on they are one.
struct EndingRates {
  private var rates: [Double]

  /// Counts journeys; each number leans on the rate of all by the weight of one touch.
  init(_ journeys: HazardJourneys, _ weights: HazardWeights) {
    var ended = Array(repeating: 0.0, count: 10)
    var passed = ended
    for journey in 0..<journeys.count {
      let touches = journeys.offsets[journey + 1] - journeys.offsets[journey]
      let (converting, nulls) = (weights.converting[journey], weights.nulls[journey])
      for number in 1...max(touches, 1) {
        let without = number == touches ? nulls : converting + nulls
        passed[min(number, ended.count) - 1] += without
      }
      ended[min(touches, ended.count) - 1] += nulls
    }
    let overall = ended.reduce(0, +) / passed.reduce(0, +)
    rates = zip(ended, passed).map { ($0 + overall) / ($1 + 1) }
  }

  /// The rate at a touch's number, from 1.
  subscript(number: Int) -> Double { rates[min(number, rates.count) - 1] }
}

/// Forecasts of journeys and what became of them.
private struct Forecasts {
  private var ranked = RankedForecasts()
  private var sum = 0.0
  private var squares = 0.0
  private var count = 0.0

  mutating func add(logOdds: Double, converting: Double, nulls: Double) {
    ranked.add(logOdds, conversions: converting, nulls: nulls)
    let (conversion, none) = (-softplus(-logOdds), -softplus(logOdds))
    sum += converting * conversion + nulls * none
    squares += converting * conversion * conversion + nulls * none * none
    count += converting + nulls
  }

  var score: HazardScore {
    let mean = sum / count
    let variance = max(0, squares / count - mean * mean)
    return HazardScore(
      logScore: mean, standardError: (variance / count).squareRoot(), auc: ranked.area,
      journeys: Int(count))
  }
}
