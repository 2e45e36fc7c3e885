import Foundation
package import Probability

// The joint density in natural units, term by term: the form in which peers state it. The sampler
// does not use it; tests hold the sampler's densities against it.
extension MediaMixDesign {
  /// Log likelihood and every prior term, constants included.
  ///
  /// - Returns: `likelihood`, and one entry for each block of parameters, named as in
  ///   `MediaMixParameters`.
  package func logDensityParts(
    at p: MediaMixParameters
  ) throws(ProbabilityError) -> [String: Double] {
    func sum(_ values: [Double], _ prior: any UnivariateDistribution) -> Double {
      values.reduce(0) { $0 + prior.logDensity($1) }
    }
    func normal(_ values: [Double], _ deviation: Double) throws(ProbabilityError) -> Double {
      sum(values, try Normal(mean: 0, standardDeviation: deviation))
    }
    func sum(_ values: [Double], _ priors: [any UnivariateDistribution]) -> Double {
      zip(values, priors).reduce(0) { $0 + ($1.1 is PointMass ? 0 : $1.1.logDensity($1.0)) }
    }
    let terms = specification.terms
    var parts = ["likelihood": logLikelihood(at: p)]
    parts["strength"] = sum(p.strength, terms.map(\.strengthPrior))
    for (name, place) in [("alpha", 0), ("adstockSecond", 1), ("halfSaturation", 2), ("slope", 3)] {
      parts[name] = sum(
        p[keyPath: MediaMixParameters.shapes[place]], terms.map { $0.shapes[place] })
    }
    parts["sigma"] = sum(p.sigma, specification.sigma)
    for (group, values) in [
      (.knots, p.knots), (.fourier, p.fourier), (.trend, p.trend), (.holiday, p.holiday),
      (.event, p.event),
    ] as [(BaselineColumn.Group, [Double])] {
      var density = 0.0
      for (value, column) in zip(values, block.columns.filter { $0.group == group }) {
        density +=
          column.isLaplace
          ? try Laplace(location: 0, scale: column.deviation).logDensity(value)
          : try normal([value], column.deviation)
      }
      parts[group.rawValue] = density
    }
    parts["control"] = try normal(p.control, specification.controlDeviation)
    if geoCount > 1 {
      parts["geoSpread"] = sum(p.geoSpread, terms.map(\.geoSpread))
      parts["deviation"] = try normal(p.deviation, 1)
      parts["geoIntercept"] = try normal(
        p.geoIntercept, specification.geoInterceptDeviation)
      parts["controlSpread"] = sum(p.controlSpread, specification.controlSpread)
      parts["controlDeviation"] = try normal(p.controlDeviation, 1)
    }
    if let freedom = p.degreesOfFreedom {
      parts["degreesOfFreedom"] = specification.degreesOfFreedom.logDensity(freedom)
    }
    if !specification.courses.isEmpty {
      parts["courseAmplitude"] = sum(p.courseAmplitude, specification.courses.map(\.amplitude))
      parts["courseLength"] = sum(p.courseLength, specification.courses.map(\.length))
      parts["courseCoefficients"] = try normal(p.courseCoefficients.flatMap { $0 }, 1)
    }
    if let prior = specification.periodSpread, let spread = p.periodSpread {
      parts["periodSpread"] = prior.logDensity(spread)
      parts["shocks"] = try normal(p.shocks, 1)
    }
    if !experiments.isEmpty {
      parts["experiments"] = zip(experiments, increments(at: p)).reduce(0) { sum, pair in
        let test = pair.0.test
        let z = (test.lift - pair.1) / test.standardError
        return sum - 0.5 * z * z - log(test.standardError) - 0.5 * log(2 * Double.pi)
      }
    }
    return parts
  }

  /// Log likelihood of the scaled KPI over the cells that are fitted.
  package func logLikelihood(at p: MediaMixParameters) -> Double {
    let mean = self.mean(at: p)
    var value = 0.0
    for g in 0..<geoCount {
      let sigma = p.sigma.count > 1 ? p.sigma[g] : p.sigma[0]
      for t in 0..<timeCount where mask[g * stride + t] == 1 {
        let residual = kpi[g * stride + t] - mean[g * timeCount + t]
        if let freedom = p.degreesOfFreedom {
          value += StudentLikelihood.logDensity(
            residual, sigma: sigma, degreesOfFreedom: freedom)
          continue
        }
        let z = residual / sigma
        value -= 0.5 * z * z + log(sigma) + 0.5 * log(2 * Double.pi)
      }
    }
    return value
  }

  /// The mean of the scaled KPI, G x T, computed plainly from the model's equations.
  package func mean(at p: MediaMixParameters) -> [Double] {
    var mean = baselineMean(at: p)
    for c in 0..<termCount {
      let responses = response(c, at: p)
      let coefficients = coefficients(c, at: p, responses: responses)
      for g in 0..<geoCount {
        for t in 0..<timeCount {
          mean[g * timeCount + t] += coefficients[g] * responses[g * timeCount + t]
        }
      }
    }
    return mean
  }

  private func baselineMean(at p: MediaMixParameters) -> [Double] {
    let shared = p.knots + p.fourier + p.trend + p.holiday + p.event
    var mean = [Double](repeating: 0, count: geoCount * timeCount)
    var intercepts = p.geoIntercept.makeIterator()
    for g in 0..<geoCount {
      let intercept = block.hasIntercept[g] ? intercepts.next() ?? 0 : 0
      for t in 0..<timeCount {
        var sum = intercept + (p.periodSpread.map { $0 * p.shocks[t] } ?? 0)
        for k in shared.indices {
          sum += shared[k] * block.shared[k * stride + t]
        }
        for j in 0..<controlCount {
          var coefficient = p.control[j]
          if geoCount > 1 {
            coefficient += p.controlSpread[j] * p.controlDeviation[g * controlCount + j]
          }
          sum += coefficient * block.controlRow(j, g)[t]
        }
        mean[g * timeCount + t] = sum
      }
    }
    return mean
  }

