import Foundation

/// How well a model foretells whether a journey it has not seen converts.
package struct HazardScore: Sendable, Equatable {
  /// The mean log probability of what became of a journey.
  package var logScore: Double
  /// The standard error of `logScore` over journeys.
  package var standardError: Double
  /// The chance that a converting journey has the higher probability than one that did not, ties half.
  package var auc: Double
  /// How many journeys were foretold.
  package var journeys: Int
}

extension HazardModel {
  /// The score of the fitted journeys on five folds, each foretold by a fit to the other four, with the
  /// half-life of the whole.
  ///
  /// The probability of a journey is that of conversion at any of its touches.
  ///
  /// - Throws: `refused` if a fold's fit fails.
  package func heldOutScore(seed: UInt64) throws(AttributionError) -> HazardScore {
    let folds = HazardFolds(likelihood.journeys, seed: seed)
    var forecasts = Forecasts()
    for fold in 0..<HazardFolds.count {
      let fit = try HazardFit(likelihood, folds.others(fold), from: fit.coefficients)
      let model = HazardCounterfactual(likelihood: likelihood, coefficients: fit.coefficients)
      let held = folds.held(fold)
      for journey in 0..<likelihood.journeys.count
      where held.converting[journey] + held.nulls[journey] > 0 {
        forecasts.add(
          logSurvival: model.logSurvival(journey, without: nil),
          converting: held.converting[journey], nulls: held.nulls[journey])
      }
    }
    return forecasts.score
  }
}

/// Forecasts of journeys and what became of them.
private struct Forecasts {
  private var entries: [(logSurvival: Double, converting: Double, nulls: Double)] = []
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(logSurvival: Double, converting: Double, nulls: Double) {
    entries.append((logSurvival, converting, nulls))
    let conversion = log(-expm1(min(logSurvival, -Double.leastNormalMagnitude)))
    sum += converting * conversion + nulls * logSurvival
    squares += converting * conversion * conversion + nulls * logSurvival * logSurvival
  }

  var score: HazardScore {
    let converting = entries.reduce(0) { $0 + $1.converting }
    let nulls = entries.reduce(0) { $0 + $1.nulls }
    let count = converting + nulls
    let mean = sum / count
    let variance = max(0, squares / count - mean * mean)
    return HazardScore(
      logScore: mean, standardError: (variance / count).squareRoot(),
      auc: concordance / (converting * nulls), journeys: Int(count))
  }

  /// Pairs of a converting and another journey in the right order, ties half.
  private var concordance: Double {
    // The lower the survival, the higher the probability of conversion.
    let sorted = entries.sorted { $0.logSurvival > $1.logSurvival }
    var (pairs, below) = (0.0, 0.0)
    var start = 0
    while start < sorted.count {
      var end = start
      var (converting, nulls) = (0.0, 0.0)
      while end < sorted.count, sorted[end].logSurvival == sorted[start].logSurvival {
        converting += sorted[end].converting
        nulls += sorted[end].nulls
        end += 1
      }
      pairs += converting * (below + 0.5 * nulls)
      below += nulls
      start = end
    }
    return pairs
  }
}
