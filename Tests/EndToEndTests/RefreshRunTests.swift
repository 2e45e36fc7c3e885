import Foundation
import Testing

@Suite("A run that starts from an earlier one")
struct RefreshRunTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let lines = (folder.text("weekly.csv") ?? "").split(separator: "\n")
    try folder.write(lines.joined(separator: "\n") + "\n", to: "long.csv")
    try folder.write(lines.dropLast(8).joined(separator: "\n") + "\n", to: "weekly.csv")
    let made = try Program.run(
      Program.quickFit() + ["--quiet", "--out", "old"], in: folder)
    try #require(made.code == 0, "\(made.errors)")
  }

  private func refresh(_ more: [String], file: String = "long.csv") throws -> Program.Outcome {
    let fit = Program.quickFit().map { $0 == "weekly.csv" ? file : $0 }
    return try Program.run(fit + more, in: folder)
  }

  @Test("says what moved, and verifies without the earlier folder")
  func whole() throws {
    let outcome = try refresh(["--refresh", "old", "--out", "new", "--quiet", "--format", "json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\"mmm.drift\""))
    #expect(folder.text("new/manifest.json")?.contains(#""media_mix.start" : "warm""#) == true)
    #expect(folder.entries("new/earlier") == ["manifest.json", "state"])
    #expect(
      folder.text("new/report.html")?.contains("What changed since the last run?") == true)
    try FileManager.default.removeItem(atPath: folder.path + "/old")
    let verified = try Program.run(["runs", "verify", "new", "--quiet"], in: folder)
    #expect(verified.code == 0 && verified.output.contains("exactly"), "\(verified.errors)")
  }

  @Test("may take the earlier run's place")
  func inPlace() throws {
    let outcome = try refresh(["--refresh", "old", "--out", "old", "--quiet", "--knots", "3"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("What moved the returns"))
    let again = try refresh(["--refresh", "old", "--out", "old", "--quiet"])
    #expect(again.code == 0, "\(again.errors)")
  }

  @Test("names what was added and removed, and compares what is common")
  func channels() throws {
    let outcome = try Program.run(
      [
        "mmm", "fit", "long.csv", "--time", "week", "--kpi", "revenue", "--media",
        "tv=tv_spend:tv_impressions", "--controls", "price_index", "--warmup", "300", "--quiet",
        "--refresh", "old", "--out", "new",
      ], in: folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      folder.text("new/report.html")?.contains("No longer in the model: search.") == true)
  }

  @Test("refuses what it cannot compare with, each with its code")
  func refusals() throws {
    let missing = try refresh(["--refresh", "nowhere", "--out", "new"])
    #expect(missing.code == 66 && missing.errors.contains("holds no run"))
    let currency = try refresh(["--refresh", "old", "--out", "new", "--currency", "EUR"])
    #expect(currency.code == 65 && currency.errors.contains("currency"))
    let kind = try refresh(["--refresh", "old", "--out", "new", "--kpi-kind", "other"])
    #expect(kind.code == 65 && kind.errors.contains("the earlier run explains"))
    try folder.write("{}", to: "old/state/media-mix.json")
    let altered = try refresh(["--refresh", "old", "--out", "new"])
    #expect(altered.code == 65 && altered.errors.contains("was altered after the run"))
    #expect(folder.entries("new").isEmpty)
  }
}
