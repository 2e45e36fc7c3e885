import Foundation
import Interchange
import MediaMix
import Probability
import Testing

/// Models with every kind of term, for tests that go through them all.
struct TermCase: Sendable, CustomTestStringConvertible {
  var name: String
  var geos = 3
  var periods = 20
  var centred: [Bool]?
  var tests = Tests.none
  var change: @Sendable (inout MediaMixOptions) -> Void = { _ in }
  var testDescription: String { name }

  /// Which experiments the model knows.
  enum Tests: Sendable { case none, two, all, masked }

  /// The first channel is told by its exposure, the second one by reach and frequency; beside them
  /// an organic medium and a treatment.
  func data(price: [Double]? = nil) throws -> MediaMixData {
    let plain = try SmallPanel.data(
      geos: geos, periods: periods, channels: 3, leadIn: 2, price: price)
    var stream = RandomStream(seed: 9, stream: 1)
    let frequency = plain.exposure[1].map { $0 > 0 ? 1 + 4 * stream.uniform() : 0 }
    return MediaMixData(
      source: plain.source, geos: plain.geos, isNational: plain.isNational, times: plain.times,
      leadIn: plain.leadIn, channels: Array(plain.channels.prefix(2)), controls: plain.controls,
      kpi: plain.kpi, value: plain.value, population: plain.population,
      spend: Array(plain.spend.prefix(2)), exposure: plain.exposure,
      controlValues: plain.controlValues, currency: plain.currency, organic: ["newsletter"],
      treatments: ["price"], frequency: [nil, frequency, nil],
      treatmentValues: [plain.kpi.map { _ in 9 + stream.uniform() }])
  }

  func options(_ data: MediaMixData) -> MediaMixOptions {
    SmallPanel.options(data) { options in
      options.channels["channel1"]?.media.reach = "channel1_reach"
      options.channels["channel1"]?.media.frequency = "channel1_frequency"
      options.organic["newsletter"] = .init(media: .init(exposure: "newsletter_opens", maxLag: 3))
      options.treatments["price"] = .init(column: "price", baseline: .maximum)
      change(&options)
    }
  }

  func model(
    _ data: MediaMixData, scaling: MediaMixScaling? = nil, withTests: Bool = true
  ) throws -> MediaMixModel {
    try MediaMixModel(
      data: data, options: options(data), scaling: scaling,
      experiments: withTests ? experiments(data) : [])
  }

  static func test(
    _ kind: LiftTest.Kind, _ channels: [Int], _ geos: [Int], _ treatment: ClosedRange<Int>,
    until: Int, factor: Double = 0, usual: Double? = nil, error: Double = 15,
    cells: LiftTest.PanelCells = .keep
  ) -> ResolvedLiftTest {
    ResolvedLiftTest(
      name: kind.rawValue, kind: kind, channels: channels, geos: geos, treatment: treatment,
      measurement: treatment.lowerBound...until, spendFactor: factor, usualSpend: usual, lift: 40,
      standardError: error, cells: cells, source: nil)
  }

  /// Overlapping tests of every kind, one of them with two channels.
  private func experiments(_ data: MediaMixData) -> [ResolvedLiftTest] {
    switch tests {
    case .none: return []
    case .two: return Array(Self.everyKind(data).prefix(2))
    case .all: return Self.everyKind(data)
    case .masked:
      return Self.everyKind(data).prefix(3).map {
        var test = $0
        test.cells = .mask
        return test
      }
    }
  }

  private static func everyKind(_ data: MediaMixData) -> [ResolvedLiftTest] {
    let last = data.geoCount - 1
    return [
      test(.heavyUp, [0], [0], 4...7, until: 9, factor: 1.6),
      test(.holdout, [0, 1], Array(0...last), 6...12, until: 15),
      test(.goDark, [1], [last], 17...18, until: 19),
      test(.goDark, [0], [last], 0...1, until: 3, usual: 300),
      test(.conversionLift, [1], [0], 19...19, until: 19),
    ]
  }

  static let all: [TermCase] = [
    TermCase(name: "national", geos: 1),
    TermCase(name: "geo"),
    TermCase(name: "geo, no shared shocks", tests: .masked) {
      $0.baseline.periodEffects = false
    },
    TermCase(name: "geo, centred", centred: [true, true, true, false]) {
      $0.organic["newsletter"]?.prior.coefficient = .init("halfnormal", [1])
    },
    TermCase(name: "normal effects") { $0.geoEffects = .normal },
    TermCase(name: "saturation first") { options in
      options.channels["channel0"]?.media.order = .saturationFirst
      options.channels["channel0"]?.prior.slope = .init("gamma", [4, 3])
      options.channels["channel0"]?.prior.mroi = .init("lognormal", [0, 0.5])
    },
    TermCase(name: "marginal ROI of reach") {
      $0.channels["channel1"]?.prior.mroi = .init("lognormal", [0, 0.5])
    },
    TermCase(name: "coefficients") { options in
      options.organic["newsletter"]?.prior.coefficient = .init("halfnormal", [1])
      options.treatments["price"]?.prior.coefficient = .init("normal", [0, 1])
    },
    TermCase(name: "tests, national", geos: 1, tests: .all),
    TermCase(name: "tests", tests: .all),
    TermCase(name: "tests, centred", centred: [true, true, false, false], tests: .all),
    TermCase(name: "masked tests", tests: .masked),
    TermCase(name: "one course", periods: 28) { $0.timeVarying = .all },
    TermCase(name: "courses, tests", periods: 28, tests: .all) {
      $0.timeVarying = .media(["channel1", "newsletter"])
      $0.channels["channel1"]?.prior.mroi = .init("lognormal", [0, 0.5])
    },
    TermCase(
      name: "courses, tests, centred", periods: 28, centred: [true, true, false, false], tests: .all
    ) {
      $0.timeVarying = .media(["channel0", "channel1"])
    },
    TermCase(name: "Student's t") { $0.likelihood = .studentT },
    TermCase(name: "Student's t, national, tests", geos: 1, tests: .all) {
      $0.likelihood = .studentT
    },
    TermCase(name: "Student's t, a sigma each, holdout") {
      $0.likelihood = .studentT
      $0.sigma = .perGeo
      $0.holdout = .init(last: 3)
    },
    TermCase(name: "PyMC-Marketing's defaults", geos: 1) { $0.preset = .pymcMarketing },
    TermCase(name: "PyMC-Marketing's defaults, geo") { $0.preset = .pymcMarketing },
  ]

  /// Every pair of families, in both orders.
  static let families: [TermCase] = AdstockFamily.allCases.flatMap { adstock in
    SaturationFamily.allCases.flatMap { saturation in
      MediaMixOptions.Media.Order.allCases.map { order in
        TermCase(
          name: "\(adstock.rawValue), \(saturation.rawValue), \(order.rawValue)", geos: 2,
          tests: .two
        ) { options in
          options.channels["channel0"]?.adstock = adstock
          options.channels["channel0"]?.saturation = saturation
          options.channels["channel0"]?.media.order = order
          options.channels["channel1"]?.adstock = adstock
          options.channels["channel1"]?.saturation = saturation
          if saturation == .hill {
            options.channels["channel0"]?.prior.slope = .init("lognormal", [0.2, 0.3])
          }
        }
      }
    }
  }
}
