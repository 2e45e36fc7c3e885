import Foundation
import Testing

@Suite("Faults in a geo panel")
struct GeoFaultTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Six geos over 40 days.
  private func rows(
    geos: Int = 6, _ value: (Int, Int) -> String? = { _, _ in nil }
  ) -> [String] {
    (0..<geos).flatMap { geo in
      (0..<40).map { day in
        let date = String(format: "2025-0%d-%02d", day < 31 ? 1 : 2, day < 31 ? day + 1 : day - 30)
        let noise = Double((geo * 7919 + day * 104_729) % 17)
        let plain = 100 + 10 * Double(geo) + 8 * sin(Double(day)) + noise
        return "g\(geo),\(date),\(value(geo, day) ?? String(format: "%.2f", plain))"
      }
    }
  }

  private func run(
    _ rows: [String], treated: String = "g0", start: String = "2025-02-01", kpi: String = "sales",
    geo: String = "geo", _ more: [String] = []
  ) throws -> Program.Outcome {
    try folder.write(
      (["geo,day,sales"] + rows).joined(separator: "\n") + "\n", to: "panel.csv")
    return try Program.run(
      [
        "geo", "analyze", "panel.csv", "--geo", geo, "--time", "day", "--kpi", kpi, "--treated",
        treated, "--start", start, "--out", "report", "--quiet",
      ] + more, in: folder)
  }

  private func expect(_ outcome: Program.Outcome, refused parts: String...) {
    #expect(outcome.code == 65, "\(outcome.code) \(outcome.errors)")
    #expect(outcome.output.isEmpty && !folder.entries().contains("report"))
    for part in parts { #expect(outcome.errors.contains(part), "\(part): \(outcome.errors)") }
  }

  @Test("that leave geos or periods out are refused") func gaps() throws {
    let all = rows()
    expect(
      try run(all.filter { !$0.hasPrefix("g2,2025-01-07") }), refused: "'g2' lacks 1 of 40",
      "Write a row")
    expect(
      try run(all.filter { !$0.contains(",2025-01-07,") }), refused: "2025-01-07")
    expect(
      try run(all.filter { !($0.hasPrefix("g0,2025-01")) }), refused: "'g0' lacks 31 of 40")
    expect(try run(all + [all[3]]), refused: "a second row for 2025-01-04", "drop repeated rows")
    expect(try run([]), refused: "panel.csv")
    try folder.write("", to: "empty.csv")
    let empty = try Program.run(
      [
        "geo", "analyze", "empty.csv", "--geo", "g", "--time", "t", "--kpi", "k", "--treated", "a",
        "--start", "1",
      ], in: folder)
    #expect(empty.code == 65 && empty.errors.contains("empty"), "\(empty.errors)")
  }

  @Test("in single cells are refused with the line") func cells() throws {
    for token in ["NaN", "inf", "1e999", "many"] {
      expect(try run(rows { $0 == 1 && $1 == 4 ? token : nil }), refused: "line 46", "sales")
    }
    expect(try run(rows { $0 == 1 && $1 == 4 ? "" : nil }), refused: "line 46", "the cell is empty")
  }

  @Test("of names are told with the nearest") func names() throws {
    expect(try run(rows(), kpi: "slaes"), refused: "did you mean 'sales'")
    expect(try run(rows(), geo: "goe"), refused: "did you mean 'geo'")
    expect(try run(rows(), treated: "g00"), refused: "no geo 'g00'", "did you mean")
    expect(
      try run(rows(), ["--spend", "sale"]), refused: "did you mean 'sales'")
  }

  @Test("that leave nothing to compare are refused") func nothing() throws {
    expect(
      try run(rows { geo, day in geo == 0 && day < 31 ? "0" : nil }),
      refused: "'g0' is treated, but its value never changes before 2025-02-01", "Leave it out")
    expect(
      try run(rows { geo, _ in geo > 0 ? "7" : nil }), refused: "No donor's value changes")
    expect(try run(rows(), start: "2025-01-02"), refused: "Only 1 periods lie before", "earlier")
    expect(
      try run(rows(), start: "2025-02-01", ["--end", "2025-01-20"]), refused: "ends", "starts")
  }

  @Test("that can be lived with are: one donor, still donors, returns, huge values")
  func handled() throws {
    let one = try run(rows(geos: 2), ["--format", "json"])
    #expect(one.code == 0, "\(one.errors)")
    #expect(
      one.output.contains("scm needs 2 donors and there is 1") && one.output.contains("\"did\""))
    let still = try run(rows { geo, _ in geo == 3 ? "50" : nil })
    #expect(still.code == 0)
    #expect(folder.text("report/report.html")?.contains("never changes") == true)
    let returns = try run(rows { geo, day in geo == 2 && day == 5 ? "-40" : nil })
    #expect(returns.code == 0)
    #expect(
      folder.text("report/report.html")?.contains("1 values of the KPI are below zero") == true)
    let huge = try run(
      rows { geo, day in String(1e15 * (1 + 0.1 * Double(geo) + 0.05 * sin(Double(day + geo * 3))))
      },
      ["--format", "json"])
    #expect(huge.code == 0 && !huge.output.contains("nan"), "\(huge.errors)")
  }

  @Test("are none in a file in the German locale, with weeks and decimal commas")
  func german() throws {
    var text = "Gebiet;Woche;Umsatz\n"
    for geo in 0..<6 {
      for week in 1...40 {
        let value =
          1000 + 100 * Double(geo) + 80 * sin(Double(week)) + Double((geo * 31 + week * 17) % 13)
        let number = String(format: "%.2f", value).replacing(".", with: ",")
        text += "Gebiet \(geo);KW \(String(format: "%02d", week))/2025;\(number)\n"
      }
    }
    try folder.write(text, to: "panel.csv")
    let outcome = try Program.run(
      [
        "geo", "analyze", "panel.csv", "--geo", "Gebiet", "--time", "Woche", "--kpi", "Umsatz",
        "--treated", "Gebiet 1", "--start", "KW 33/2025", "--out", "report", "--language", "de",
        "--quiet",
      ], in: folder)
    #expect(
      outcome.code == 0 && outcome.output.contains("Effekt nach Schätzer"), "\(outcome.errors)")
  }

  @Test("in the question are told before anything is read") func question() throws {
    func told(_ flags: [String], _ part: String, code: Int32 = 64) throws {
      let outcome = try run(rows(), flags)
      #expect(outcome.code == code && outcome.errors.contains(part), "\(flags) \(outcome.errors)")
    }
    try told(["--cell", "a=g1,g2"], "exclude each other")
    try told(["--kind", "dark"], "go-dark")
    try told(["--spend-change", "0"], "changes nothing")
    try folder.write(
      "project: x\ndata: {p: {path: panel.csv, time: day, geo: geo}}\n"
        + "geo: {kpi: sales, start: 2025-02-01, cells: {a: [g0], b: [g1]}, treated: [g2]}\n",
      to: "liftwerk.yaml")
    let project = try Program.run(["geo", "analyze"], in: folder)
    #expect(
      project.code == 78 && project.errors.contains("exclude each other"), "\(project.errors)")
    let cell = try Program.run(
      [
        "geo", "analyze", "panel.csv", "--geo", "geo", "--time", "day", "--kpi", "sales", "--start",
        "2025-02-01", "--cell", "a=g0", "--cell", "a=g1",
      ], in: folder)
    #expect(cell.code == 64 && cell.errors.contains("named twice"), "\(cell.errors)")
  }

  @Test("are none in a test of several cells") func severalCells() throws {
    try folder.write(
      (["geo,day,sales"] + rows(geos: 10)).joined(separator: "\n") + "\n", to: "panel.csv")
    try folder.write(
      "project: x\ndata: {p: {path: panel.csv, time: day, geo: geo}}\n"
        + "geo: {kpi: sales, start: 2025-02-01, estimators: [scm], cells: {tv: [g0, g1], \"s/ä\": [g2]}}\n",
      to: "liftwerk.yaml")
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 0 && check.errors.contains("cell tv"), "\(check.errors)")
    let run = try Program.run(["run", "--out", "report"], in: folder)
    #expect(run.code == 0 && run.output.contains("Cells side by side"), "\(run.errors)")
    let again = try Program.run(["runs", "verify", "report"], in: folder)
    #expect(again.code == 0, "\(again.errors)")
  }
}
