import Foundation
import Testing

@Suite("A finished geo test")
struct GeoTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Twelve geos over 59 days that share a course; two of them gain 40 a day in the last nine.
  private func panel(without missing: Int? = nil) -> String {
    var text = "city,day,sales,cost\n"
    for city in 0..<12 {
      for day in 0..<59 where city * 60 + day != missing {
        let month = day < 31 ? 1 : 2
        let date = "2025-0\(month)-\(String(format: "%02d", month == 1 ? day + 1 : day - 30))"
        let season = 30 * sin(Double(day) * 0.9) + Double(day)
        let noise = Double((city * 7919 + day * 104_729) % 41) - 20
        let gain = city < 2 && day >= 50 ? 40.0 : 0
        let sales = 400 + 25 * Double(city) + season * (1 + 0.05 * Double(city)) + noise + gain
        text += "c\(city),\(date),\(sales),\(city < 2 && day >= 50 ? 5 : 0)\n"
      }
    }
    return text
  }

  private static let flags = [
    "--geo", "city", "--time", "day", "--kpi", "sales", "--treated", "c0,c1", "--start",
    "2025-02-20",
  ]

  private func run(_ more: [String] = [], flags: [String] = flags) throws -> Program.Outcome {
    try Program.run(["geo", "analyze", "panel.csv", "--out", "report"] + flags + more, in: folder)
  }

  private struct Document: Decodable {
    struct Finding: Decodable {
      struct Ends: Decodable {
        let lower: Double
        let upper: Double
      }
      let id: String
      let subject: [String: String]
      let value: Double?
      let interval: Ends?
      let grade: String
    }
    let findings: [Finding]
  }

  @Test("finds the planted effect by every estimator, with what it cost")
  func planted() throws {
    try folder.write(panel(), to: "panel.csv")
    let outcome = try run(["--spend", "cost", "--unit-effects", "--format", "json", "--quiet"])
    try #require(outcome.code == 0, "\(outcome.errors)")
    let findings = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)).findings
    func value(_ id: String, _ subject: [String: String]) -> Double? {
      findings.first { $0.id == id && $0.subject == subject }?.value
    }
    #expect(value("geo.investment", [:]) == 90)
    for model in ["scm", "ridge-ascm", "sdid", "did", "tbr"] {
      let found = try #require(value("geo.incremental", ["model": model]))
      #expect(abs(found - 720) < 250, "\(model): \(found)")
      let cost = try #require(value("geo.cost_per_outcome", ["model": model]))
      #expect(abs(cost * found - 90) < 1e-9)
    }
    #expect(try #require(value("geo.p_value", ["model": "scm", "metric": "mirror"])) <= 0.2)
    #expect(findings.allSatisfy { $0.grade == "experiment" })
    let again = try run(["--spend", "cost", "--unit-effects", "--format", "json", "--threads", "1"])
    #expect(again.output == outcome.output)
  }

  @Test("of a project is checked, run and repeated; no interval misses its estimate")
  func project() throws {
    try folder.write(panel(), to: "panel.csv")
    let head = "project: x\ndata: {p: {path: panel.csv, time: day, geo: city}}\n"
    try folder.write(
      head + "geo: {kpi: sales, treated: [c0, c1], start: 2025-02-20}\n", to: "liftwerk.yaml")
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 0 && check.errors.contains("9 periods after 50"), "\(check.errors)")
    let run = try Program.run(["run", "--out", "report", "--format", "json"], in: folder)
    try #require(run.code == 0, "\(run.errors)")
    let findings = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8)).findings
    for finding in findings {
      guard let value = finding.value, let interval = finding.interval else { continue }
      #expect(interval.lower <= value && value <= interval.upper, "\(finding.id)")
    }
    let again = try Program.run(["runs", "verify", "report"], in: folder)
    #expect(again.code == 0, "\(again.errors)")
    try folder.write(
      head + "geo: {kpi: sales, treated: [c0, c99], start: 2025-02-20}\n", to: "liftwerk.yaml")
    let wrong = try Program.run(["check"], in: folder)
    #expect(wrong.code == 65 && wrong.errors.contains("c99"))
  }

  @Test("is refused where panel and test do not fit, with the remedy")
  func refusals() throws {
    try folder.write(panel(without: 75), to: "panel.csv")
    let gap = try run()
    #expect(gap.code == 65 && gap.errors.contains("'c1' lacks 1 of 59"), "\(gap.errors)")
    try folder.write(panel(), to: "panel.csv")
    var flags = Self.flags
    flags[7] = "c0,c99"
    let unknown = try run(flags: flags)
    #expect(unknown.code == 65 && unknown.errors.contains("c99"), "\(unknown.errors)")
    flags = Self.flags
    flags[5] = "sale"
    let column = try run(flags: flags)
    #expect(column.code == 65 && column.errors.contains("did you mean 'sales'"))
    flags = Self.flags
    flags[9] = "2026-01-01"
    let late = try run(flags: flags)
    #expect(late.code == 65 && late.errors.contains("2026-01-01"), "\(late.errors)")
    let word = try run(["--estimators", "smc"])
    #expect(word.code == 64 && word.errors.contains("scm"))
    let bare = try Program.run(["geo", "analyze", "panel.csv"], in: folder)
    #expect(bare.code == 64 && bare.errors.contains("--treated"))
    #expect(!folder.entries().contains("report"))
  }
}
