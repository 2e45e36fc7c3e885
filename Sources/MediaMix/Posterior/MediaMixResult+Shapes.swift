import Inference

extension MediaMixResult {
  /// A function of the four parameters of a medium's shape, over evenly thinned draws.
  func shapes<Value>(_ c: Int, _ function: ([Double]) -> Value) -> [Value] {
    let perChain = max(1, SeriesSummary.limit / sampling.draws.chains.count)
    var places = [Int?](repeating: nil, count: ParameterLayout.shapeCount)
    for (place, parameter) in terms[c].shapeParameters {
      places[place] = sampling.parameterIndex.place(of: parameter.symbol, term: c)
    }
    return sampling.parameters.flatMap { chain in
      let width = sampling.parameterIndex.count
      return SeriesSummary.thinned(chain.count / width, to: perChain).map { draw in
        function(places.map { place in place.map { chain[draw * width + $0] } ?? 0 })
      }
    }
  }

  /// How a medium's effect is spread over time, over the same draws.
  func carryOvers(_ c: Int) -> [CarryOver] {
    let term = terms[c]
    return shapes(c) { CarryOver(term.adstock.weights($0[0], $0[1], maxLag: term.maxLag)) }
  }
}

/// How the effect of one exposure is spread over the periods from it on, in numbers that mean the
/// same whatever the family of the weights.
package struct CarryOver: Sendable, Equatable {
  /// The periods until half of the effect has come; within a period it comes evenly.
  package let halfLife: Double
  /// The mean number of periods between exposure and effect.
  package let meanLag: Double
  /// The share of the effect that comes in the period of the exposure.
  package let firstShare: Double

  /// Measures weights of lags 0, 1, ..., which sum to 1.
  package init(_ weights: [Double]) {
    firstShare = weights.first ?? 1
    meanLag = weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    var (come, half) = (0.0, Double(weights.count))
    for (lag, weight) in weights.enumerated() {
      if weight > 0 && come + weight >= 0.5 {
        half = Double(lag) + (0.5 - come) / weight
        break
      }
      come += weight
    }
    halfLife = half
  }
}
