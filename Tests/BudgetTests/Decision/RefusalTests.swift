import Budget
import Testing

@Suite("Budgets that are refused")
struct RefusalTests {
  private let model = SyntheticModel(channels: 3, periods: 6, draws: 20, seed: 2)

  private func refusal(_ change: (inout BudgetOptions) -> Void) async -> String {
    var options = BudgetOptions()
    change(&options)
    do {
      let problem = try await BudgetProblem(model, options: options, threads: 1)
      _ = try problem.optimum()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("a total below the least of all channels names the total and the bounds")
  func tooSmall() async {
    let text = await refusal {
      $0.total = .amount(10)
      $0.bounds = ["default": [0.9, 1.1]]
    }
    #expect(text.contains("a total of 10:") && text.contains("(c00 "), "\(text)")
  }

  @Test("only what conflicts is named")
  func smallestConflict() async {
    let text = await refusal {
      $0.groups = [
        .init(name: "low", channels: ["c00"], most: 1),
        .init(name: "idle", channels: ["c01", "c02"], mostShare: 1),
      ]
    }
    #expect(text.contains("group low at most 1") && text.contains("c00 from"), "\(text)")
    #expect(!text.contains("idle") && !text.contains("c01") && !text.contains("total"), "\(text)")
  }

  @Test("unknown channels, negative bounds, zero totals and steps that do not fit are told")
  func words() async {
    #expect(await refusal { $0.fixed = ["c1"] }.contains("Did you mean \"c01\"?"))
    #expect(await refusal { $0.bounds = ["c00": [-1, 1]] }.contains("is below 0"))
    #expect(await refusal { $0.bounds = ["c00": [2, 1]] }.contains("the least and the most"))
    #expect(await refusal { $0.total = .amount(0) }.contains("leaves nothing to divide"))
    #expect(await refusal { $0.step = ["c00": 1e9] }.contains("No step is within the range"))
    #expect(await refusal { $0.targetROI = -1 }.contains("above 0"))
    #expect(
      await refusal {
        $0.targetROI = 1
        $0.total = .keep
      }.contains("a target decides the total"))
  }

  @Test("a channel that never spent cannot be started; one that only paused can")
  func idle() async throws {
    var model = model
    model.spend[1] = [[0, 0, 0, 0, 0, 0]]
    var options = BudgetOptions()
    options.limits = ["c01": [0, 100]]
    await #expect(throws: BudgetError.self) {
      try await BudgetProblem(model, options: options, threads: 1)
    }
    options.limits = [:]
    let problem = try await BudgetProblem(model, options: options, threads: 1)
    #expect(try problem.optimum().plan[1] == 0)
    model.spend = model.spend.map { _ in [[0, 0, 0, 0, 0, 0]] }
    await #expect(throws: BudgetError.self) {
      try await BudgetProblem(model, options: BudgetOptions(), threads: 1)
    }
  }
}
