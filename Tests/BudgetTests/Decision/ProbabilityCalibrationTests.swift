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

  /// The p-value of as many successes as there were, where each has its own probability: the
  /// standardised sum, normal for hundreds of worlds.
  private func pValue(_ worlds: [(stated: Double, isBetter: Bool)]) -> Double {
    let expected = worlds.reduce(0) { $0 + $1.stated }
    let variance = worlds.reduce(0) { $0 + $1.stated * (1 - $1.stated) }
    let found = Double(worlds.count(where: \.isBetter))
    return erfc(abs(found - expected) / (2 * variance).squareRoot())
  }

  @Test("is kept in 60 worlds")
  func quick() async throws {
    var worlds: [(stated: Double, isBetter: Bool)] = []
    for number in 0..<60 as Range<UInt64> { worlds.append(try await world(number, draws: 100)) }
    #expect(pValue(worlds) > 1e-3, "\(worlds.count(where: \.isBetter))")
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
