import Budget
import Findings
import Foundation
import Interchange
import Probability
import TestSupport
import Testing

/// Worlds whose truth is drawn from a normal prior on each channel's strength, measured with noise, so
/// that the posterior is known in closed form: whether plans that are called better with a probability
/// are so that often.
@Suite("The stated probability of being better")
struct ProbabilityCalibrationTests {
  private static let channels = 4

  /// The stated probability and whether the plan was better in truth.
  private func world(_ number: UInt64, draws: Int) async throws -> (stated: Double, isBetter: Bool)
  {
    var stream = RandomStream(seed: 77, stream: number)
    var model = SyntheticModel(
      channels: Self.channels, periods: 2, draws: draws + 1, seed: number)
    for c in 0..<Self.channels {
      let level = model.spend[c][0].reduce(0, +) / 2
      // Prior N(3, 1) of the strength, a measurement with error 1, posterior N((3 + y) / 2, 1/2).
      let truth = 3 + stream.standardNormal()
      let measured = truth + stream.standardNormal()
      let half = level * (0.5 + stream.uniform())
      model.halves[c] = model.halves[c].map { _ in half }
      let (mean, deviation) = ((3 + measured) / 2, 0.5.squareRoot())
      let heights = (0..<draws).map { _ in level * (mean + deviation * stream.standardNormal()) }
      model.heights[c] = heights + [level * truth]
    }
    // The last draw is the truth: plans do not see it.
    var posterior = model
    posterior.drawCount = draws
    let problem = try await BudgetProblem(
      posterior, options: BudgetOptions(), resolution: .init(gaps: 12, drawLimit: draws),
      threads: 1)
    let decision = try await BudgetDecision(problem)
    func outcome(_ plan: [Double]) -> Double {
      zip(problem.cells, plan).reduce(0) { sum, part in
        let course = part.0.course(part.1)
        return sum
          + course.withUnsafeBufferPointer {
            model.outcome(channel: part.0.channel, geo: 0, draw: draws, spend: $0, gradient: nil)
          }
      }
    }
    return (decision.probability, outcome(decision.optimum.plan) > outcome(problem.today))
  }

  /// The exact two-sided p-value of as many successes as there were, where each world has its own
  /// probability: the binomial law with a probability each, by convolution.
  private func pValue(_ worlds: [(stated: Double, isBetter: Bool)]) -> Double {
    var law = [1.0]
    for world in worlds {
      var next = [Double](repeating: 0, count: law.count + 1)
      for (k, mass) in law.enumerated() {
        next[k] += (1 - world.stated) * mass
        next[k + 1] += world.stated * mass
      }
      law = next
    }
    let found = worlds.count(where: \.isBetter)
    return min(1, 2 * min(law[...found].reduce(0, +), law[found...].reduce(0, +)))
  }

  @Test("is tested by the binomial law")
  func law() {
    // Nine or more of ten at one half, both sides: 2 (10 + 1) / 1024.
    let tossed = (0..<10).map { (stated: 0.5, isBetter: $0 > 0) }
    #expect(abs(pValue(tossed) - 22.0 / 1024) < 1e-15)
    // Two worlds with probabilities of their own: none better has (1 - 0.2) (1 - 0.5).
    #expect(abs(pValue([(0.2, false), (0.5, false)]) - 0.8) < 1e-15)
  }

  @Test("is kept in 100 worlds, where too great a promise is found out")
  func quick() async throws {
    var worlds: [(stated: Double, isBetter: Bool)] = []
    for number in 0..<100 as Range<UInt64> { worlds.append(try await world(number, draws: 100)) }
    #expect(pValue(worlds) > 1e-3, "\(worlds.count(where: \.isBetter))")
    // Probabilities that promise too much are found out.
    let boasts = worlds.map { (stated: cbrt($0.stated), isBetter: $0.isBetter) }
    #expect(pValue(boasts) < 1e-3, "\(pValue(boasts))")
  }

  @Test(
    "is kept in 1,000 worlds, all together and by stated probability",
    .enabled(if: SlowGroup.isEnabled))
  func slow() async throws {
    let begin = SlowGroup.processorSeconds
    var worlds: [(stated: Double, isBetter: Bool)] = []
    for number in 1000..<2000 as Range<UInt64> {
      worlds.append(try await world(number, draws: 400))
    }
    var texts = ["all \(pValue(worlds))"]
    #expect(pValue(worlds) > 1e-3)
    for (low, high) in [(0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)] {
      let part = worlds.filter { $0.stated >= low && $0.stated < high }
      guard part.count > 20 else { continue }
      let mean = part.reduce(0) { $0 + $1.stated } / Double(part.count)
      texts.append(
        "stated \(low) to \(high): \(part.count) worlds, mean \(mean), better"
          + " \(Double(part.count(where: \.isBetter)) / Double(part.count)), p \(pValue(part))")
      #expect(pValue(part) > 1e-3 / 5)
    }
    SlowGroup.log(
      "probability better", seconds: SlowGroup.processorSeconds - begin,
      texts.joined(separator: "; "))
  }
}
