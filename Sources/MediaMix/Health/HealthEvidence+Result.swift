import Findings
import Inference
import Probability

extension HealthEvidence {
  /// The most draws of a parameter that are held against its prior.
  static let learnedDraws = 4000

  /// Takes the plain numbers out of a fit.
  init(_ result: MediaMixResult) {
    let (data, window) = (result.data, result.window)
    let train = result.model.design.specification.trainCount
    let writer = FindingWriter(result: result, language: .en)
    if !result.verdict.passed { gateFailure = (result.gateReason, result.gateRemedy) }
    level = result.model.options.level
    moneyUnits = (MediaMixUnits(result.model).outcome, result.model.options.target.isMoney)
    outcome = ReportWindow.outcome(data, window.periods)
    isSigned = data.kpi.contains { $0 < 0 }
    mediaDraws = result.draws(ofQuantity: result.sampling.quantityIndex.total)
    baseline = window.periods.map { result.series.baseline.mean[$0] }
    channels = Self.channels(result)
    fitted = Self.span(result, 0..<train, result.training, writer.period(0, train - 1))
    if let metrics = result.holdout {
      holdout = Self.span(
        result, train..<data.timeCount, metrics, writer.period(train, data.timeCount - 1))
    }
    residuals = data.geos.enumerated().map { g, geo in
      (
        geo,
        (0..<train).map { t in
          let cell = g * data.timeCount + t
          return data.kpi[cell] * data.value[cell] - result.series.geoMean[cell]
        }
      )
    }
    observations = result.model.design.observationCount
    effectiveParameters = Self.effectiveParameters(result, train)
    expectsHeavyTails = result.model.design.specification.likelihood == .studentT
    sharedCovariance = Self.sharedCovariance(result, train)
    readiness = result.readiness.items
  }

  private static func span(
    _ result: MediaMixResult, _ periods: Range<Int>, _ metrics: FitMetrics, _ period: Period
  ) -> Span {
    var span = Span()
    span.period = period
    span.observed = periods.map { ReportWindow.outcome(result.data, $0...$0) }
    span.predicted = periods.map { result.series.predictions[$0] }
    span.covered = Int((metrics.coverage * Double(periods.count)).rounded())
    span.rSquared = metrics.value(of: "r2")
    return span
  }

  /// Posterior means of the squares of a parameter without channel.
  private static func squares(_ parameter: String, _ result: MediaMixResult) -> [Double] {
    zip(result.sampling.parameterIndex.entries, result.parameters)
      .filter { $0.0.parameter == parameter }
      .map { $1.mean * $1.mean + $1.deviation * $1.deviation }
  }

  /// The variance of shocks that all regions share, on the scaled KPI; 0 without.
  private static func shockVariance(_ result: MediaMixResult) -> Double {
    squares("period_sd", result).first ?? 0
  }

  /// What shared shocks add to the variance of the summed errors beyond what each region's own
  /// variance counts, in squares of the outcome: the mean over periods.
  private static func sharedCovariance(_ result: MediaMixResult, _ train: Int) -> Double {
    let design = result.model.design
    let variance = shockVariance(result)
    guard variance > 0 else { return 0 }
    let sum = (0..<train).reduce(0.0) { total, t in
      let weights = (0..<design.geoCount).map { design.outcomeWeight[$0 * design.stride + t] }
      let all = weights.reduce(0, +)
      return total + all * all - weights.reduce(0) { $0 + $1 * $1 }
    }
    return variance * sum / Double(train)
  }

  /// The sum over fitted cells of the posterior variance of the mean over that of the noise.
  private static func effectiveParameters(_ result: MediaMixResult, _ train: Int) -> Double {
    let design = result.model.design
    let noise = squares("sigma", result).map { $0 + shockVariance(result) }
    guard let common = noise.first else { return 0 }
    var sum = 0.0
    for g in 0..<design.geoCount {
      let variance = noise.count > 1 ? noise[g] : common
      for t in 0..<train {
        let weight = design.outcomeWeight[g * design.stride + t]
        guard weight != 0 else { continue }
        sum +=
          result.series.geoVariance[g * design.timeCount + t] / (variance * weight * weight)
      }
    }
    return sum
  }
}

