import Foundation
import Testing

@Suite("A comparison of models")
struct CompareTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func compare(_ flags: [String]) throws -> Program.Outcome {
    var arguments = Program.quickFit()
    arguments[1] = "compare"
    return try Program.run(arguments + flags + ["--quiet"], in: folder)
  }

  @Test("writes a run that can be shown and verified")
  func run() throws {
    let made = try compare(["--vary-knots", "4", "--vary-priors", "2", "--out", "run"])
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.contains("4 knots") && made.output.contains("priors × 2"))
    #expect(folder.text("run/report.html")?.contains("Which model is right?") == true)
    let verified = try Program.run(
      ["runs", "verify", "run", "--quiet", "--threads", "1"], in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
  }

  @Test("of one model, or by words that are none, is refused")
  func refusals() throws {
    let single = try compare(["--vary-adstock", "geometric"])
    #expect(single.code == 65 && single.errors.contains("nothing to compare"))
    let unknown = try compare(["--vary-adstock", "geometrik"])
    #expect(unknown.code == 64 && unknown.errors.contains("geometric"))
    let folds = try compare(["--cv-folds", "50"])
    #expect(folds.code == 65 && folds.errors.contains("fewer folds"))
  }
}
