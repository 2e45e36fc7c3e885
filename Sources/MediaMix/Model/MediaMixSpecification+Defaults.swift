import Foundation
import Probability
import Tables

extension MediaMixSpecification {
  /// Fills in what the options leave open.
  ///
  /// Liftwerk's own defaults: a knot about every thirteen periods, two yearly Fourier pairs where
  /// the data span a year, geometric adstock over 8 lags (fewer where the data are shorter), Hill saturation of slope 1, and, as the
  /// statement of a channel's strength, an ROI prior where the outcome is money and a prior on the
  /// share of the outcome where it is not. The `meridian` preset has Meridian's defaults instead.
  ///
  /// - Throws: `MediaMixError.refused` with every option that does not fit.
  package init(options: MediaMixOptions, data: MediaMixData) throws(MediaMixError) {
    var problems: [MediaMixProblem] = []
    let defaults = Defaults(options: options, data: data)
    var resolvedPriors: [String: PriorSpecification] = [:]
    var channels = data.channels.compactMap { name in
      options.channels[name].flatMap {
        defaults.channel(name, $0, &problems, resolved: &resolvedPriors)
      }
    }
    knots = defaults.knots(&problems)
    fourierOrder = defaults.fourierOrder(&problems)
    trainCount = defaults.trainCount(&problems)
    perGeoSigma = options.sigma == .perGeo && !data.isNational
    margin = options.target.margin ?? 1
    let tests = defaults.experiments(trainCount: trainCount, &problems)
    let becomePriors = options.experiments?.use == .prior
    experiments = becomePriors ? [] : tests
    priorExperiments = becomePriors ? tests : []
    if becomePriors {
      var priors = ExperimentPriors(data: data, trainCount: trainCount, margin: margin)
      priors.apply(tests, to: &channels)
      problems += priors.problems
      for (name, prior) in priors.made { resolvedPriors["\(name).roi"] = prior }
    }
    self.channels = channels
    self.resolvedPriors = resolvedPriors
    knotDeviation = 5
    fourierDeviation = 1
    geoInterceptDeviation = 5
    controlDeviation = 5
    do {
      controlSpread = try HalfNormal(scale: 5)
      sigma = try HalfNormal(scale: 5)
    } catch {
      throw .sampling(error.description)
    }

    let isPositive = channels.allSatisfy { $0.strengthPrior.isPositive }
    geoEffects =
      data.isNational ? (isPositive ? .lognormal : .normal) : options.geoEffects ?? .lognormal
    if geoEffects == .lognormal && !isPositive {
      problems.append(
        MediaMixProblem(
          "log-normal geo effects need priors on positive numbers", at: "media_mix.channels",
          remedy: "Give a positive prior such as lognormal, or set geo_effects: normal."))
    }
    if !problems.isEmpty { throw .refused(problems) }
  }
}

/// The defaults for one data set.
private struct Defaults {
  let options: MediaMixOptions
  let data: MediaMixData

  typealias Channel = MediaMixSpecification.Channel
  typealias Strength = MediaMixSpecification.Strength

  func channel(
    _ name: String, _ channel: MediaMixOptions.Channel, _ problems: inout [MediaMixProblem],
    resolved: inout [String: PriorSpecification]
  ) -> Channel? {
    let (strength, specification) = strength(channel)
    let path = "media_mix.channels.\(name)"
    if strength == .contribution && data.totalOutcome <= 0 {
      problems.append(
        MediaMixProblem(
          "the outcome adds up to \(data.totalOutcome), so a channel has no share of it",
          at: "\(path).prior", remedy: "State what is believed as roi or coefficient instead."))
    }
    let maxLag = channel.maxLag ?? min(8, data.timeCount - 1)
    if maxLag < 0 || maxLag >= data.timeCount {
      problems.append(
        MediaMixProblem(
          "a last lag of \(maxLag) does not fit \(data.timeCount) periods", at: "\(path).max_lag",
          remedy: "Give a number from 0 to \(data.timeCount - 1)."))
    }
    // All are looked at before one is missed, so that every problem is told.
    var reader = PriorReader(path: "\(path).prior")
    let strengthPrior = reader.read(strength.rawValue, specification)
    let alpha = reader.read("alpha", channel.prior.alpha ?? .init("uniform", [0, 1]), .share)
    let half = reader.read(
      "half_saturation",
      channel.prior.halfSaturation ?? .init("truncatednormal", [0.8, 0.8, 0.1, 10]), .positive)
    let slope = reader.read("slope", channel.prior.slope ?? .init("fixed", [1]), .positive)
    let spread = reader.read(
      "geo_spread", data.geoCount > 1 ? .init("halfnormal", [1]) : .init("fixed", [0]))
    problems += reader.problems
    for (key, prior) in reader.resolved { resolved["\(name).\(key)"] = prior }
    guard let strengthPrior, let alpha, let half, let slope, let spread else { return nil }
    return Channel(
      name: name, adstock: channel.adstock ?? .geometric, maxLag: max(0, maxLag),
      saturation: channel.saturation ?? .hill, strength: strength, strengthPrior: strengthPrior,
      alpha: alpha, halfSaturation: half, slope: slope,
      geoSpread: spread)
  }