extension HealthEvidence {
  private static func channels(_ result: MediaMixResult) -> [Channel] {
    let index = result.sampling.quantityIndex
    let implied = impliedReturns(result)
    return result.returningChannels.map { c in
      let name = result.data.channels[c]
      var channel = Channel(name: name)
      channel.contributions = result.draws(ofQuantity: index.term(c, QuantityIndex.contribution))
      channel.returnPerOutcome = result.model.design.specification.margin / result.window.spend[c]
      channel.learned = learned(result, c, implied[c])
      channel.contraction = channel.learned.first { $0.parameter == "roi" }
        .flatMap { RelativeContraction.value($0.draws, prior: $0.prior) }
      return channel
    }
  }

  /// Posterior and prior of a channel's return and shapes; what is fixed is left out.
  private static func learned(
    _ result: MediaMixResult, _ c: Int, _ implied: [Double]?
  ) -> [Learned] {
    let channel = result.model.design.specification.terms[c]
    let name = result.data.channels[c]
    var learned: [Learned] = []
    func add(_ parameter: String, _ prior: HealthPrior) {
      let entries = result.sampling.parameterIndex.entries
      guard
        let index = entries.firstIndex(where: {
          $0.parameter == parameter && $0.channel == name && $0.geo == nil
        })
      else { return }
      let draws = MediaMixSampling.column(result.sampling.parameters, index, of: entries.count)
        .flatMap { $0 }
      let thinned = SeriesSummary.thinned(draws.count, to: learnedDraws).map { draws[$0] }
      learned.append(Learned(parameter: parameter, draws: thinned, prior: prior))
    }
    if let implied {
      add("roi", .implied(implied))
    } else if !(channel.strengthPrior is PointMass) {
      let scale =
        channel.strength == .roi
        ? 1
        : ReportWindow.shareBase(result.data, 0...(result.data.timeCount - 1))
          * result.model.design.specification.margin / result.data.totalSpend(c)
      add("roi", .stated(channel.strengthPrior, scale: scale))
    }
    for (place, parameter) in channel.shapeParameters {
      let prior = channel.shapes[place]
      if !(prior is PointMass) { add(parameter.symbol, .stated(prior, scale: 1)) }
    }
    return learned
  }

  private static let impliedDraws = 1000

  /// For each channel whose prior does not state its return, sorted draws of what it implies.
  private static func impliedReturns(_ result: MediaMixResult) -> [[Double]?] {
    let (design, data) = (result.model.design, result.data)
    let needed = design.specification.terms.prefix(data.channels.count).map {
      [.mroi, .coefficient].contains($0.strength) && !($0.strengthPrior is PointMass)
    }
    var returns = needed.map { $0 ? [Double]() : nil }
    guard needed.contains(true) else { return returns }
    var stream = RandomStream(
      seed: result.model.options.sampler.seed, stream: 0x6865_616c_7468)
    for _ in 0..<impliedDraws {
      let point = design.drawPrior(&stream)
      for c in needed.indices where needed[c] {
        let outcome = design.outcome(c, at: point)
        returns[c]?.append(outcome * design.specification.margin / data.totalSpend(c))
      }
    }
    return returns.map { $0.map { $0.filter(\.isFinite).sorted() } }
  }
}

extension MediaMixDesign {
  /// The outcome that a channel causes at a point, over all geos and periods.
  fileprivate func outcome(_ c: Int, at point: MediaMixParameters) -> Double {
    let responses = response(c, at: point)
    let coefficients = coefficients(c, at: point, responses: responses)
    return (0..<geoCount).reduce(0.0) { total, g in
      total
        + (0..<timeCount).reduce(0.0) { sum, t in
          sum + coefficients[g] * responses[g * timeCount + t] * outcomeWeight[g * stride + t]
        }
    }
  }
}
