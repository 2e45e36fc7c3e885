import Findings
import Foundation
import GeoLift
import LinearAlgebra
import Resampling
import Tables
import TestSupport
import Testing

@Suite("Several cells") struct CellTests {
  private func panel(_ effects: [String: Double]) throws -> GeoPanel {
    let made = SimulatedPanel(geos: 20)
    let names = (0..<20).map { String(format: "g%02d", $0) }
    var values = made.values(seed: 4)
    for (geo, effect) in effects {
      guard let row = names.firstIndex(of: geo) else { continue }
      for t in 50..<60 { values[row, t] += effect }
    }
    return try numberedPanel(names, values)
  }

  private func options(_ cells: [String: [String]]) -> GeoOptions {
    var options = GeoOptions(
      kpi: "sales", test: GeoTest(treated: [], start: "51", unitEffects: true))
    options.cells = cells
    options.estimators = [.scm]
    return options
  }

  private func run(_ panel: GeoPanel, _ options: GeoOptions) async throws -> GeoCells {
    try await GeoCells.run(panel, options: options, spend: nil, currency: nil, threads: 2) { _ in }
  }

  @Test("each is analysed without the others, and the better one wins") func winner() async throws {
    let panel = try panel(["g00": 4, "g01": 4, "g02": 1, "g03": 1])
    let cells = try await run(panel, options(["tv": ["g01", "g00"], "search": ["g02", "g03"]]))
    #expect(cells.analyses.map(\.arm) == ["search", "tv"])
    let alone = try SyntheticControl().estimate(
      GeoExperiment(
        panel,
        GeoTest(
          treated: ["g00", "g01"], excluded: ["g02", "g03"], start: "51", unitEffects: true)))
    #expect(cells.analyses[1].parts[0].estimate?.att == alone.att)
    let comparison = try #require(cells.comparison)
    #expect(comparison.measure == .lift)
    let probabilities = comparison.cells.compactMap(\.probability)
    #expect(isClose(probabilities.reduce(0, +), 1, 1e-12) && probabilities[1] > 0.9)
    let difference = try #require(comparison.differences.first)
    #expect(difference.first == "search" && difference.value < 0)
    #expect(abs(difference.correlation) < 1)
    let findings = cells.findings(language: .en)
    #expect(Set(findings.map(\.key)).count == findings.count)
    #expect(
      findings.first { $0.id == "geo.winner_probability" && $0.subject["arm"] == "tv" }?.value
        == probabilities[1])
    #expect(
      findings.filter { $0.id == "geo.incremental" }.map(\.subject)
        == [["arm": "search", "model": "scm"], ["arm": "tv", "model": "scm"]])
    let ids = cells.sections().map(\.id)
    #expect(Set(ids).count == ids.count)
    // Of two cells the share of draws is the normal probability of the difference.
    let width = try #require(difference.interval)
    let error = (width.upper - width.lower) / 2 / 1.6448536269514722
    let exact = 0.5 * erfc(difference.value / error / 2.0.squareRoot())
    #expect(abs(exact - probabilities[1]) < 0.015)
  }

  @Test("of three, probabilities add up; equal cells share them") func three() async throws {
    let cells = try await run(
      panel(["g00": 2, "g01": 2, "g02": 2]),
      options(["a": ["g00"], "b": ["g01"], "c": ["g02"]]))
    let probabilities = try #require(cells.comparison).cells.compactMap(\.probability)
    #expect(isClose(probabilities.reduce(0, +), 1, 1e-12))
    #expect(cells.comparison?.differences.count == 3)
  }

  @Test("a geo in two cells is refused, and so are contradictions") func refused() async throws {
    let panel = try panel([:])
    let error = await #expect(throws: GeoLiftError.self) {
      try await run(panel, options(["a": ["g00"], "b": ["g00", "g01"]]))
    }
    #expect(error?.description.contains("one treatment only") == true)
    var both = options(["a": ["g00"], "b": ["g01"]])
    #expect(both.contradiction == nil)
    both.test.treated = ["g02"]
    #expect(both.contradiction?.contains("exclude each other") == true)
    #expect(options(["a": ["g00"]]).contradiction?.contains("one cell only") == true)
    #expect(options(["a": ["g00"], "b": []]).contradiction?.contains("at least one geo") == true)
    #expect(options([:]).contradiction?.contains("name the geos") == true)
  }

  @Test(
    "two cities and a placebo cell, as the peers have them",
    .enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
  func cities() async throws {
    let table = try TableReader.read(path: SharedData.path("geo/geolift_test.csv"))
    let panel = try GeoPanel(table, columns: .init(geo: "location", time: "date", kpi: "Y"))
    var options = GeoOptions(
      kpi: "Y", test: GeoTest(treated: [], start: "2021-04-01", unitEffects: true))
    options.cells = ["real": ["chicago", "portland"], "placebo": ["atlanta", "boston"]]
    options.estimators = [.ridgeASCM]
    let cells = try await run(panel, options)
    let atts = cells.analyses.compactMap { $0.parts[0].estimate?.att }
    #expect(abs(atts[0] - 119.383) < 0.01 && abs(atts[1] - 156.837) < 0.05, "\(atts)")
    // The peers shuffle and sum sizes, which reacts to periods that vary as well.
    let test = ConformalTest(
      try ConformalOptions(form: .magnitude(power: 1), arrangements: 2000))
    let p = try cells.analyses.map {
      try test.result(RidgeAugmented(), $0.experiment).iid.p
    }
    #expect(abs(p[1] - 0.017) < 0.015 && abs(p[0] - 0.813) < 0.05, "\(p)")
  }
}
