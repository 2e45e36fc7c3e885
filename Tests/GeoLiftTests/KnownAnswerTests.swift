import Foundation
import GeoLift
import LinearAlgebra
import Tables
import TestSupport
import Testing

/// The published panels.
enum Published {
  /// California's tobacco control programme, treated from 1989.
  static func proposition99(unitEffects: Bool = false) throws -> GeoExperiment {
    let table = try TableReader.read(path: SharedData.path("geo/synthdid_california_prop99.csv"))
    let panel = try GeoPanel(
      table, columns: .init(geo: "State", time: "Year", kpi: "PacksPerCapita"))
    return try GeoExperiment(
      panel, GeoTest(treated: ["California"], start: "1989", unitEffects: unitEffects))
  }

  /// The walk-through's test in two cities.
  static func cities() throws -> GeoExperiment {
    let table = try TableReader.read(path: SharedData.path("geo/geolift_test.csv"))
    let panel = try GeoPanel(table, columns: .init(geo: "location", time: "date", kpi: "Y"))
    return try GeoExperiment(
      panel,
      GeoTest(treated: ["chicago", "portland"], start: "2021-04-01", unitEffects: true))
  }

  static func reference(_ file: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: SharedData.path("geo/reference/\(file)")))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}

@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct KnownAnswerTests {
  private func expectWeights(
    _ estimate: GeoEstimate, _ file: String, _ path: [String], _ tolerance: Double
  ) throws {
    var node: Any = try Published.reference(file)
    for key in path { node = try #require((node as? [String: Any])?[key]) }
    let known = try #require(node as? [String: Double])
    #expect(!known.isEmpty)
    for (geo, weight) in estimate.weights {
      #expect(abs(weight - (known[geo] ?? 0)) <= tolerance, "\(geo) \(weight)")
    }
  }

  @Test("Proposition 99: the three of synthdid") func synthdid() throws {
    let experiment = try Published.proposition99()
    let full = try SyntheticDifferenceInDifferences().estimate(experiment)
    #expect(abs(full.att + 15.6038278727) < 1e-6, "\(full.att)")
    #expect(isClose(full.fit.penalty ?? 0, 10.2262325715, 1e-9))
    let file = "prop99_and_geolift.json"
    try expectWeights(full, file, ["prop99_synthdid_pkg", "synthdid", "omega"], 1e-5)
    let control = try SyntheticDifferenceInDifferences(.syntheticControl).estimate(experiment)
    #expect(abs(control.att + 19.6196634709) < 1e-4, "\(control.att)")
    try expectWeights(control, file, ["prop99_synthdid_pkg", "sc", "omega"], 1e-4)
    let plain = try DifferenceInDifferences().estimate(experiment)
    #expect(abs(plain.att + 27.3491110836) < 1e-8)
    let exact = try SyntheticDifferenceInDifferences(solution: .exact).estimate(experiment)
    #expect(abs(exact.att + 15.6054) < 1e-3, "\(exact.att)")
    #expect(exact.fit.certificate?.isCertified == true)
    #expect(exact.fit.periodCertificate?.isCertified == true)
  }

  @Test("Proposition 99: synthetic control on outcomes") func control() throws {
    let levels = try SyntheticControl().estimate(Published.proposition99())
    #expect(abs(levels.att + 19.51363) < 1e-4, "\(levels.att)")
    #expect(abs(levels.imbalance - 7.2200811) < 1e-5)
    #expect(abs((levels.scaledImbalance ?? 0) - 0.10324179) < 1e-6)
    try expectWeights(
      levels, "prop99_and_geolift.json", ["augsynth_prop99_None_nofe", "weights"], 1e-4)
    let units = try SyntheticControl().estimate(Published.proposition99(unitEffects: true))
    #expect(abs(units.att + 11.10904) < 1e-4, "\(units.att)")
    #expect(abs(units.imbalance - 4.1642976) < 1e-5)
    try expectWeights(
      units, "prop99_and_geolift.json", ["augsynth_prop99_None_fe", "weights"], 1e-4)
    #expect(levels.fit.certificate?.isCertified == true)
    #expect(units.fit.certificate?.isCertified == true)
  }

  @Test("Proposition 99: ridge, and the guard where it would interpolate") func ridge() throws {
    let levels = try RidgeAugmented().estimate(Published.proposition99())
    #expect(abs(levels.att + 15.95257) < 1e-3, "\(levels.att)")
    #expect(isRelativelyClose(levels.fit.penalty ?? 0, 429.8375828134, 1e-6))
    #expect(levels.fit.ridge?.isGuarded == false)
    let units = try RidgeAugmented().estimate(Published.proposition99(unitEffects: true))
    #expect(units.fit.ridge?.isGuarded == true)
    // The peer's fit before the test is perfect to 2e-5.
    #expect(units.imbalance > 0.5, "\(units.imbalance) \(units.att) \(units.fit.penalty ?? 0)")
  }

  @Test("two cities: synthetic control with unit effects") func cities() throws {
    let estimate = try SyntheticControl().estimate(Published.cities())
    #expect(abs(estimate.att - 155.5556886911) < 0.02, "\(estimate.att)")
    #expect(abs((estimate.lift ?? 0) - 0.054231874) < 1e-5)
    #expect(abs(estimate.incremental - 4666.6706607) < 0.5)
    #expect(abs(estimate.imbalance - 909.4885393) < 1e-2)
    #expect(abs((estimate.scaledImbalance ?? 0) - 0.16363942) < 1e-5)
    try expectWeights(estimate, "geolift_test_augsynth.json", ["None", "weights"], 1e-3)
  }

  @Test("two cities: ridge") func citiesRidge() throws {
    let estimate = try RidgeAugmented().estimate(Published.cities())
    #expect(isRelativelyClose(estimate.att, 156.8051670107, 1e-3), "\(estimate.att)")
    #expect(isRelativelyClose(estimate.fit.penalty ?? 0, 1673101687.12648, 1e-6))
    #expect(estimate.fit.ridge?.isGuarded == false)
  }
}
