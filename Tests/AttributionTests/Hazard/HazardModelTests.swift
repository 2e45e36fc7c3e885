import Attribution
import Foundation
import Probability
import TestSupport
import Testing

@Suite("The hazard of conversion")
struct HazardModelTests {
  private let truth = SimulatedJourneys(effects: [0.2, 0.8, 1.4, 0])

  @Test("the gradient is that of the likelihood")
  func gradient() {
    let timed = truth.draw(300, seed: 3)
    let journeys = HazardJourneys(timed, channelCount: 4, chosen: Array(0..<timed.count))
    let likelihood = HazardLikelihood(journeys, halfLifeDays: 1.5, penalty: 0.7)
    let weights = HazardWeights(
      converting: journeys.converting.map { 1.5 * Double($0) },
      nulls: journeys.nulls.map { 0.5 * Double($0) })
    let place = [-2.0, 0.3, 0.5, -0.4, 1.1, 0.2]
    let at = likelihood.evaluate(place, weights)
    #expect(isRelativelyClose(at.value, likelihood.value(place, weights), 1e-12))
    for j in place.indices {
      var (up, down) = (place, place)
      up[j] += 1e-5
      down[j] -= 1e-5
      let slope = (likelihood.value(up, weights) - likelihood.value(down, weights)) / 2e-5
      #expect(isClose(at.gradient[j], slope, 1e-6))
      let (above, below) = (likelihood.evaluate(up, weights), likelihood.evaluate(down, weights))
      for k in j..<place.count {
        let bend = -(above.gradient[k] - below.gradient[k]) / 2e-5
        #expect(isClose(at.information[k * place.count + j], bend, 1e-6))
      }
    }
  }

  @Test("the gradient of the fit is zero, and coefficients have finite errors")
  func stationary() throws {
    let timed = truth.draw(2_000, seed: 4)
    let model = try HazardModel(
      timed: timed, channels: truth.channels, options: AttributionOptions(), halfLifeDays: 2)
    let journeys = HazardJourneys(timed, channelCount: 4, chosen: Array(0..<timed.count))
    let likelihood = HazardLikelihood(
      journeys, halfLifeDays: 2, penalty: HazardModel.penalty)
    let at = likelihood.evaluate(model.coefficients.map(\.estimate), journeys.weights)
    #expect(at.gradient.allSatisfy { abs($0) < 1e-4 })
    #expect(model.coefficients.allSatisfy { $0.standardError > 0 && $0.standardError < 1 })
    #expect(model.coefficients[3].term == .channel(1))
    #expect(model.coefficients[3].oddsRatio == exp(model.coefficients[3].estimate))
  }

  /// Six coefficients, each within the two-sided limit of 1e-3 / 6; the penalty's pull is far smaller.
  @Test("known coefficients are found again")
  func recovery() throws {
    let model = try HazardModel(
      timed: truth.draw(40_000, seed: 5), channels: truth.channels,
      options: AttributionOptions(), halfLifeDays: truth.halfLifeDays)
    let known = [truth.intercept, truth.logTouchNumber] + truth.effects
    let limit = -normalQuantile(1e-3 / 12)
    for (coefficient, expected) in zip(model.coefficients, known) {
      #expect(abs(coefficient.estimate - expected) < limit * coefficient.standardError)
    }
  }

  @Test("the half-life is found by held-out journeys")
  func halfLife() throws {
    var strong = SimulatedJourneys(effects: [1.5, 2.5])
    strong.intercept = -4
    strong.longest = 8
    strong.halfLifeDays = 1
    let model = try HazardModel(
      timed: strong.draw(20_000, seed: 6), channels: strong.channels,
      options: AttributionOptions())
    #expect(model.halfLifeScores.count == HazardModel.halfLives.count)
    #expect([0.5, 1, 2].contains(model.halfLifeDays))
    let best = model.halfLifeScores.max()
    #expect(
      model.halfLifeScores.firstIndex { $0 == best }
        == HazardModel.halfLives.firstIndex(of: model.halfLifeDays))
  }

  @Test("journeys that tell channels apart perfectly leave finite coefficients")
  func separable() throws {
    var timed = TimedJourneys()
    timed.append([0], [0], converted: true, count: 500)
    timed.append([1], [0], converted: false, count: 500)
    let model = try HazardModel(
      timed: timed, channels: ["good", "bad"], options: AttributionOptions(), halfLifeDays: 7)
    #expect(model.coefficients.allSatisfy { $0.estimate.isFinite && abs($0.estimate) < 10 })
    #expect(model.coefficients[2].estimate > 1 && model.coefficients[3].estimate < -1)
  }

  @Test("without conversions, or without journeys that did not convert, there is no model")
  func withoutOutcomes() {
    for converted in [true, false] {
      var timed = TimedJourneys()
      timed.append([0, 1], [0, 5], converted: converted, count: 9)
      #expect(throws: AttributionError.self) {
        try HazardModel(timed: timed, channels: ["a", "b"], options: AttributionOptions())
      }
    }
    #expect(throws: AttributionError.self) {
      try HazardModel(timed: TimedJourneys(), channels: [], options: AttributionOptions())
    }
  }

  @Test("journeys with touches in the thousands do not break the fit")
  func longJourney() throws {
    var timed = truth.draw(3_000, seed: 8)
    timed.append(
      (0..<20_000).map { UInt16($0 % 4) }, (0..<20_000).map { Double($0) * 0.1 }, converted: true)
    let model = try HazardModel(
      timed: timed, channels: truth.channels, options: AttributionOptions())
    #expect(model.coefficients.allSatisfy { $0.estimate.isFinite })
  }

  @Test("held-out scores beat the overall rate, and know more where effects are strong")
  func score() throws {
    let timed = truth.draw(20_000, seed: 9)
    let model = try HazardModel(
      timed: timed, channels: truth.channels, options: AttributionOptions(), halfLifeDays: 2)
    let score = try model.heldOutScore(seed: 1)
    let rate = Double(timed.converting.reduce(0, +)) / Double(timed.count)
    #expect(score.journeys == timed.count)
    #expect(score.logScore > rate * log(rate) + (1 - rate) * log(1 - rate))
    let area = try #require(score.auc)
    #expect(area > 0.55 && area < 0.9)
    #expect(score.standardError > 0 && score.standardError < 0.02)
    #expect(try model.heldOutScore(seed: 1) == score)
  }

  @Test("folds hold every journey once")
  func folds() {
    let timed = truth.draw(200, seed: 10)
    let journeys = HazardJourneys(timed, channelCount: 4, chosen: Array(0..<timed.count))
    let folds = HazardFolds(journeys, seed: 3)
    let held = (0..<HazardFolds.count).map { folds.held($0) }
    for journey in 0..<timed.count {
      #expect(held.reduce(0) { $0 + $1.nulls[journey] } == Double(timed.nulls[journey]))
    }
    let sizes = held.map { $0.nulls.reduce(0, +) + $0.converting.reduce(0, +) }
    #expect(sizes.allSatisfy { $0 > 10 && $0 < 80 })
  }

  @Test("more journeys than the limit are thinned by the seed")
  func thinning() {
    #expect(HazardModel.thinned(5, to: 5, seed: 1) == [0, 1, 2, 3, 4])
    let chosen = HazardModel.thinned(10_000, to: 1_000, seed: 1)
    #expect(abs(chosen.count - 1_000) < 150)
    #expect(chosen == HazardModel.thinned(10_000, to: 1_000, seed: 1))
    #expect(chosen != HazardModel.thinned(10_000, to: 1_000, seed: 2))
  }
}
