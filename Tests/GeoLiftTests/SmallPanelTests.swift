import Foundation
import GeoLift
import LinearAlgebra
import Tables
import TestSupport
import Testing

/// The panel of `Fixtures/make_small_panel.py`, with its answers.
struct SmallPanel: Decodable {
  struct Answer: Decodable {
    let weights: [Double]
    let att: Double
    let lift: Double
    let incremental: Double
    let imbalance: Double
    let effects: [Double]
    let zeta: Double?
    let periods: [Double]?
    let lambda: Double?
    let errors: [Double]?
    let standardError: Double?
  }

  let values: [[Double]]
  let treated: [Int]
  let before: Int
  let answers: [String: Answer]

  static func read() throws -> SmallPanel {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/small_panel", withExtension: "json"))
    return try JSONDecoder().decode(SmallPanel.self, from: Data(contentsOf: url))
  }

  func experiment(unitEffects: Bool = false) throws -> GeoExperiment {
    let geos = values.indices.map { "geo \($0)" }
    return try GeoExperiment(
      numberedPanel(geos, Matrix(rows: values)),
      GeoTest(
        treated: treated.map { geos[$0] }, start: String(before + 1), unitEffects: unitEffects))
  }
}

/// A panel whose periods are numbered from 1.
func numberedPanel(_ geos: [String], _ values: Matrix) throws -> GeoPanel {
  let points = (1...values.columns).map(TimePoint.init(integer:))
  return try GeoPanel(
    geos: geos, axis: TimeAxis(points, source: "test", column: "period"), values: values)
}

@Suite("Estimators on a small panel") struct SmallPanelTests {
  private func compare(
    _ estimator: any GeoEstimator, _ key: String, unitEffects: Bool = false,
    tolerance: Double = 1e-6
  ) throws -> (estimate: GeoEstimate, answer: SmallPanel.Answer) {
    let small = try SmallPanel.read()
    let answer = try #require(small.answers[key])
    let estimate = try estimator.estimate(small.experiment(unitEffects: unitEffects))
    #expect(isClose(estimate.att, answer.att, tolerance), "\(estimate.att) \(answer.att)")
    #expect(isClose(estimate.lift ?? .nan, answer.lift, tolerance))
    #expect(isClose(estimate.incremental, answer.incremental, tolerance))
    #expect(isClose(estimate.imbalance, answer.imbalance, tolerance))
    for (a, b) in zip(estimate.effects, answer.effects) { #expect(isClose(a, b, tolerance)) }
    for (a, b) in zip(estimate.weights, answer.weights) {
      #expect(abs(a.weight - b) < tolerance, "\(a.geo)")
    }
    #expect(estimate.weights.map(\.geo) == ["geo 0", "geo 1", "geo 3", "geo 4", "geo 6"])
    return (estimate, answer)
  }

  @Test("synthetic control, with and without unit effects") func scm() throws {
    let (plain, _) = try compare(SyntheticControl(), "scm")
    #expect(plain.fit.certificate?.isCertified == true)
    _ = try compare(SyntheticControl(), "scm-unit", unitEffects: true)
  }

  @Test("difference in differences") func did() throws {
    _ = try compare(DifferenceInDifferences(), "did")
  }

  @Test("synthetic difference in differences, exact and as published") func sdid() throws {
    let (exact, answer) = try compare(
      SyntheticDifferenceInDifferences(solution: .exact), "sdid", tolerance: 1e-5)
    #expect(exact.fit.certificate?.isCertified == true)
    #expect(exact.fit.periodCertificate?.isCertified == true)
    #expect(isClose(exact.fit.penalty ?? 0, answer.zeta ?? 1, 1e-10))
    for (a, b) in zip(exact.fit.periodWeights ?? [], answer.periods ?? [1]) {
      #expect(abs(a - b) < 1e-5)
    }
    _ = try compare(SyntheticDifferenceInDifferences(), "sdid", tolerance: 0.02)
  }

  @Test("ridge-augmented synthetic control chooses the same penalty") func ridge() throws {
    for (key, unit) in [("ridge-ascm", false), ("ridge-ascm-unit", true)] {
      let (estimate, answer) = try compare(RidgeAugmented(), key, unitEffects: unit)
      #expect(isRelativelyClose(estimate.fit.penalty ?? 0, answer.lambda ?? 1, 1e-8))
      #expect(estimate.fit.ridge?.isGuarded == false)
      for (a, b) in zip(estimate.fit.ridge?.candidates ?? [], answer.errors ?? [1]) {
        #expect(isRelativelyClose(a.error, b, 1e-5))
      }
    }
  }

  @Test("time-based regression, with its t interval") func tbr() throws {
    let (estimate, answer) = try compare(TimeBasedRegression(), "tbr")
    let error = try #require(estimate.fit.regression)
    #expect(isRelativelyClose(error.standardError, answer.standardError ?? 0, 1e-10))
    #expect(error.degreesOfFreedom == 10)
    let interval = try #require(error.interval(around: estimate.att, level: 0.95))
    // The 97.5 % quantile of t with ten degrees of freedom.
    #expect(
      isClose(interval.upper - estimate.att, 2.228138851964939 * error.standardError, 1e-9))
  }

  @Test("estimators refuse what they cannot use") func refused() throws {
    let two = try numberedPanel(
      ["a", "b"], Matrix(rows: [[1, 2, 3, 4, 5, 6], [2, 3, 5, 4, 5, 7]]))
    let experiment = try GeoExperiment(two, GeoTest(treated: ["a"], start: "6"))
    for estimator in [
      SyntheticControl(), SyntheticDifferenceInDifferences(), try RidgeAugmented(),
    ] as [any GeoEstimator] {
      let error = #expect(throws: GeoLiftError.self) { try estimator.estimate(experiment) }
      #expect(error?.description.contains("2 donors") == true)
    }
    #expect(isClose(try DifferenceInDifferences().estimate(experiment).att, -0.2, 1e-12))
    #expect(throws: GeoLiftError.self) { try RidgeAugmented(penalty: 0) }
    let short = try GeoExperiment(two, GeoTest(treated: ["a"], start: "3"))
    #expect(throws: GeoLiftError.self) { try TimeBasedRegression().estimate(short) }
    let opposite = try numberedPanel(
      ["a", "b", "c"],
      Matrix(rows: [[1, 2, 3, 4, 5, 6], [2, 3, 2, 3, 2, 3], [3, 2, 3, 2, 3, 2]]))
    #expect(throws: GeoLiftError.self) {
      try TimeBasedRegression().estimate(
        GeoExperiment(opposite, GeoTest(treated: ["a"], start: "6")))
    }
  }

  @Test("a panel without an effect before noise gives none") func none() throws {
    let values = Matrix(rows: 6, columns: 20) { geo, period in
      Double(10 * geo) + Double((period * 7) % 5) * Double(geo + 1)
    }
    let panel = try numberedPanel((0..<6).map { "g\($0)" }, values)
    let experiment = try GeoExperiment(panel, GeoTest(treated: ["g2"], start: "15"))
    for estimator in [SyntheticControl(), try RidgeAugmented(), TimeBasedRegression()]
      as [any GeoEstimator]
    {
      #expect(abs(try estimator.estimate(experiment).att) < 1e-6, "\(estimator.name)")
    }
  }
}
