import Foundation
import MediaMix
import Probability
import Testing

@Suite("The split of a budget")
struct BudgetSplitTests {
  @Test("is the best of all splits on the grid, for curves of any shape")
  func bruteForce() {
    var stream = RandomStream(seed: 5, stream: 0)
    for round in 0..<20 {
      let spend = (0..<3).map { _ in 1 + 9 * stream.uniform() }
      let multiples = [0.5, 0.75, 1, 1.4, 2]
      let split = BudgetSplit(spend: spend, multiples: multiples, units: 24)
      let curves = spend.map { _ in
        // Concave, convex and up and down.
        round % 2 == 0
          ? multiples.map { 10 * stream.uniform() * $0.squareRoot() }
          : multiples.map { _ in stream.standardNormal() }
      }
      var best = -Double.infinity
      for a in split.moves[0] {
        for b in split.moves[1] where split.moves[2].contains(-a - b) {
          best = max(best, split.value([a, b, -a - b], curves))
        }
      }
      let choice = split.best(curves)
      #expect(abs(choice.value - best) < 1e-12)
      #expect(choice.moves.reduce(0, +) == 0)
      #expect(abs(split.value(choice.moves, curves) - best) < 1e-12)
    }
  }

  @Test("leaves channels without spend alone, and bounds the others")
  func bounds() {
    let split = BudgetSplit(spend: [0, 100, 300], multiples: [0.5, 1, 2], units: 100)
    #expect(split.moves == [0...0, -12...25, -37...75])
    let choice = split.best([[0, 0, 0], [0, 1, 9], [0, 1, 2]])
    #expect(choice.moves == [0, 25, -25])
  }
}

@Suite("The value of information")
struct InformationValueTests {
  /// Two channels of equal spend that may swap half of it: moving all that is allowed gains x, with
  /// x normal.
  private func problem(mean: Double, deviation: Double) throws -> (InformationValue, [Double]) {
    let count = 2000
    let draws = (0..<count).map { i in
      mean + deviation * normalQuantile((Double(i) + 0.5) / Double(count))
    }
    let split = BudgetSplit(spend: [100, 100], multiples: [0.5, 1, 1.5], units: 4)
    let flat = draws.map { _ in 0.0 }
    // The first channel returns x / 2 for each half of its spend, the other nothing.
    let nodes = [
      [draws.map { -$0 / 2 }, flat, draws.map { $0 / 2 }], [flat, flat, flat],
    ]
    return (InformationValue(split: split, nodes: nodes), draws)
  }

  /// E[max over +-x / 2 of E[x | y]] - |mean| / 2 with E[x | y] ~ N(mean, s).
  private func exact(mean: Double, spread s: Double) -> Double {
    let z = mean / s
    let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
    let absolute = 2 * s * density + mean * (2 * normalCDF(z) - 1)
    return 0.5 * (absolute - abs(mean))
  }

  @Test(
    "is the known one of a normal prior, a normal test and two actions",
    arguments: [(0.0, 1.0, 0.5), (0.4, 1.0, 1.0), (-0.8, 2.0, 1.5), (1.0, 1.0, 3.0)])
  func conjugate(mean: Double, deviation: Double, error: Double) throws {
    let (information, draws) = try problem(mean: mean, deviation: deviation)
    let variance = deviation * deviation
    let spread = (variance * variance / (variance + error * error)).squareRoot()
    let known = exact(mean: mean, spread: spread)
    let value = information.sample(increments: draws, standardError: error).value
    #expect(abs(value - known) < 0.02 * max(known, deviation * 0.25), "\(value) \(known)")
    let perfect = exact(mean: mean, spread: deviation)
    #expect(abs(information.perfect() - perfect) < 0.005 * deviation)
    #expect(abs(information.perfect(channel: 0) - perfect) < 0.005 * deviation)
    #expect(information.perfect(channel: 1) < 1e-9)
  }

  @Test("grows as tests get more precise, and stays between nothing and perfect knowledge")
  func monotone() throws {
    let (information, draws) = try problem(mean: 0.5, deviation: 1)
    let errors = [0.05, 0.2, 0.5, 1, 2, 4, 8]
    let values = errors.map {
      information.sample(increments: draws, standardError: $0).value
    }
    for (precise, vague) in zip(values, values.dropFirst()) { #expect(precise >= vague - 1e-4) }
    #expect(values.allSatisfy { $0 >= 0 && $0 <= information.perfect() + 1e-3 })
    let changes = errors.map {
      information.sample(increments: draws, standardError: $0).changeProbability
    }
    #expect(changes.allSatisfy { (0...1).contains($0) } && changes[0] > 0.25)
  }

  @Test("of a test that tells nothing is nothing")
  func nothing() throws {
    let (information, draws) = try problem(mean: 0.5, deviation: 1)
    #expect(information.sample(increments: draws.map { _ in 3 }, standardError: 1).value == 0)
    #expect(
      information.noise(increments: draws, standardError: 0.5)
        < 0.1 * information.sample(increments: draws, standardError: 0.5).value)
  }
}