  /// The saturated, adstocked exposure of a term, by its course of time, at `factor` times its
  /// exposure, G x T.
  package func response(_ c: Int, at p: MediaMixParameters, factor: Double = 1) -> [Double] {
    let course = specification.terms[c].course.map { courseEffects($0, at: p) }
    return (0..<geoCount).flatMap { g in
      let (exposure, frequency) = (exposureRow(c, g), frequencyRow(c, g))
      return response(
        c, at: p, periods: 0..<timeCount, exposure: { factor * exposure[$0] },
        frequency: frequency.map { row in { row[$0] } }
      ).enumerated().map { ($1) * (course?[$0] ?? 1) }
    }
  }

  /// The same of one geo without the course, for any exposure and frequency by period; earlier
  /// periods count down from -1.
  private func response(
    _ c: Int, at p: MediaMixParameters, periods: Range<Int>, exposure: (Int) -> Double,
    frequency: ((Int) -> Double)?
  ) -> [Double] {
    let term = specification.terms[c]
    guard term.role != .treatment else { return periods.map(exposure) }
    let weights = term.adstock.weights(p.alpha[c], p.adstockSecond[c], maxLag: term.maxLag)
    func saturated(_ value: Double) -> Double {
      term.saturation.curve.value(value, p.halfSaturation[c], p.slope[c])
    }
    func carried(_ t: Int, _ value: (Int) -> Double) -> Double {
      weights.enumerated().reduce(0) { $0 + $1.element * value(t - $1.offset) }
    }
    return periods.map { t in
      if let frequency { return carried(t) { exposure($0) * saturated(frequency($0)) } }
      if term.order == .saturationFirst { return carried(t) { saturated(exposure($0)) } }
      return saturated(carried(t, exposure))
    }
  }

  /// The effect of a course in each period.
  func courseEffects(_ k: Int, at p: MediaMixParameters) -> [Double] {
    let course = courses[k]
    return (0..<timeCount).map { t in
      let log = (0..<course.termCount).reduce(0.0) { sum, j in
        let root = course.spectrum(j, length: p.courseLength[k]).root
        return sum + p.courseAmplitude[k] * root * p.courseCoefficients[k][j]
          * course.basis[j * stride + t]
      }
      return exp(log)
    }
  }

  /// The incremental KPI of each experiment.
  package func increments(at p: MediaMixParameters) -> [Double] {
    experiments.map { experiment in
      experiment.parts.reduce(0) { total, part in
        let (c, g) = (part.term, part.geo)
        let coefficient = coefficients(c, at: p, responses: response(c, at: p))[g]
        let (exposure, frequency) = (exposureRow(c, g), frequencyRow(c, g))
        let alternative = part.alternative.pointer + part.history - experiment.first
        let periods = experiment.test.measurement
        func along(_ x: UnsafePointer<Double>) -> [Double] {
          response(
            c, at: p, periods: periods.lowerBound..<(periods.upperBound + 1),
            exposure: { x[$0] }, frequency: frequency.map { row in { row[$0] } })
        }
        let course = specification.terms[c].course.map { courseEffects($0, at: p) }
        let difference = zip(along(exposure), along(UnsafePointer(alternative))).enumerated()
          .reduce(0.0) { sum, entry in
            let t = periods.lowerBound + entry.offset
            return sum + (entry.element.0 - entry.element.1) * (course?[t] ?? 1)
          }
        return total + coefficient * difference * experiment.weight[g * experiment.width]
      }
    }
  }

  /// The coefficient of each geo that gives a channel the stated strength.
  package func coefficients(
    _ c: Int, at p: MediaMixParameters, responses: [Double]
  ) -> [Double] {
    let deviations = (0..<geoCount).map { g in
      geoCount > 1 ? p.geoSpread[c] * p.deviation[c * geoCount + g] : 0
    }
    let isLogNormal = specification.terms[c].geoEffects == .lognormal
    let strength = specification.terms[c].strength
    guard strength != .coefficient else {
      return deviations.map { isLogNormal ? p.strength[c] * exp($0) : p.strength[c] + $0 }
    }
    let anchors = anchors(c, at: p, responses: responses)
    let outcome = p.strength[c] * anchorScale[c]
    if isLogNormal {
      let sum = zip(anchors, deviations).reduce(0) { $0 + $1.0 * exp($1.1) }
      return deviations.map { exp($0) * outcome / sum }
    }
    let shifted = zip(anchors, deviations).reduce(0) { $0 + $1.0 * $1.1 }
    let level = (outcome - shifted) / anchors.reduce(0, +)
    return deviations.map { level + $0 }
  }

  /// The outcome of a coefficient of 1 in each geo: in all, or, for mROI, of 1 % more exposure.
  func anchors(_ c: Int, at p: MediaMixParameters, responses: [Double]) -> [Double] {
    let isMarginal = specification.terms[c].strength == .mroi
    let raised = isMarginal ? response(c, at: p, factor: 1.01) : []
    return (0..<geoCount).map { g in
      (0..<timeCount).reduce(0.0) { sum, t in
        let at = g * timeCount + t
        let step = isMarginal ? raised[at] - responses[at] : responses[at]
        return sum + step * anchorWeight[g * stride + t]
      }
    }
  }
}
