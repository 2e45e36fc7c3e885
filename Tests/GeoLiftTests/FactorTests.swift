import Foundation
import GeoLift
import LinearAlgebra
import Probability
import Resampling
import TestSupport
import Testing

/// The panel of `Fixtures/make_factor_panel.py`, with its answers.
private struct FactorPanel: Decodable {
  struct Factors: Decodable {
    let factors: Int
    let errors: [Double]
    let counterfactual: [Double]
    let att: Double
  }
  struct Completion: Decodable {
    struct Candidate: Decodable {
      let step: Int
      let penalty: Double
      let error: Double
    }
    struct Table: Decodable {
      let penalty: Double
      let counterfactual: [Double]
    }
    let largest: Double
    let part: [Int]
    let candidates: [Candidate]
    let tables: [Table]
  }

  let values: [[Double]]
  let treated: [Int]
  let before: Int
  let gsc: Factors
  let mc: Completion

  static func read() throws -> FactorPanel {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/factor_panel", withExtension: "json"))
    return try JSONDecoder().decode(FactorPanel.self, from: Data(contentsOf: url))
  }

  func experiment() throws -> GeoExperiment {
    let geos = values.indices.map { String(format: "g%02d", $0) }
    return try GeoExperiment(
      numberedPanel(geos, Matrix(rows: values)),
      GeoTest(treated: treated.map { geos[$0] }, start: String(before + 1)))
  }

  /// The treated geos' mean above the donors, and which cells are known.
  func table() throws -> (Matrix, [Bool]) {
    let donors = values.indices.filter { !treated.contains($0) }
    let mean = values[0].indices.map { t in
      treated.reduce(0) { $0 + values[$1][t] } / Double(treated.count)
    }
    let table = try Matrix(rows: [mean] + donors.map { values[$0] })
    return (
      table, table.elements.indices.map { $0 >= table.columns || $0 < before }
    )
  }
}

