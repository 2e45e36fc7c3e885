import Foundation
import Probability
import Tables

extension MediaMixSpecification {
  /// Fills in what the options leave open.
  ///
  /// Liftwerk's own defaults: a knot about every thirteen periods (a constant level beside a trend),
  /// two yearly Fourier pairs where the data span a year, geometric adstock over 8 lags (fewer where
  /// the data are shorter), Hill saturation of slope 1, and, as the statement of a channel's
  /// strength, an ROI prior where the outcome is money and a prior on the share of the outcome where
  /// it is not. The presets have their peers' defaults instead.
  ///
  /// - Parameters:
  ///   - options: what the user chose.
  ///   - data: the panel.
  ///   - experiments: finished experiments beside those of the options, placed on the panel.
  /// - Throws: `MediaMixError.refused` with every option that does not fit.
  package init(
    options: MediaMixOptions, data: MediaMixData, experiments: [ResolvedLiftTest] = []
  ) throws(MediaMixError) {
    var problems: [MediaMixProblem] = []
    var resolvedPriors: [String: PriorSpecification] = [:]
    let isPeer = options.preset == .pymcMarketing
    scaling = isPeer ? .maximum : .standard
    let courses = CourseReader(options: options, data: data, problems: &problems)
    self.courses = courses.courses
    var terms = TermReader(options: options, data: data, courses: courses).terms(
      &problems, resolved: &resolvedPriors)
    treatmentBaselines = data.treatments.map { options.treatments[$0]?.baseline ?? .minimum }
    let defaults = BaselineDefaults(options: options, data: data)
    knots = defaults.knots(&problems)
    fourierOrder = defaults.fourierOrder(&problems)
    fourierIsLaplace = isPeer
    fourierCountsFromNewYear = isPeer
    trainCount = defaults.trainCount(&problems)
    anchorCount = data.timeCount
    var baseline = BaselineReader(
      baseline: options.baseline, times: data.times, fittedCount: trainCount)
    trend = baseline.trend()
    holidays = baseline.holidays()
    events = baseline.events()
    problems += baseline.problems
    perGeoSigma = options.sigma == .perGeo && !data.isNational
    likelihood = options.likelihood ?? .normal
    margin = options.target.margin ?? 1
    let tests = experiments + Self.placed(options, data, trainCount: trainCount, &problems)
    let becomePriors = options.experiments?.use == .prior
    self.experiments = becomePriors ? [] : tests
    priorExperiments = becomePriors ? tests : []
    if becomePriors {
      var priors = ExperimentPriors(data: data, trainCount: trainCount, margin: margin)
      priors.apply(tests, to: &terms)
      problems += priors.problems
      for (name, prior) in priors.made { resolvedPriors["\(name).roi"] = prior }
    }
    self.terms = terms
    self.resolvedPriors = resolvedPriors
    knotDeviation = isPeer ? 2 : 5
    fourierDeviation = 1
    geoInterceptDeviation = isPeer ? 2 : 5
    controlDeviation = isPeer ? 2 : 5
    do {
      controlSpread = try HalfNormal(scale: 5)
      sigma = try HalfNormal(scale: isPeer ? 2 : 5)
      periodSpread = try defaults.hasPeriodEffects(&problems) ? HalfNormal(scale: 1) : nil
      laplaceScale = try Weibull(shape: 2, scale: 2.0.squareRoot())
      // Juarez and Steel 2010: little weight on tails that are all but normal or without variance.
      degreesOfFreedom = try Gamma(shape: 2, rate: 0.1)
    } catch {
      throw .sampling(error.description)
    }
    if !problems.isEmpty { throw .refused(problems) }
    if options.baseline.knots == .selected { try selectKnots(data) }
  }

  /// The options' experiments, placed on the panel.
  private static func placed(
    _ options: MediaMixOptions, _ data: MediaMixData, trainCount: Int,
    _ problems: inout [MediaMixProblem]
  ) -> [ResolvedLiftTest] {
    guard let experiments = options.experiments else { return [] }
    var reader = LiftTestReader(data: data, trainCount: trainCount)
    let tests = reader.read(experiments)
    problems += reader.problems
    return tests
  }

  /// Puts knots where the data ask for them.
  private mutating func selectKnots(_ data: MediaMixData) throws(MediaMixError) {
    do {
      knots = try KnotSelection(MediaMixDesign(data: data, specification: self)).knots()
    } catch {
      throw .refused([
        MediaMixProblem(
          "knots cannot be selected: \(error)", at: "media_mix.baseline.knots",
          remedy: "Give a number, or auto.")
      ])
    }
  }
}
