import Foundation
import Testing

@Suite("Attribution where the touches live")
struct WarehouseRunTests {
  private static let engines = ProcessInfo.processInfo.environment["LIFTWERK_ENGINES"]

  private static let columns = [
    "--user", "user", "--time", "time", "--channel", "channel", "--conversion", "converted",
    "--value", "value", "--models", "markov-1,markov-2,shapley,shapley-rate,position", "--format",
    "json", "--quiet", "--bootstrap", "0",
  ]

  private struct Document: Decodable {
    struct Finding: Decodable, Equatable {
      let id: String
      let subject: [String: String]
      let value: Double?
    }
    let findings: [Finding]
  }

  /// Rows of touches, as SQL values and as CSV.
  private func rows() -> [(String, String, String, Int, String)] {
    (0..<4_000).map { row in
      let channel = ["search", "social", "Überraschung", "mail > list"][row * row / 7 % 4]
      let converts = row % 11 == 0
      let minute = row * 7919 % 50_000
      let time = String(
        format: "2025-01-%02d %02d:%02d:00", 1 + minute / 1440 % 28, minute / 60 % 24, minute % 60)
      return (
        "u\(row * 31 % 900)", time, channel, converts ? 1 : 0, converts ? "\(row % 90).35" : "0"
      )
    }
  }

  @Test(
    "gives the findings that the same touches in a file give",
    .enabled(if: engines != nil, "LIFTWERK_ENGINES does not name a folder"))
  func sqlite() throws {
    let folder = try TemporaryFolder()
    var log = "user,time,channel,converted,value\n"
    var script = "import sqlite3\nc = sqlite3.connect('touches.db')\n"
    script += "c.execute('CREATE TABLE touches(user TEXT, time TEXT, channel TEXT, converted INT, "
    script += "value REAL)')\nc.executemany('INSERT INTO touches VALUES (?,?,?,?,?)', [\n"
    for (user, time, channel, converted, value) in rows() {
      log += "\(user),\(time),\(channel),\(converted),\(value)\n"
      script += "('\(user)','\(time)','\(channel)',\(converted),\(value)),\n"
    }
    try folder.write(log, to: "touches.csv")
    try folder.write(script + "])\nc.commit()\n", to: "make.py")
    let made = try Program.run("/usr/bin/env", ["python3", "make.py"], in: folder)
    try #require(made.code == 0, "\(made.errors)")
    for rule in [["--journeys", "user"], ["--journeys", "conversion", "--lookback", "5"]] {
      let file = try Program.run(
        ["attribution", "run", "touches.csv", "--out", "file"] + Self.columns + rule, in: folder)
      let table = try Program.run(
        "/usr/bin/env",
        [
          "ADBC_DRIVER_PATH=\(Self.engines ?? "")/drivers", Program.path, "attribution", "run",
          "--source", "adbc:sqlite?uri=\(folder.path)/touches.db", "--table", "touches", "--out",
          "table",
        ] + Self.columns + rule, in: folder)
      try #require(table.code == file.code, "\(table.errors)")
      // What the file's reader counts besides stays in the warehouse.
      func numbers(_ text: String) throws -> [Document.Finding] {
        try JSONDecoder().decode(Document.self, from: Data(text.utf8)).findings
          .filter { $0.id != "attribution.check" }
      }
      #expect(try numbers(table.output) == numbers(file.output))
      #expect(try numbers(table.output).count > 60)
    }
  }

  @Test("says what is missing: driver, address, table's columns")
  func refusals() throws {
    let folder = try TemporaryFolder()
    func run(_ source: String?) throws -> Program.Outcome {
      try Program.run(
        ["attribution", "run", "--table", "touches"] + Self.columns
          + (source.map { ["--source", $0] } ?? []), in: folder)
    }
    let nowhere = try run(nil)
    #expect(nowhere.code == 78 && nowhere.errors.contains("--source"), "\(nowhere.errors)")
    let wrong = try run("duckdb")
    #expect(wrong.code == 64 && wrong.errors.contains("adbc:"), "\(wrong.errors)")
    let driver = try run("adbc:nosuchdriver?uri=x&password=hunter22&dialect=spark")
    #expect(driver.code == 66 && driver.errors.contains("nosuchdriver"), "\(driver.errors)")
    #expect(!driver.errors.contains("hunter22"))
    #expect(folder.entries() == ["weekly.csv"])
  }
}