  private func strength(
    _ channel: MediaMixOptions.Channel
  ) -> (Strength, PriorSpecification) {
    let prior = channel.prior
    if let roi = prior.roi { return (.roi, roi) }
    if let mroi = prior.mroi { return (.mroi, mroi) }
    if let contribution = prior.contribution { return (.contribution, contribution) }
    if let coefficient = prior.coefficient { return (.coefficient, coefficient) }
    if options.target.isMoney { return (.roi, .init("lognormal", [0.2, 0.9])) }
    if options.preset == .meridian { return (.roi, commonReturn()) }
    // Each share has mean 0.4 / C, so that together the channels explain 40 % before the data speak.
    let count = Double(data.channels.count)
    return (.contribution, .init("beta", [1, max(count / 0.4 - 1, 1)]))
  }

  /// Meridian's prior for a KPI without a money value: one log-normal return for all channels, under
  /// which paid media explain 40 % of the KPI with a standard deviation of 20 %.
  private func commonReturn() -> PriorSpecification {
    let spends = data.channels.indices.map { data.totalSpend($0) }
    let total = spends.reduce(0, +)
    let squares = spends.reduce(0) { $0 + $1 * $1 }
    let variance = log(0.2 * 0.2 / (0.4 * 0.4) * total * total / squares + 1)
    let mean = log(0.4 * data.totalOutcome / total) - variance / 2
    return .init("lognormal", [mean, variance.squareRoot()])
  }

  /// Lift tests, placed in the data.
  func experiments(trainCount: Int, _ problems: inout [MediaMixProblem]) -> [ResolvedLiftTest] {
    guard let experiments = options.experiments else { return [] }
    var reader = LiftTestReader(data: data, trainCount: trainCount)
    let tests = reader.read(experiments)
    problems += reader.problems
    return tests
  }

  /// The number of periods before the holdout; all of them where the holdout does not fit.
  func trainCount(_ problems: inout [MediaMixProblem]) -> Int {
    let heldOut = options.holdout?.last ?? 0
    let most = max(0, data.timeCount - 2)
    if (0...most).contains(heldOut) { return data.timeCount - heldOut }
    problems.append(
      MediaMixProblem(
        "\(heldOut) of \(data.timeCount) periods cannot be held out", at: "media_mix.holdout",
        remedy: "Give a number from 0 to \(most)."))
    return data.timeCount
  }

  /// Knots over the periods that are fitted.
  ///
  /// One that no data inform would make a forecast of held-out periods as wide as its prior.
  /// Meridian spreads them over all periods.
  func knots(_ problems: inout [MediaMixProblem]) -> [Int] {
    let heldOut = options.preset == .meridian ? 0 : options.holdout?.last ?? 0
    let count = data.timeCount - min(max(heldOut, 0), data.timeCount - 1)
    switch options.baseline.knots {
    case .count(let knots):
      if knots < 1 || knots > count {
        problems.append(
          MediaMixProblem(
            "\(knots) knots do not fit \(count) periods", at: "media_mix.baseline.knots",
            remedy: "Give a number from 1 to \(count)."))
        return [0]
      }
      return KnotBasis.equallySpaced(knots, count: count)
    case .at(let labels):
      return positions(labels, &problems)
    case .auto: return KnotBasis.equallySpaced(automaticKnots(count), count: count)
    case nil:
      if options.preset == .meridian {
        return KnotBasis.equallySpaced(data.geoCount > 1 ? count : 1, count: count)
      }
      return KnotBasis.equallySpaced(automaticKnots(count), count: count)
    }
  }

  private func automaticKnots(_ count: Int) -> Int {
    max(2, Int((Double(count - 1) / 13).rounded()) + 1)
  }

  private func positions(_ labels: [String], _ problems: inout [MediaMixProblem]) -> [Int] {
    var positions: Set<Int> = []
    for label in labels {
      if let index = data.times.index(ofLabel: label) {
        positions.insert(index)
      } else {
        problems.append(
          MediaMixProblem(
            "no period \"\(label)\"", at: "media_mix.baseline.knots",
            remedy: "Give periods from \(data.times.labels.first ?? "") to"
              + " \(data.times.labels.last ?? "")."))
      }
    }
    return positions.isEmpty ? [0] : positions.sorted()
  }

  func fourierOrder(_ problems: inout [MediaMixProblem]) -> Int {
    let perYear = data.times.periodsPerYear
    if let order = options.baseline.fourier {
      if order == 0 { return 0 }
      func refuse(_ what: String) {
        problems.append(
          MediaMixProblem(
            what, at: "media_mix.baseline.fourier", remedy: "Give fewer pairs, or 0."))
      }
      if order < 0 {
        refuse("\(order) is no number of yearly Fourier pairs")
        return 0
      }
      guard let perYear, Double(order) <= perYear / 2 else {
        refuse("\(order) yearly Fourier pairs need dated periods, at least twice as many a year")
        return 0
      }
      return order
    }
    if options.preset == .meridian { return 0 }
    guard let perYear, Double(data.timeCount) >= perYear else { return 0 }
    return min(2, Int(perYear / 2))
  }
}
