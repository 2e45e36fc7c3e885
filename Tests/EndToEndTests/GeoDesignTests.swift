import Foundation
import Testing

@Suite("The design of a geo test")
struct GeoDesignTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Twelve geos that share a course, over 45 days or longer; from day 45 two of them gain a tenth.
  private func panel(days: Int = 45, changed: Bool = false) -> String {
    var text = "city,day,sales,cost\n"
    for city in 0..<12 {
      for day in 0..<days {
        let month = day < 31 ? 1 : 2
        let date = "2025-0\(month)-\(String(format: "%02d", month == 1 ? day + 1 : day - 30))"
        let season = 30 * sin(Double(day) * 0.9) + Double(day)
        let noise = Double((city * 7919 + day * 104_729) % 41) - 20
        let level = 400 + 25 * Double(city) + season * (1 + 0.05 * Double(city)) + noise
        let sales = city < 2 && day >= 45 ? 1.1 * level : level
        let shown = changed && city == 7 && day == 3 ? sales + 1 : sales
        text += "c\(city),\(date),\(shown),\(city < 6 ? 10 : 0)\n"
      }
    }
    return text
  }

  private static let flags = [
    "--geo", "city", "--time", "day", "--kpi", "sales", "--treated-count", "2", "--durations", "7",
    "--effects", "0:0.2:0.05", "--unit-effects", "--lookback", "3", "--include", "c0,c1",
  ]

  private func plan(_ more: [String] = [], flags: [String] = flags) throws -> Program.Outcome {
    try Program.run(["geo", "design", "panel.csv", "--out", "plan"] + flags + more, in: folder)
  }

  private struct Document: Decodable {
    struct Finding: Decodable {
      let id: String
      let subject: [String: String]
      let value: Double?
      let status: String
    }
    let findings: [Finding]
  }

  private func findings(_ outcome: Program.Outcome) throws -> [Document.Finding] {
    try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)).findings
  }

  @Test("tells the smallest effect, what it costs and whether the test can be trusted")
  func design() throws {
    try folder.write(panel(), to: "panel.csv")
    let outcome = try plan(["--cost-per-outcome", "2", "--format", "json", "--quiet"])
    try #require(outcome.code == 0, "\(outcome.errors)")
    let found = try findings(outcome)
    let scenario = ["scenario": "c0+c1/7"]
    let mde = try #require(found.first { $0.id == "geo.mde" && $0.subject == scenario }?.value)
    #expect(mde == 0.05 || mde == 0.1)
    #expect(found.first { $0.id == "geo.investment" && $0.subject == scenario }?.value != nil)
    let rate = found.first {
      $0.id == "geo.audit" && $0.subject["metric"] == "false_positive_share"
    }
    #expect(try #require(rate?.value) < 0.5)
    #expect(folder.entries("plan").contains("design.yaml"))
    let again = try plan(["--cost-per-outcome", "2", "--format", "json", "--threads", "1"])
    #expect(again.output == outcome.output)
    let verified = try Program.run(["runs", "verify", "plan"], in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
  }

  @Test("binds the analysis: departures are refused, or shown by force and marked")
  func registration() throws {
    try folder.write(panel(), to: "panel.csv")
    let planned = try plan(["--start", "2025-02-15"])
    try #require(planned.code == 0, "\(planned.errors)")
    try folder.write(panel(days: 54), to: "panel.csv")
    let command = [
      "geo", "analyze", "panel.csv", "--geo", "city", "--time", "day", "--design",
      "plan/design.yaml", "--format", "json", "--out", "report",
    ]
    let kept = try Program.run(command, in: folder)
    try #require(kept.code == 0, "\(kept.errors)")
    let found = try findings(kept)
    #expect(Set(found.compactMap { $0.subject["model"] }) == ["scm"])
    #expect(try #require(found.first { $0.id == "geo.lift" }?.value) > 0.05)
    #expect(found.allSatisfy { $0.status != "forced" })
    let verified = try Program.run(["runs", "verify", "report"], in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
    let drifted = try Program.run(
      command + ["--treated", "c0,c2", "--end", "2025-02-20", "--estimators", "did"], in: folder)
    #expect(drifted.code == 65 && drifted.output.isEmpty)
    for word in ["c0, c2", "6 periods", "did"] {
      #expect(drifted.errors.contains(word), "\(word): \(drifted.errors)")
    }
    try folder.write(panel(days: 54, changed: true), to: "panel.csv")
    let changed = try Program.run(command, in: folder)
    #expect(changed.code == 65 && changed.errors.contains("values from 2025-01-01"))
    let forced = try Program.run(command + ["--force"], in: folder)
    #expect(forced.code == 0, "\(forced.errors)")
    #expect(try findings(forced).contains { $0.id == "geo.lift" && $0.status == "forced" })
    #expect(try findings(forced).allSatisfy { $0.status != "ok" })
  }

  @Test("of a project is checked and run, and its analysis reads the design") func project() throws
  {
    try folder.write(panel(), to: "panel.csv")
    let head = "project: x\ndata: {p: {path: panel.csv, time: day, geo: city}}\n"
    let section = """
      geo_design:
        kpi: sales
        treated_count: 2
        durations: [5, 7]
        effects: "0:0.2:0.1"
        candidates: 10
        exclude: [c11]

      """
    try folder.write(head + section, to: "liftwerk.yaml")
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 0 && check.errors.contains("12 geos over 45"), "\(check.errors)")
    let run = try Program.run(["run", "--out", "plan", "--format", "json"], in: folder)
    try #require(run.code == 0, "\(run.errors)")
    try folder.write(panel(days: 54), to: "panel.csv")
    try folder.write(
      head + "geo: {design: plan/design.yaml, start: 2025-02-15}\n", to: "liftwerk.yaml")
    let analysis = try Program.run(["geo", "analyze", "--out", "report"], in: folder)
    #expect(analysis.code == 0, "\(analysis.errors)")
    try folder.write(
      head + "geo: {design: plan/design.yaml, start: 2025-02-15, kpi: cost}\n",
      to: "liftwerk.yaml")
    let wrong = try Program.run(["check"], in: folder)
    #expect(wrong.code == 65 && wrong.errors.contains("cost"), "\(wrong.errors)")
    try folder.write(head + section.replacing("exclude", with: "exlude"), to: "liftwerk.yaml")
    let misspelt = try Program.run(["check"], in: folder)
    #expect(misspelt.code == 78 && misspelt.errors.contains("exclude"))
  }

  @Test("is refused where nothing can be designed, with the remedy") func refusals() throws {
    try folder.write(panel(), to: "panel.csv")
    for (more, code, word) in [
      (["--exclude", "c99"], 65, "c99"),
      (["--budget", "1", "--cost-per-outcome", "5"], 65, "c0 + c1"),
      (["--budget", "1"], 64, "cost per outcome"),
      (["--apart", "c0,c1"], 65, "apart"),
      (["--durations", "45"], 65, "shorter test"),
      (["--treated-count", "12"], 65, "12 of 12"),
      (["--effects", "a:b:c"], 64, "0:0.2:0.05"),
      (["--spend-history", "cost", "--include", "c9"], 65, "c9"),
      (["--start", "2025-01-20"], 65, "within the history"),
    ] as [([String], Int32, String)] {
      let outcome = try plan(more)
      #expect(outcome.code == code && outcome.errors.contains(word), "\(more): \(outcome.errors)")
      #expect(!folder.entries().contains("plan"))
    }
    try folder.write("city,day,sales\na,2025-01-01,1\na,2025-01-02,2\n", to: "panel.csv")
    let one = try plan()
    #expect(one.code == 65 && one.errors.contains("one geo"), "\(one.errors)")
    let bare = try Program.run(["geo", "design", "panel.csv"], in: folder)
    #expect(bare.code == 64 && bare.errors.contains("--durations"))
  }
}
