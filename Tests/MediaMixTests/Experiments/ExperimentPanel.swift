import Foundation
import Interchange
import MediaMix
import Tables

/// A panel of weeks from Monday, 2021-01-04, on which channels spend evenly, so that what a test says
/// can be computed by hand.
struct ExperimentPanel {
  var geos = ["north", "south"]
  var weeks = 104
  var channels = ["search", "tv"]
  /// Spend of a week and geo on each channel; exposure is ten times as much.
  var rates = [50.0, 100.0]
  /// Weeks in which a channel is dark.
  var dark: [Int: ClosedRange<Int>] = [:]
  var kpi = 1000.0
  var value = 1.0
  var options: MediaMixOptions

  init() {
    options = MediaMixOptions(
      target: .init(column: "revenue"),
      channels: ["search": .init(spend: "search"), "tv": .init(spend: "tv")],
      baseline: .init(knots: .count(3), fourier: 0))
  }

  func data() throws -> MediaMixData {
    let start = CivilDate(dayNumber: 18_631)
    let times = try TimeAxis(
      (0..<weeks).map { TimePoint(start.adding(days: 7 * $0)) }, source: "even", column: "week")
    let cells = geos.count * weeks
    let spend = channels.indices.map { c in
      (0..<cells).map { cell in
        dark[c]?.contains(cell % weeks) == true ? 0 : rates[c]
      }
    }
    return MediaMixData(
      source: "even", geos: geos, isNational: geos.count == 1, times: times, leadIn: 0,
      channels: channels, controls: [], kpi: (0..<cells).map { kpi + Double($0 * 37 % 11) - 5 },
      value: [Double](repeating: value, count: cells),
      population: geos.map { _ in 1 }, spend: spend,
      exposure: spend.map { $0.map { 10 * $0 } }, controlValues: [], currency: "EUR")
  }

  /// What the model is with tests.
  func specification(
    _ tests: LiftTest..., use: MediaMixOptions.Experiments.Use = .likelihood
  ) throws -> MediaMixSpecification {
    var options = options
    options.experiments = .init(tests: tests, use: use)
    return try MediaMixSpecification(options: options, data: try data())
  }

  /// The problems of tests, one a line; empty if they are accepted.
  func refusal(
    _ tests: LiftTest..., use: MediaMixOptions.Experiments.Use = .likelihood
  ) throws -> String {
    var options = options
    options.experiments = .init(tests: tests, use: use)
    do {
      _ = try MediaMixSpecification(options: options, data: try data())
      return ""
    } catch {
      return "\(error)"
    }
  }

  func readiness(_ tests: LiftTest...) throws -> MediaMixReadiness {
    var options = options
    options.experiments = .init(tests: tests)
    return try MediaMixReadiness(data: try data(), options: options)
  }

  /// A heavy-up on TV in the north, in the weeks 10 to 13, that can be changed.
  static func heavyUp(_ change: (inout LiftTest) -> Void = { _ in }) -> LiftTest {
    var test = LiftTest(
      name: "tv-north", kind: .heavyUp, channels: ["tv"], geos: ["north"], from: "2021-03-15",
      to: "2021-04-11", spendFactor: 1.25, lift: 160, standardError: 40)
    change(&test)
    return test
  }

  /// A holdout on TV everywhere, in the weeks 10 to 13.
  static func holdout(_ change: (inout LiftTest) -> Void = { _ in }) -> LiftTest {
    var test = LiftTest(
      name: "tv-holdout", kind: .holdout, channels: ["tv"], from: "2021-03-15", to: "2021-04-11",
      lift: 1600, standardError: 200)
    change(&test)
    return test
  }

  /// A stop of TV everywhere, in the weeks 10 to 13.
  static func goDark(_ change: (inout LiftTest) -> Void = { _ in }) -> LiftTest {
    var test = LiftTest(
      name: "tv-dark", kind: .goDark, channels: ["tv"], from: "2021-03-15", to: "2021-04-11",
      measuredTo: "2021-04-25", lift: -1000, standardError: 200)
    change(&test)
    return test
  }
}