@Suite("Factors and matrix completion") struct FactorTests {
  @Test("factors, their number and the course without the test are a peer's") func factors() throws
  {
    let panel = try FactorPanel.read()
    let estimate = try GeneralisedSyntheticControl().estimate(panel.experiment())
    let factors = try #require(estimate.fit.factors)
    #expect(factors.count == panel.gsc.factors && factors.errors.count == panel.gsc.errors.count)
    for (a, b) in zip(factors.errors, panel.gsc.errors) { #expect(isRelativelyClose(a, b, 1e-5)) }
    for (a, b) in zip(estimate.counterfactual, panel.gsc.counterfactual) {
      #expect(isClose(a, b, 1e-5), "\(a) \(b)")
    }
    #expect(isClose(estimate.att, panel.gsc.att, 1e-5))
  }

  @Test("the weights that factors imply give the same course, up to a constant") func implied()
    throws
  {
    let problem = GeoProblem(try FactorPanel.read().experiment())
    let fit = try GeneralisedSyntheticControl().fit(problem)
    #expect(isClose(fit.weights.reduce(0, +), 1, 1e-12))
    let constants = (0..<problem.target.count).map { t in
      fit.weights.indices.reduce(fit.counterfactual[t]) {
        $0 - fit.weights[$1] * problem.donors[t, $1]
      }
    }
    for constant in constants { #expect(isClose(constant, constants[0], 1e-9)) }
  }

  @Test("without a factor, and under a large penalty, both are differences in differences")
  func plain() throws {
    let experiment = try FactorPanel.read().experiment()
    let did = try DifferenceInDifferences().estimate(experiment).att
    let none = try GeneralisedSyntheticControl(factors: 0).estimate(experiment).att
    #expect(isClose(none, did, 1e-9))
    let large = try MatrixCompletion(penalty: 1e6).estimate(experiment).att
    #expect(isClose(large, did, 1e-4), "\(large) \(did)")
  }

  @Test("a penalised table is a peer's, and so is the error of cells held out")
  func completion() throws {
    let panel = try FactorPanel.read()
    let experiment = try panel.experiment()
    for table in panel.mc.tables {
      let estimate = try MatrixCompletion(penalty: table.penalty).estimate(experiment)
      for (a, b) in zip(estimate.counterfactual, table.counterfactual) {
        #expect(isClose(a, b, 1e-4), "\(table.penalty): \(a) \(b)")
      }
    }
    let (table, known) = try panel.table()
    let largest = try NuclearCompletion(table, known: known).largestPenalty()
    #expect(isRelativelyClose(largest, panel.mc.largest, 1e-8), "\(largest)")
    let path = try PenaltyPath(table, known: known, part: panel.mc.part)
    for candidate in panel.mc.candidates {
      let ours = path.candidates[candidate.step]
      #expect(isRelativelyClose(ours.penalty, candidate.penalty, 1e-8))
      #expect(isRelativelyClose(ours.error, candidate.error, 1e-4), "\(ours) \(candidate)")
    }
    #expect(path.candidates.allSatisfy { $0.error >= path.candidates.map(\.error).min() ?? 0 })
  }

  @Test("an effect on a panel of factors is found by both") func effect() throws {
    let panel = try FactorPanel.read()
    for estimator in [try GeneralisedSyntheticControl(), try MatrixCompletion()]
      as [any GeoEstimator]
    {
      let att = try estimator.estimate(panel.experiment()).att
      #expect(abs(att - 2) < 0.8, "\(estimator.name) \(att)")
    }
    // Noise is 0.5 a geo and period; differences in differences miss the factors.
    let did = try DifferenceInDifferences().estimate(panel.experiment()).att
    #expect(abs(did - 2) > 1, "\(did)")
  }

  @Test("neither repeats the noise: there are fewer factors than half the periods") func guarded()
    throws
  {
    let values = SimulatedPanel(geos: 20, periods: 12, window: 4).values(seed: 5)
    let problem = GeoProblem(
      values, treated: [0], donors: Array(1..<20), window: 8..<12, unitEffects: false)
    let fit = try GeneralisedSyntheticControl().fit(problem)
    #expect((fit.factors?.errors.count ?? 9) <= 4)
    #expect(fit.imbalance(problem) > 0.1)
    #expect(try MatrixCompletion().fit(problem).imbalance(problem) > 0.1)
  }

  @Test("an interval that the factors dictate, moving just when the test ran, is not shown")
  func followed() throws {
    var stream = RandomStream(seed: 3, stream: 1)
    // A shock of the test's periods that donors share in different measure, as the treated geo may.
    let values = Matrix(rows: 12, columns: 60) { geo, t in
      20 + (t >= 50 ? 3 * Double(geo % 4) : 0) + 0.3 * stream.standardNormal()
    }
    let problem = GeoProblem(
      values, treated: [0], donors: Array(1..<12), window: 50..<60, unitEffects: true)
    let test = ConformalTest(try ConformalOptions(level: 0.9, arrangements: 1000))
    let one = try GeneralisedSyntheticControl(factors: 1)
    let factors = try test.result(one, problem).chosen
    #expect(factors.isFollowed || !factors.interval.lower.isFinite, "\(factors)")
    let plain = try test.result(DifferenceInDifferences(), problem).chosen
    #expect(!plain.isFollowed && plain.interval.lower.isFinite, "\(plain)")
  }

  @Test("what they cannot use is refused") func refused() throws {
    #expect(throws: GeoLiftError.self) { try GeneralisedSyntheticControl(factors: -1) }
    #expect(throws: GeoLiftError.self) { try MatrixCompletion(penalty: 0) }
    let problem = SimulatedPanel(geos: 3).problem(seed: 1)
    #expect(throws: GeoLiftError.self) { try GeneralisedSyntheticControl().fit(problem) }
    #expect(throws: GeoLiftError.self) { try MatrixCompletion().fit(problem) }
  }

  @Test("a seed holds out the same cells, a fifth of every row and column") func parts() throws {
    let table = Matrix(rows: 11, columns: 23, repeating: 0)
    let part = PenaltyPath.assign(table, seed: 4)
    #expect(
      part == PenaltyPath.assign(table, seed: 4) && part != PenaltyPath.assign(table, seed: 5))
    for number in 0..<PenaltyPath.parts {
      for row in 0..<11 {
        #expect((4...5).contains((0..<23).count { part[row * 23 + $0] == number }))
      }
      for column in 0..<23 {
        #expect((2...3).contains((0..<11).count { part[$0 * 23 + column] == number }))
      }
    }
  }
}
