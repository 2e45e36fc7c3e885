import Foundation
import Testing

@Suite("A budget")
struct BudgetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func optimize(_ more: [String]) throws -> Program.Outcome {
    var arguments = Program.quickFit()
    arguments.replaceSubrange(0..<2, with: ["budget", "optimize"])
    return try Program.run(arguments + more, in: folder)
  }

  private func values(_ run: String, _ id: String) throws -> [String: Double] {
    let data = Data((folder.text("\(run)/findings.json") ?? "").utf8)
    let document = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let findings = document?["findings"] as? [[String: Any]] ?? []
    var values: [String: Double] = [:]
    for finding in findings where finding["id"] as? String == id {
      let subject = finding["subject"] as? [String: String] ?? [:]
      values[subject["channel"] ?? subject["scenario"] ?? ""] = finding["value"] as? Double
    }
    return values
  }

  @Test("is divided within its bounds, in a run that verifies, in both languages")
  func divided() throws {
    let made = try optimize(["--quiet", "--out", "run", "--bounds", "default=0.8:1.2"])
    #expect(made.code == 0, "\(made.errors)")
    let (today, best) = (
      try values("run", "budget.current"), try values("run", "budget.recommended")
    )
    let (total, kept) = (try #require(best[""]), try #require(today[""]))
    #expect(abs(total / kept - 1) < 1e-6)
    for (channel, amount) in best where !channel.isEmpty {
      let multiple = amount / (today[channel] ?? 1)
      #expect(multiple > 0.799 && multiple < 1.201, "\(channel)")
    }
    #expect((try values("run", "budget.optimality_gap")[""] ?? 1) < 1e-3)
    #expect(folder.text("run/tables/budget.plan.csv") != nil)
    let verified = try Program.run(["runs", "verify", "run", "--quiet"], in: folder)
    #expect(verified.code == 0 && verified.output.contains("exactly"), "\(verified.errors)")
    let german = try optimize(["--quiet", "--out", "de", "--language", "de"])
    #expect(german.code == 0 && german.output.contains("Der Plan"))
  }

  @Test("asks an earlier run, and compares plans with it")
  func earlier() throws {
    let fit = try Program.run(Program.quickFit() + ["--quiet", "--out", "fit"], in: folder)
    #expect(fit.code == 0, "\(fit.errors)")
    let made = try Program.run(
      ["budget", "optimize", "--run", "fit", "--quiet", "--out", "run", "--horizon", "13"],
      in: folder)
    #expect(made.code == 0, "\(made.errors)")
    let today = try values("run", "budget.current")
    let channels = today.keys.filter { !$0.isEmpty }.sorted()
    let first = try #require(channels.first)
    let rows = ["plan,\(first)", "same,\(today[first] ?? 0)", "double,\(2 * (today[first] ?? 0))"]
    try folder.write(rows.joined(separator: "\n") + "\n", to: "plans.csv")
    let compared = try Program.run(
      [
        "budget", "scenario", "plans.csv", "--run", "fit", "--quiet", "--out", "compared",
        "--horizon", "13",
      ], in: folder)
    #expect(compared.code == 0, "\(compared.errors)")
    let changes = try values("compared", "budget.outcome_change")
    let outcomes = try values("compared", "budget.outcome")
    #expect(abs(changes["same"] ?? 1) <= 1e-9 * abs(outcomes["today"] ?? 1))
    #expect((outcomes["double"] ?? 0) > (outcomes["today"] ?? 0))
    try folder.write("plan,tellyvision\nx,5\n", to: "wrong.csv")
    let wrong = try Program.run(
      ["budget", "scenario", "wrong.csv", "--run", "fit", "--quiet", "--out", "no"], in: folder)
    #expect(wrong.code == 65 && wrong.errors.contains("is no channel"), "\(wrong.errors)")
  }

  @Test("is refused where conditions conflict or make no sense")
  func refusals() throws {
    let narrow = try optimize([
      "--quiet", "--out", "run", "--total", "10", "--bounds", "default=0.9:1.1",
    ])
    #expect(narrow.code == 65 && narrow.output.isEmpty, "\(narrow.errors)")
    #expect(narrow.errors.contains("a total of 10"))
    #expect(folder.entries("run").isEmpty)
    let unknown = try optimize(["--quiet", "--out", "run", "--fix", "nosuch"])
    #expect(unknown.code == 78 && unknown.errors.contains("no channel"), "\(unknown.errors)")
    #expect(try optimize(["--bounds", "x=1"]).code == 64)
    #expect(try optimize(["--group", "x"]).code == 64)
    #expect(try optimize(["--objective", "luck"]).code == 64)
    #expect(try optimize(["--run", "x"]).code == 64)
  }
}
