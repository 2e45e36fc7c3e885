import Bandits
import Foundation
import TestSupport
import Testing

@Suite("Allocation under bounds")
struct AllocatorTests {
  /// Histories of 10,000 decisions an arm with these rates of conversion.
  private func histories(_ rates: [String: Double]) -> [ArmHistory] {
    rates.map { name, rate in
      var step = ArmStep(step: 0, age: 10)
      step.decisions = 10_000
      step.converted = (10_000 * rate).rounded()
      step.conversions = step.converted
      step.reached = 2500
      return ArmHistory(name: name, steps: [step])
    }
  }

  private func options() -> BanditOptions {
    var options = BanditOptions(arms: ["b", "a", "c"])
    options.prices = ["a": 1, "b": 2, "c": 6]
    return options
  }

  /// a costs 25 a conversion, b 40, c 100; c converts best.
  private let rates = ["a": 0.04, "b": 0.05, "c": 0.06]

  private func allocate(
    _ options: BanditOptions, _ change: (inout CampaignProgress) -> Void = { _ in }
  ) throws -> Allocation {
    var progress = CampaignProgress()
    progress.total = 30_000
    progress.remaining = 10_000
    change(&progress)
    let beliefs = try BeliefModel(options, delay: .none).beliefs(histories(rates))
    return Allocator(options, beliefs: beliefs, progress: progress).allocation()
  }

  private func share(_ allocation: Allocation, _ name: String) -> Double {
    allocation.arms.first { $0.name == name }?.share ?? .nan
  }

  @Test("without bounds the best arm gets its probability to be best")
  func free() throws {
    let allocation = try allocate(options())
    #expect(share(allocation, "c") > 0.95)
    #expect(allocation.arms.allSatisfy { $0.share == $0.probabilityBest })
    #expect(allocation.remarks.isEmpty)
  }

  @Test("an arm that misses the cap by itself is stopped and says why; the mix keeps the cap")
  func stops() throws {
    var options = options()
    options.guardrails = [Guardrail(.cpa, 50)]
    let allocation = try allocate(options)
    let stopped = try #require(allocation.arms.first { $0.name == "c" })
    #expect(stopped.share == 0)
    #expect(stopped.stop?.metric == .cpa)
    #expect(share(allocation, "b") > 0.9)
    #expect(try #require(allocation.guardrails.first).probabilityKept >= 0.95)
  }

  @Test("with no feasible arm nothing is spent")
  func infeasible() throws {
    var options = options()
    options.guardrails = [Guardrail(.cpa, 10)]
    options.minimumShare = 0.1
    options.baseline = BaselineGuarantee(shares: ["c": 1])
    let allocation = try allocate(options)
    #expect(allocation.served == 0)
    #expect(allocation.remarks == [.noFeasibleMix])
    #expect(allocation.arms.allSatisfy { $0.stop != nil })
  }

  @Test("a return on spend and a frequency stop arms too")
  func otherMetrics() throws {
    var options = options()
    options.guardrails = [Guardrail(.frequency, 3.5)]
    #expect(try allocate(options).served == 0)
    options.guardrails = [Guardrail(.frequency, 4.5)]
    #expect(isClose(try allocate(options).served, 1, 1e-12))
  }

  @Test("guardrails come before the baseline, and the baseline before minimum shares")
  func precedence() throws {
    var options = options()
    options.guardrails = [Guardrail(.cpa, 50)]
    options.baseline = BaselineGuarantee(shares: ["c": 1], loss: 0.01)
    let guarded = try allocate(options)
    #expect(share(guarded, "c") == 0)
    #expect(guarded.remarks.contains(.baselineYields))
    options.guardrails = []
    options.baseline = BaselineGuarantee(shares: ["c": 1], loss: 0.05)
    options.minimumShare = 0.3
    let based = try allocate(options)
    #expect(based.remarks.contains(.minimumShareYields))
    #expect(share(based, "a") < 0.3)
    options.baseline = nil
    #expect(isClose(share(try allocate(options), "a"), 0.3, 1e-12))
  }

  @Test("an unlucky policy moves to the baseline when it may fall short")
  func baseline() throws {
    var options = options()
    options.baseline = BaselineGuarantee(shares: ["c": 1], loss: 0.02)
    let allocation = try allocate(options) { $0.served = ["a": 500, "c": 2000] }
    #expect(share(allocation, "c") > 0.99)
    #expect(allocation.remarks.contains { if case .baseline = $0 { true } else { false } })
  }

