import Findings
import Foundation
import GeoLift
import LinearAlgebra
import Tables
import TestSupport
import Testing

private let text = """
  city,day,sales,price,size
  A,2025-01-01,1,10,5
  A,2025-01-02,2,12,5
  A,2025-01-03,3,90,5
  B,2025-01-01,5,,5
  B,2025-01-02,4,20,5
  B,2025-01-03,6,90,5
  C,2025-01-01,7,,5
  C,2025-01-02,9,,5
  C,2025-01-03,8,30,5

  """

private func experiment(
  _ predictors: [GeoPredictor], excluded: [String] = []
) throws -> GeoExperiment {
  let panel = try GeoPanel(
    TableReader.read(bytes: Array(text.utf8), source: "panel.csv"),
    columns: .init(geo: "city", time: "day", kpi: "sales", predictors: ["price", "size"]))
  return try GeoExperiment(
    panel, GeoTest(treated: ["A"], excluded: excluded, start: "2025-01-03"),
    predictors: predictors)
}

@Suite("Predictors") struct PredictorTests {
  @Test("are means of the periods before the test that have a value, in canonical order")
  func means() throws {
    let found = try experiment(
      [
        GeoPredictor(column: "sales", from: "2025-01-02", to: "2025-01-02"),
        GeoPredictor(column: "price"), GeoPredictor(column: "sales", to: "2025-01-01"),
      ], excluded: ["C"])
    let table = try #require(found.predictors)
    #expect(
      table.predictors.map(\.name) == ["price", "sales –2025-01-01", "sales 2025-01-02"])
    #expect(Array(table.values.row(0)) == [11, 1, 2])
    #expect(Array(table.values.row(1)) == [20, 5, 4])
  }

  @Test(
    "that tell nothing or reach into the test are refused and named",
    arguments: [
      ([GeoPredictor(column: "price")], "'C' has no value of predictor 'price'"),
      ([GeoPredictor(column: "size")], "'size' is the same in all geos"),
      ([GeoPredictor(column: "colour")], "without the column 'colour'"),
      ([GeoPredictor(column: "sales", to: "2025-01-03")], "reaches into the test"),
      ([GeoPredictor(column: "sales", from: "2026")], "'2026' is no period"),
      (
        [GeoPredictor(column: "sales", from: "2025-01-02", to: "2025-01-01")],
        "ends before it begins"
      ),
      ([GeoPredictor(column: "sales"), GeoPredictor(column: "sales")], "asked for twice"),
    ])
  func refused(predictors: [GeoPredictor], part: String) throws {
    let error = #expect(throws: GeoLiftError.self) { try experiment(predictors) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }

  @Test("are read from a project as names or with periods") func decoded() throws {
    let json = #"["price", {"column": "sales", "from": "2025-01-01"}]"#
    let read = try JSONDecoder().decode([GeoPredictor].self, from: Data(json.utf8))
    #expect(
      read == [
        GeoPredictor(column: "price"), GeoPredictor(column: "sales", from: "2025-01-01"),
      ])
    let again = try JSONDecoder().decode(
      [GeoPredictor].self, from: JSONEncoder().encode(read))
    #expect(again == read)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        GeoPredictor.self, from: Data(#"{"column": "x", "until": "2025"}"#.utf8))
    }
  }
}

/// A panel whose course follows two characteristics of geos, given as columns, and noise.
private struct CharacterPanel {
  let characters: [[Double]]
  let values: Matrix

  init(geos: Int = 14) {
    let courses = SimulatedPanel(geos: geos, periods: 24, window: 4, treatedCount: 0)
    let noise = courses.values(seed: 3)
    characters = (0..<geos).map { geo -> [Double] in
      let (a, b, c) = ((geo * 7) % 13, (geo * 5) % 11, (geo * 3) % 7)
      return [Double(a) + 0.3, 2 * Double(b) + 1, Double(c)]
    }
    values = Matrix(rows: geos, columns: 24) { [characters] geo, t in
      let time = Double(t)
      let course = characters[geo][0] * sin(time / 3) + characters[geo][1] * time / 10
      return course + 0.3 * noise[geo, t] + 2.7 * noise[geo, 0]
    }
  }

