package import Probability

extension MediaMixDesign {
  /// Draws a point of the model from its prior.
  package func drawPrior(_ stream: inout RandomStream) -> MediaMixParameters {
    let channels = specification.channels
    func each(_ prior: (MediaMixSpecification.Channel) -> any UnivariateDistribution) -> [Double] {
      channels.map { prior($0).sample(&stream) }
    }
    func normal(_ count: Int, _ deviation: Double) -> [Double] {
      (0..<count).map { _ in deviation * stream.standardNormal() }
    }
    func baseline(_ group: BaselineColumn.Group) -> [Double] {
      block.columns.filter { $0.group == group }.map { $0.deviation * stream.standardNormal() }
    }
    let isGeo = geoCount > 1
    let spreads = isGeo ? controlCount : 0
    return MediaMixParameters(
      strength: each(\.strengthPrior), alpha: each(\.alpha),
      halfSaturation: each(\.halfSaturation), slope: each(\.slope), geoSpread: each(\.geoSpread),
      deviation: normal(isGeo ? channelCount * geoCount : 0, 1),
      sigma: (0..<(specification.perGeoSigma ? geoCount : 1)).map { _ in
        specification.sigma.sample(&stream)
      },
      controlSpread: (0..<spreads).map { _ in specification.controlSpread.sample(&stream) },
      knots: baseline(.knots), fourier: baseline(.fourier), trend: baseline(.trend),
      holiday: baseline(.holiday), event: baseline(.event),
      control: normal(controlCount, specification.controlDeviation),
      geoIntercept: normal(isGeo ? geoCount - 1 : 0, specification.geoInterceptDeviation),
      controlDeviation: normal(isGeo ? geoCount * controlCount : 0, 1))
  }

  /// Draws a KPI from the model at a point.
  ///
  /// - Returns: the KPI in its own unit, G x T.
  package func simulateKPI(
    at parameters: MediaMixParameters, population: [Double], stream: inout RandomStream
  ) -> [Double] {
    var kpi = mean(at: parameters)
    for g in 0..<geoCount {
      let sigma = parameters.sigma.count > 1 ? parameters.sigma[g] : parameters.sigma[0]
      for t in 0..<timeCount {
        let cell = g * timeCount + t
        let scaled = kpi[cell] + sigma * stream.standardNormal()
        kpi[cell] = (scaled * scaling.kpiDeviation + scaling.kpiMean) * population[g]
      }
    }
    return kpi
  }

  /// The outcome that each channel causes at a point, C x G.
  package func contributions(at parameters: MediaMixParameters) -> [[Double]] {
    (0..<channelCount).map { c in
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
      spend: spend, exposure: exposure, controlValues: controlValues, currency: currency)
  }
}
