import Interchange
import MediaMix
import TestSupport
import Testing

/// Calibration and coverage at full size (CPU budget 15 minutes), the same of every family and part (10
/// minutes), experiments (10 minutes), and channels dropped in turn (an hour).
///
/// One after the other, so that each line of the log gives the cost of its own study. The seeds of
/// the studies differ, so that their results are independent.
@Suite(.enabled(if: SlowGroup.isEnabled, "set LIFTWERK_SLOW"), .serialized)
struct SlowStatisticsTests {
  /// A calibration study: a case, its number of replications and its seed.
  struct Study: Sendable, CustomTestStringConvertible {
    var example: CalibrationTests.Case
    var count: Int
    var seed: UInt64
    var testDescription: String { example.name }

    init(_ name: String, _ count: Int, seed: UInt64, _ replications: Replications) {
      example = .init(name: name, replications: replications)
      self.count = count
      self.seed = seed
    }
  }

  static let calibrations = [
    Study("national, collapsed", 2000, seed: 301, .init()),
    Study("national, joint", 1000, seed: 302, .init(form: .joint)),
    Study(
      "national, collapsed, marginal ROI and slopes", 1000, seed: 303,
      .init { options in
        for name in options.channels.keys {
          options.channels[name]?.prior.mroi = .init("lognormal", [0, 0.7])
          options.channels[name]?.prior.slope = .init("lognormal", [0, 0.4])
        }
      }),
    Study("geo, collapsed", 500, seed: 304, .init(geos: 3, periods: 20)),
    Study(
      "geo, collapsed, centred", 500, seed: 305,
      .init(geos: 3, periods: 20, centred: [true, true])),
    Study("geo, joint", 500, seed: 306, .init(geos: 3, periods: 20, form: .joint)),
    Study(
      "geo, joint, centred", 300, seed: 307,
      .init(geos: 3, periods: 20, form: .joint, centred: [true, true])),
    Study(
      "geo, collapsed, a sigma each, held-out periods", 300, seed: 308,
      .init(geos: 3, periods: 20) {
        $0.sigma = .perGeo
        $0.holdout = .init(last: 4)
      }),
    Study(
      "geo, collapsed, coefficient prior, normal effects, binomial adstock", 300, seed: 309,
      .init(geos: 3, periods: 20) { options in
        options.geoEffects = .normal
        for name in options.channels.keys {
          options.channels[name]?.prior.coefficient = .init("normal", [1, 2])
          options.channels[name]?.adstock = .binomial
        }
      }),
  ]

  /// Every family of adstock and of saturation, both orders, and every other part of the model.
  static let families = [
    family("binomial, root", seed: 321, .binomial, .root),
    family("delayed, logistic", seed: 322, .delayed, .logistic),
    family("Weibull CDF, tanh, saturation first", seed: 323, .weibullCDF, .tanh, .saturationFirst),
    family("Weibull PDF, Michaelis-Menten", seed: 324, .weibullPDF, .michaelisMenten),
    family("no adstock, Hill with a slope", seed: 325, .none, .hill),
    family("geometric, none, saturation first", seed: 326, .geometric, .none, .saturationFirst),
    Study("geo, delayed, logistic", 200, seed: 327, families(2, .delayed, .logistic)),
    Study("national, terms of every kind", 400, seed: 328, everyTerm(geos: 1, periods: 30)),
    Study("geo, terms of every kind", 200, seed: 329, everyTerm(geos: 3, periods: 20)),
    Study("national, experiments", 600, seed: 330, CalibrationTests.experiments(.geometric)),
    Study(
      "geo, experiments", 200, seed: 331,
      CalibrationTests.experiments(.geometric, geos: 3, periods: 20)),
    Study("national, Laplace seasons", 600, seed: 332, CalibrationTests.laplace),
    Study("national, Student's t", 400, seed: 333, .init { $0.likelihood = .studentT }),
    Study(
      "geo, Student's t, a sigma each", 150, seed: 334,
      .init(geos: 3, periods: 20) {
        $0.likelihood = .studentT
        $0.sigma = .perGeo
      }),
    Study("national, one course of time", 400, seed: 335, .init { $0.timeVarying = .all }),
    Study(
      "geo, a course of time each", 150, seed: 336,
      .init(geos: 3, periods: 30) { $0.timeVarying = .media(["channel0", "channel1"]) }),
  ]

  private static func families(
    _ geos: Int, _ adstock: AdstockFamily, _ saturation: SaturationFamily,
    _ order: MediaMixOptions.Media.Order = .adstockFirst
  ) -> Replications {
    Replications(geos: geos, periods: geos > 1 ? 20 : 30) { options in
      for name in options.channels.keys {
        options.channels[name]?.adstock = adstock
        options.channels[name]?.saturation = saturation
        options.channels[name]?.media.order = order
        if saturation == .hill {
          options.channels[name]?.prior.slope = .init("lognormal", [0, 0.4])
        }
      }
    }
  }

