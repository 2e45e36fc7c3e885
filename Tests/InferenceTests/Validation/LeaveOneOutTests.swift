import Foundation
import Inference
import Probability
import TestSupport
import Testing

struct LeaveOneOutFixture: Decodable {
  struct Model: Decodable {
    let logLikelihood: [[Double]]
    let firstLogWeights: [Double]
    let shapes: [Double?]
    let elpd, standardError, parameters: Double
    let pointwise: [Double]
  }

  struct Case: Decodable, CustomTestStringConvertible {
    let name: String
    let models: [Model]
    let difference, differenceError: Double
    let weights: [Double]?
    var testDescription: String { name }
  }

  struct Stacking: Decodable {
    let pointwise: [[Double]]
    let weights: [Double]
  }

  let cases: [Case]
  let stacking: Stacking

  static let read: LeaveOneOutFixture? = {
    guard
      let url = Bundle.module.url(forResource: "Fixtures/leave_one_out", withExtension: "json"),
      let data = try? Data(contentsOf: url)
    else { return nil }
    return try? JSONDecoder().decode(LeaveOneOutFixture.self, from: data)
  }()
}

@Suite("Leave-one-out against ArviZ") struct LeaveOneOutTests {
  static let cases = LeaveOneOutFixture.read?.cases ?? []

  @Test("the fixture is read") func fixture() { #expect(Self.cases.count == 4) }

  @Test("weights, shapes, sums and errors equal ArviZ's", arguments: cases)
  func sums(example: LeaveOneOutFixture.Case) {
    for model in example.models {
      let loo = LeaveOneOut(logLikelihoods: model.logLikelihood, relativeEfficiency: 0.8)
      #expect(isRelativelyClose(loo.elpd, model.elpd, 1e-8))
      #expect(abs(loo.standardError - model.standardError) < 1e-8)
      #expect(abs(loo.parameters - model.parameters) < 1e-8)
      for (point, expected) in zip(loo.points, model.pointwise) {
        #expect(isRelativelyClose(point.elpd, expected, 1e-8))
      }
      for (point, expected) in zip(loo.points, model.shapes) {
        guard let expected else {
          #expect(!point.paretoShape.isFinite)
          continue
        }
        #expect(abs(point.paretoShape - expected) < 1e-8)
      }
      let weights = LeaveOneOut.Point.leavingOut(
        model.logLikelihood[0], relativeEfficiency: 0.8
      ).logWeights
      #expect(zip(weights, model.firstLogWeights).allSatisfy { abs($0 - $1) < 1e-8 })
    }
  }

  @Test("differences pair the observations", arguments: cases)
  func differences(example: LeaveOneOutFixture.Case) throws {
    let models = example.models.map {
      LeaveOneOut(logLikelihoods: $0.logLikelihood, relativeEfficiency: 0.8)
    }
    let found = try #require(models[0].difference(to: models[1]))
    #expect(abs(found.elpd - example.difference) < 1e-8)
    #expect(abs(found.standardError - example.differenceError) < 1e-8)
    #expect(models[0].difference(to: LeaveOneOut(points: [], draws: 1)) == nil)
  }

  @Test("stacking weights equal ArviZ's to its optimiser's tolerance")
  func stacking() throws {
    let fixture = try #require(LeaveOneOutFixture.read?.stacking)
    let models = fixture.pointwise.map { values in
      LeaveOneOut(
        points: values.map { .init(elpd: $0, logPredictiveDensity: $0, paretoShape: 0) }, draws: 200
      )
    }
    let weights = StackingWeights.weights(models)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    for (weight, expected) in zip(weights, fixture.weights) {
      #expect(abs(weight - expected) < 2e-3)
    }
  }

  @Test("one model has all the weight, and equal models share it") func sharing() {
    let one = LeaveOneOut(
      points: [.init(elpd: -1, logPredictiveDensity: -1, paretoShape: 0)], draws: 100)
    #expect(StackingWeights.weights([one]) == [1])
    #expect(StackingWeights.weights([one, one]) == [0.5, 0.5])
  }

  @Test("the threshold grows with the draws and stops at 0.7") func threshold() {
    #expect(abs(ParetoSmoothing.threshold(draws: 100) - 0.5) < 1e-12)
    #expect(ParetoSmoothing.threshold(draws: 1_000_000) == 0.7)
  }

  @Test("the fit finds the shape that exceedances were drawn with", arguments: [-0.2, 0.3, 0.8])
  func pareto(shape: Double) {
    var stream = RandomStream(seed: 3, stream: 0)
    let truth = GeneralisedPareto(shape: shape, scale: 2)
    let sample = (0..<20_000).map { _ in truth.quantile(stream.uniform()) }.sorted()
    let fitted = GeneralisedPareto(fitting: sample)
    #expect(abs(fitted.shape - shape) < 0.03)
    #expect(abs(fitted.scale - 2) < 0.06)
  }

  @Test("exact leave-one-out of a normal mean with known variance is found to Monte Carlo error")
  func exact() {
    // y_i ~ N(mu, 1), flat prior: leaving i out, y_i ~ N(mean of the others, 1 + 1 / (n - 1)).
    var stream = RandomStream(seed: 11, stream: 0)
    let y = (0..<40).map { _ in 1 + stream.standardNormal() }
    let count = Double(y.count)
    let mean = y.reduce(0, +) / count
    let draws = (0..<4000).map { _ in mean + stream.standardNormal() / count.squareRoot() }
    func density(_ x: Double, _ centre: Double, _ variance: Double) -> Double {
      -0.5 * (log(2 * Double.pi * variance) + (x - centre) * (x - centre) / variance)
    }
    let loo = LeaveOneOut(
      logLikelihoods: y.map { value in draws.map { density(value, $0, 1) } })
    for (point, value) in zip(loo.points, y) {
      let others = (count * mean - value) / (count - 1)
      #expect(abs(point.elpd - density(value, others, 1 + 1 / (count - 1))) < 0.02)
    }
    #expect(abs(loo.parameters - 1) < 0.35)
    #expect(loo.largestShape < loo.threshold && loo.badShare == 0)
  }
}