  @Test("shares move no further than allowed, unless a guardrail asks")
  func largestChange() throws {
    var options = options()
    options.largestChange = 0.1
    let before = ["a": 1.0, "b": 0, "c": 0]
    let slow = try allocate(options) { $0.previous = before }
    #expect(isClose(share(slow, "a"), 0.9, 1e-9))
    #expect(slow.remarks.contains(.largestChange))
    options.guardrails = [Guardrail(.cpa, 30)]
    let forced = try allocate(options) { $0.previous = ["c": 1] }
    #expect(share(forced, "c") == 0)
  }

  @Test("a budget is spread over the decisions left, and money goes where it buys most")
  func pacing() throws {
    var options = options()
    options.pacing = PacingOptions(budget: 10_000)
    let allocation = try allocate(options) {
      $0.budgetLeft = 10_000
      $0.budgetDecisions = 10_000
    }
    let spend = zip(allocation.arms, [1.0, 2, 6]).reduce(0) { $0 + $1.0.share * $1.1 }
    #expect(spend <= 1 + 1e-9)
    #expect(spend > 0.9)
    #expect(share(allocation, "a") > share(allocation, "c"))
    let spent = try allocate(options) { $0.budgetLeft = 0 }
    #expect(spent.served == 0)
    #expect(spent.remarks == [.budgetSpent])
  }

  @Test("budget and cap are kept together")
  func coupled() throws {
    var options = options()
    options.pacing = PacingOptions(budget: 10_000)
    options.guardrails = [Guardrail(.cpa, 30)]
    let allocation = try allocate(options) {
      $0.budgetLeft = 8000
      $0.budgetDecisions = 10_000
    }
    let spend = zip(allocation.arms, [1.0, 2, 6]).reduce(0) { $0 + $1.0.share * $1.1 }
    #expect(spend <= 0.8 + 1e-9)
    #expect(try #require(allocation.guardrails.first).probabilityKept >= 0.95)
  }

  @Test("the kill switch leaves nothing")
  func killSwitch() throws {
    let allocation = try allocate(options()) { $0.isStopped = true }
    #expect(allocation.served == 0)
    #expect(allocation.remarks == [.killSwitch])
  }

  @Test("what a guardrail needs and was never seen stops all spend")
  func noEvidence() throws {
    var options = options()
    options.guardrails = [Guardrail(.roas, 2)]
    let allocation = try allocate(options)
    #expect(allocation.served == 0)
    #expect(allocation.remarks == [.noEvidence(.value)])
  }

  @Test("the order of arms and the unit of money change nothing")
  func metamorphic() throws {
    var options = options()
    options.guardrails = [Guardrail(.cpa, 42)]
    options.pacing = PacingOptions(budget: 20_000)
    func run(_ options: BanditOptions, _ unit: Double) throws -> Allocation {
      try allocate(options) {
        $0.served = ["a": 100, "b": 900]
        $0.budgetLeft = 20_000 * unit
        $0.budgetDecisions = 10_000
      }
    }
    let plain = try run(options, 1)
    var turned = options
    turned.arms = ["c", "b", "a"]
    #expect(try run(turned, 1) == plain)
    options.prices = options.prices.mapValues { 1e6 * $0 }
    options.guardrails = [Guardrail(.cpa, 42e6)]
    options.pacing = PacingOptions(budget: 20_000e6)
    for (a, b) in zip(plain.arms, try run(options, 1e6).arms) {
      #expect(abs(a.share - b.share) < 1e-9)
    }
  }

  @Test("the best feasible mix is that of a linear programme")
  func linearProgramme() {
    // Rewards 3 and 1 with excess 1 and -1: half of each is the best mix that keeps the bound.
    let mixed = FeasibleMix.best(rewards: [3, 1], excess: [[1, -1]])
    #expect(isClose(mixed.reward, 2, 1e-12))
    #expect(FeasibleMix.best(rewards: [3, 1], excess: [[1, 1]]).reward == 0)
    #expect(FeasibleMix.best(rewards: [3, 1], excess: []).shares == [1, 0])
    // Half a unit of money buys the first arm for a quarter of decisions, or the second for half.
    let bought = FeasibleMix.best(rewards: [3, 1], excess: [], budget: ([2, 1], 0.5))
    #expect(isClose(bought.reward, 0.75, 1e-12) && isClose(bought.shares[0], 0.25, 1e-12))
  }
}
