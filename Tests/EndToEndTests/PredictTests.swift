import Foundation
import Testing

@Suite("A forecast, and the next experiment")
struct PredictTests {
  let folder: TemporaryFolder

  /// The last eight weeks become a plan.
  init() throws {
    folder = try TemporaryFolder()
    let lines = (folder.text("weekly.csv") ?? "").split(separator: "\n")
    try folder.write(lines.dropLast(8).joined(separator: "\n") + "\n", to: "weekly.csv")
    let plan = ([lines[0]] + lines.suffix(8)).map { line in
      let fields = line.split(separator: ",")
      return (fields.prefix(1) + fields.dropFirst(2)).joined(separator: ",")
    }
    try folder.write(plan.joined(separator: "\n") + "\n", to: "plan.csv")
  }

  private func predict(_ more: [String], plan: String = "plan.csv") throws -> Program.Outcome {
    let fit = Array(Program.quickFit().dropFirst(3))
    return try Program.run(
      ["mmm", "predict", plan, "--data", "weekly.csv"] + fit + more, in: folder)
  }

  @Test("writes a run of its own that verifies, in both languages")
  func run() throws {
    let made = try predict(["--quiet", "--out", "run"])
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.contains("Already in the pipe"))
    #expect(folder.text("run/findings.json")?.contains("\"mmm.forecast_carry_out\"") == true)
    #expect(folder.text("run/manifest.json")?.contains("plan.csv") == true)
    let verified = try Program.run(["runs", "verify", "run", "--quiet"], in: folder)
    #expect(verified.code == 0 && verified.output.contains("exactly"), "\(verified.errors)")
    let german = try predict(["--quiet", "--out", "de", "--language", "de"])
    #expect(german.code == 0 && german.output.contains("Bereits unterwegs"), "\(german.errors)")
  }

  @Test("refuses a plan that does not follow, before it fits")
  func refusals() throws {
    let text = folder.text("plan.csv") ?? ""
    try folder.write(text.replacing("price_index", with: "price"), to: "control.csv")
    let control = try predict(["--quiet", "--out", "run"], plan: "control.csv")
    #expect(control.code == 65 && control.errors.contains("--hold-controls"), "\(control.errors)")
    let held = try predict(
      ["--quiet", "--out", "held", "--hold-controls", "mean"], plan: "control.csv")
    #expect(held.code == 0, "\(held.errors)")
    #expect(folder.text("held/report.html")?.contains("its mean of the last year") == true)
    let missing = try predict(["--quiet", "--out", "run"], plan: "none.csv")
    #expect(missing.code == 66 && missing.output.isEmpty, "\(missing.errors)")
    #expect(folder.entries("run").isEmpty)
    let nothing = try Program.run(["mmm", "predict", "--data", "weekly.csv"], in: folder)
    #expect(nothing.code == 64)
  }

  @Test("the next experiment is ranked in money, in a run that verifies")
  func next() throws {
    var arguments = Program.quickFit()
    arguments[1] = "next-experiment"
    let made = try Program.run(arguments + ["--quiet", "--out", "run"], in: folder)
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.contains("go dark") && made.output.contains("Net"))
    #expect(folder.text("run/findings.json")?.contains("\"budget.next_experiment\"") == true)
    let verified = try Program.run(["runs", "verify", "run", "--quiet"], in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
    let refused = try Program.run(arguments + ["--bounds", "2,1", "--quiet"], in: folder)
    #expect(refused.code == 65 && refused.errors.contains("multiples around 1"))
    let unread = try Program.run(arguments + ["--bounds", "2"], in: folder)
    #expect(unread.code == 64)
  }
}
