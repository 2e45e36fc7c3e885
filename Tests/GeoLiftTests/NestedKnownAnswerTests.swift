import Foundation
import GeoLift
import LinearAlgebra
import Tables
import TestSupport
import Testing

extension Published {
  /// The predictors of the paper.
  static let predictors = [
    GeoPredictor(column: "lnincome", from: "1980", to: "1988"),
    GeoPredictor(column: "retprice", from: "1980", to: "1988"),
    GeoPredictor(column: "age15to24", from: "1980", to: "1988"),
    GeoPredictor(column: "beer", from: "1984", to: "1988"),
    GeoPredictor(column: "cigsale", from: "1975", to: "1975"),
    GeoPredictor(column: "cigsale", from: "1980", to: "1980"),
    GeoPredictor(column: "cigsale", from: "1988", to: "1988"),
  ]

  /// Proposition 99 with predictors, whose columns have empty cells.
  static func smoking(
    without dropped: [String] = [], factor: Double = 1,
    predictors: [GeoPredictor] = Published.predictors
  ) throws -> GeoExperiment {
    let path = SharedData.path("geo/pysyncon_prop99_smoking_predictors.csv")
    // The file writes its years as 1970.0; a price in another currency is ours.
    var lines: [String] = []
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if !lines.isEmpty {
        fields[1] = String(fields[1].prefix(4))
        if let price = Double(fields[6]) { fields[6] = String(price * factor) }
      }
      lines.append(fields.joined(separator: ","))
    }
    let table = try TableReader.read(
      bytes: Array(lines.joined(separator: "\n").utf8), source: "smoking.csv")
    let panel = try GeoPanel(
      table,
      columns: .init(
        geo: "state", time: "year", kpi: "cigsale",
        predictors: predictors.map(\.column)))
    return try GeoExperiment(
      panel, GeoTest(treated: ["California"], excluded: dropped, start: "1989"),
      predictors: predictors)
  }
}

@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct NestedKnownAnswerTests {
  private static let known = [
    "Utah": 0.333, "Nevada": 0.237, "Montana": 0.200, "Colorado": 0.156, "Connecticut": 0.067,
    "New Mexico": 0.008,
  ]

  @Test("Proposition 99 with predictors: the published answer, from every one of twenty seeds")
  func seeds() throws {
    let experiment = try Published.smoking()
    let first = try NestedSyntheticControl(seed: 1).estimate(experiment)
    for (geo, weight) in first.weights {
      #expect(abs(weight - (Self.known[geo] ?? 0)) <= 0.01, "\(geo) \(weight)")
    }
    #expect(abs(first.att + 18.92) < 0.1, "\(first.att)")
    #expect(abs((first.effects.last ?? 0) + 25.655) < 0.1, "\(first.effects)")
    #expect(first.fit.certificate?.isCertified == true)
    var slowest = Duration.zero
    for seed in 1...20 as ClosedRange<UInt64> {
      var estimate = first
      let time = try ContinuousClock().measure {
        estimate = try NestedSyntheticControl(seed: seed).estimate(experiment)
      }
      slowest = max(slowest, time)
      #expect((estimate.fit.optima.first?.error ?? 9) <= 3.104, "\(seed)")
      for (a, b) in zip(estimate.weights, first.weights) {
        #expect(abs(a.weight - b.weight) < 1e-3, "\(seed) \(a.geo) \(a.weight) \(b.weight)")
      }
    }
    // Two busy cores: the bar is a second for a free one.
    #expect(slowest < .seconds(4), "\(slowest)")
  }

  @Test("Proposition 99: a donor of no weight may go, unless it held the predictors back")
  func dropped() throws {
    let estimator = NestedSyntheticControl(starts: 4)
    let whole = try estimator.estimate(Published.smoking())
    let known = Dictionary(uniqueKeysWithValues: whole.weights.map { ($0.geo, $0.weight) })
    for geo in ["Alabama", "Illinois", "New Hampshire", "Texas", "Wyoming"] {
      #expect((known[geo] ?? 1) < 1e-6)
      let rest = try estimator.estimate(Published.smoking(without: [geo]))
      for (name, weight) in rest.weights {
        #expect(abs(weight - (known[name] ?? 0)) < 1e-3, "without \(geo): \(name) \(weight)")
      }
    }
    let best = try #require(whole.fit.optima.first?.error)
    for geo in ["Idaho", "New Mexico"] {
      let rest = try estimator.estimate(Published.smoking(without: [geo]))
      #expect((known[geo] ?? 1) < 1e-6)
      #expect((rest.fit.optima.first?.error ?? 9) < 0.998 * best, "without \(geo)")
    }
    let dearer = try estimator.estimate(Published.smoking(factor: 123.4))
    for (name, weight) in dearer.weights {
      #expect(abs(weight - (known[name] ?? 0)) < 1e-3, "\(name) \(weight)")
    }
  }
}
