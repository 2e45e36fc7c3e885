import MediaMix
import TestSupport
import Testing

/// Calibration and coverage at full size; CPU budget: 15 minutes.
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

  @Test("ranks of truths are uniform", arguments: calibrations)
  func calibration(_ study: Study) async throws {
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
}
