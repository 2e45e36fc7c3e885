import Foundation
package import Probability

extension MediaMixDesign {
  /// Draws a point of the model from its prior.
  package func drawPrior(_ stream: inout RandomStream) -> MediaMixParameters {
    point(value: { $0.sample(&stream) }) { count, deviation, isLaplace in
      (0..<count).map { _ in
        // A Laplace coefficient is normal with an exponential variance of mean 2.
        let scale = isLaplace ? (-2 * log(stream.uniform())).squareRoot() : 1
        return deviation * scale * stream.standardNormal()
      }
    }
  }

  /// Draws a KPI from the model at a point.
  ///
  /// - Returns: the KPI in its own unit, G x T.
  package func simulateKPI(
    at parameters: MediaMixParameters, population: [Double], stream: inout RandomStream
  ) -> [Double] {
    var kpi = mean(at: parameters)
    let noise = parameters.degreesOfFreedom.flatMap {
      try? StudentT(degreesOfFreedom: $0, location: 0, scale: 1)
    }
    for g in 0..<geoCount {
      let sigma = parameters.sigma.count > 1 ? parameters.sigma[g] : parameters.sigma[0]
      for t in 0..<timeCount {
        let cell = g * timeCount + t
        let scaled = kpi[cell] + sigma * (noise?.sample(&stream) ?? stream.standardNormal())
        kpi[cell] = (scaled * scaling.kpiDeviation + scaling.kpiMean) * population[g]
      }
    }
    return kpi
  }

  /// The outcome that each term causes at a point, terms x G.
  package func contributions(at parameters: MediaMixParameters) -> [[Double]] {
    (0..<termCount).map { c in
      let responses = response(c, at: parameters)
      let coefficients = coefficients(c, at: parameters, responses: responses)
      return (0..<geoCount).map { g in
        (0..<timeCount).reduce(0) { sum, t in
          sum + coefficients[g] * responses[g * timeCount + t] * outcomeWeight[g * stride + t]
        }
      }
    }
  }
}

extension MediaMixData {
  /// The same panel with another KPI, G x T.
  package func replacingKPI(_ kpi: [Double]) -> MediaMixData {
    MediaMixData(
      source: source, geos: geos, isNational: isNational, times: times, leadIn: leadIn,
      channels: channels, controls: controls, kpi: kpi, value: value, population: population,
      spend: spend, exposure: exposure, controlValues: controlValues, currency: currency,
      organic: organic, treatments: treatments, frequency: frequency,
      treatmentValues: treatmentValues)
  }
}