  private static func family(
    _ name: String, seed: UInt64, _ adstock: AdstockFamily, _ saturation: SaturationFamily,
    _ order: MediaMixOptions.Media.Order = .adstockFirst
  ) -> Study {
    Study("national, \(name)", 400, seed: seed, families(1, adstock, saturation, order))
  }

  /// Strengths that are shares of the outcome would move with the outcome drawn, so organic media and
  /// treatments have coefficients.
  private static func everyTerm(geos: Int, periods: Int) -> Replications {
    Replications(geos: geos, periods: periods, hasEveryTerm: true) { options in
      options.organic["newsletter"]?.prior.coefficient = .init("halfnormal", [1])
      options.treatments["price"]?.prior.coefficient = .init("normal", [0, 1])
    }
  }

  @Test("ranks of truths are uniform", arguments: calibrations)
  func calibration(_ study: Study) async throws { try await judge(study) }

  @Test("ranks of truths are uniform for every family and part of the model", arguments: families)
  func parts(_ study: Study) async throws { try await judge(study) }

  private func judge(_ study: Study) async throws {
    let start = SlowGroup.processorSeconds
    let outcome = try await CalibrationTests.judge(
      study.example.replications, count: study.count, seed: study.seed)
    SlowGroup.log(
      "calibration, \(study.example.name), \(study.count) replications",
      seconds: SlowGroup.processorSeconds - start, "\(outcome)")
    #expect(outcome.smallest >= CalibrationTests.rate, "\(outcome)")
    #expect(outcome.incomplete <= study.count / 20)
  }

  /// Each data set is sampled until the gate passes or the limit of draws is reached.
  static let coverages = [
    CoverageTests.Case("national", geos: 1, periods: 30, draws: .auto),
    CoverageTests.Case("geo", geos: 3, periods: 20, draws: .auto),
  ]

  @Test("90 % intervals hold the truth as often as they say", arguments: coverages)
  func coverage(_ example: CoverageTests.Case) async throws {
    let (start, count) = (SlowGroup.processorSeconds, 420)
    let outcome = try await CoverageTests.judge(example.replications, count: count, seed: 401)
    SlowGroup.log(
      "coverage, \(example.name), \(count) data sets",
      seconds: SlowGroup.processorSeconds - start, "\(outcome)")
    #expect(outcome.smallest >= CalibrationTests.rate, "\(outcome)")
  }

  /// Experiments measured apart from the panel, of one channel and of two, and on the panel itself.
  static let experiments: [(name: String, study: ExperimentStudy, seed: UInt64)] = [
    ("national, two holdouts", .national, 601), ("geo, two holdouts", .geo, 602),
    ("national, a holdout of two channels", .pair, 603),
    ("a test on the panel, cells masked", .panel(.mask), 604),
  ]

  @Test("experiments narrow intervals that still hold the truth", arguments: experiments)
  func experiments(
    _ example: (name: String, study: ExperimentStudy, seed: UInt64)
  ) async throws {
    let outcome = try await judge(example.name, example.study, seed: example.seed)
    #expect(outcome.smallest >= CalibrationTests.rate, "\(outcome)")
    #expect(outcome.logWidthRatio("roi.1") < -0.1, "\(outcome)")
    if example.study.replications.tests.count > 1 {
      #expect(outcome.approach("roi.1") > 2, "\(outcome)")
      #expect(outcome.approach("alpha.1") > 2, "\(outcome)")
    }
  }

  @Test("a test on the panel whose cells are kept counts twice: its intervals are too narrow")
  func countsTwice() async throws {
    let outcome = try await judge("a test on the panel, cells kept", .panel(.keep), seed: 604)
    let law = ExactBinomial(trials: outcome.count, probability: 0.9)
    let hits = outcome.hits(outcome.pairs[0].values, \.with)
    #expect(Double(hits) < 0.9 * Double(outcome.count) && law.twoSided(hits) < 1e-3, "\(outcome)")
  }

  private func judge(
    _ name: String, _ study: ExperimentStudy, seed: UInt64
  ) async throws -> ExperimentStudy.Outcome {
    let start = SlowGroup.processorSeconds
    let study = study.sampled(chains: 2, warmup: 250, draws: .count(600))
    let outcome = try await study.judge(count: 200, seed: seed)
    SlowGroup.log(
      "experiments, \(name)", seconds: SlowGroup.processorSeconds - start, "\(outcome)")
    return outcome
  }
}