  /// The experiment with the geos from a list, in its order, and predictors in units.
  func experiment(
    _ geos: [Int], order: [Int] = [0, 1, 2], units: [Double] = [1, 1, 1], dropped: [Int] = []
  ) throws -> GeoExperiment {
    let names = geos.map { String(format: "g%02d", $0) }
    var columns: [String: [[Double?]]] = [:]
    for k in 0..<3 {
      columns["p\(k)"] = geos.map { geo in
        [Double?](repeating: characters[geo][k] * units[k], count: 24)
      }
    }
    let points = (1...24).map(TimePoint.init(integer:))
    let panel = try GeoPanel(
      geos: names, axis: TimeAxis(points, source: "test", column: "period"),
      values: Matrix(rows: geos.count, columns: 24) { values[geos[$0], $1] }, kpi: "sales",
      predictors: columns)
    let lag = [GeoPredictor(column: "sales", from: "10", to: "10")]
    return try GeoExperiment(
      panel,
      GeoTest(
        treated: ["g04"], excluded: dropped.map { String(format: "g%02d", $0) }, start: "21"),
      predictors: order.map { GeoPredictor(column: "p\($0)") } + lag)
  }
}

@Suite("Nested weights") struct NestedTests {
  private let panel = CharacterPanel()
  private let all = Array(0..<14)

  private func expectSame(_ a: GeoEstimate, _ b: GeoEstimate, _ remark: String) {
    let weights = Dictionary(uniqueKeysWithValues: b.weights.map { ($0.geo, $0.weight) })
    for (geo, weight) in a.weights {
      #expect(abs(weight - (weights[geo] ?? 0)) < 2e-3, "\(remark): \(geo)")
    }
    #expect(
      isRelativelyClose(a.fit.optima[0].error, b.fit.optima[0].error, 1e-4),
      "\(remark): \(a.fit.optima[0].error) \(b.fit.optima[0].error)")
  }

  @Test("hang neither on the seed, nor on the order of geos and predictors, nor on units")
  func invariance() throws {
    let estimator = NestedSyntheticControl()
    let plain = try estimator.estimate(panel.experiment(all))
    #expect(plain.fit.certificate?.isCertified == true)
    #expect(plain.fit.optima.reduce(0) { $0 + $1.searches } == 12)
    #expect(isClose(plain.fit.optima[0].predictorWeights.reduce(0, +), 1, 1e-12))
    let turned = try estimator.estimate(panel.experiment(all.reversed(), order: [2, 0, 1]))
    #expect(turned.weights.map(\.weight) == plain.weights.map(\.weight))
    expectSame(
      try estimator.estimate(panel.experiment(all, units: [1000, 0.001, 7])), plain, "units")
    for seed in 2...4 as ClosedRange<UInt64> {
      expectSame(
        try NestedSyntheticControl(seed: seed).estimate(panel.experiment(all)), plain, "\(seed)")
    }
  }

  @Test("fit no worse when a donor without weight is left out, and mostly as before")
  func dropped() throws {
    let estimator = NestedSyntheticControl()
    let plain = try estimator.estimate(panel.experiment(all))
    let idle = plain.weights.filter { $0.weight == 0 }.compactMap { Int($0.geo.dropFirst()) }
    var unchanged = 0
    for geo in idle {
      let rest = try estimator.estimate(panel.experiment(all, dropped: [geo]))
      let ratio = rest.fit.optima[0].error / plain.fit.optima[0].error
      #expect(ratio < 1 + 1e-4, "without \(geo): \(ratio)")
      guard ratio > 1 - 1e-4 else { continue }
      unchanged += 1
      expectSame(rest, plain, "without \(geo)")
    }
    #expect(unchanged >= idle.count / 2, "\(unchanged) of \(idle.count)")
  }

  @Test("predictors that donors match exactly leave the choice to the outcome") func perfect()
    throws
  {
    // Three characters of a mean of donors are matched whatever their weights are.
    let inside = try panel.experiment(all)
    let problem = GeoProblem(
      inside.panel.values, treated: [0, 1, 2], donors: Array(0..<14), window: 20..<24,
      unitEffects: false, predictors: inside.predictors)
    let fit = try NestedSyntheticControl().fit(problem)
    #expect(fit.optima.count == 1)
    #expect(fit.imbalance(problem) < 1e-3, "\(fit.imbalance(problem))")
  }

  @Test("a problem without predictors is refused with the remedy") func without() throws {
    let error = #expect(throws: GeoLiftError.self) {
      try NestedSyntheticControl().fit(SimulatedPanel(geos: 8).problem(seed: 1))
    }
    #expect(error?.description.contains("--predictors") == true)
  }

  @Test("placebos are their test; a permutation test over periods is withheld") func tests()
    async throws
  {
    let experiment = try panel.experiment(all)
    let estimator = NestedSyntheticControl(starts: 3)
    let placebo = try await PlaceboTest().result(estimator, experiment, threads: 2)
    #expect(placebo.placebos.count == 13 && placebo.isExact)
    #expect(estimator.conformalObstacle?.en.contains("placebos") == true)
    #expect(throws: GeoLiftError.self) {
      try ConformalTest(ConformalOptions()).result(estimator, experiment)
    }
  }
}
