import Foundation
import Testing

/// From an export of journeys to a report, without writing a line of the project by hand.
@Suite("From a file of journeys to a report")
struct JourneyTests {
  private static let touches: String = {
    var lines = ["user_id,timestamp,channel,converted,revenue"]
    for user in 0..<240 {
      for step in 0...(user % 4) {
        let buys = (user * 7 + step) % 5 == 0
        lines.append(
          "u\(user),2025-03-\(10 + step * 3)T0\(user % 9):\(10 + user % 50):00Z,"
            + "\(["search", "social", "direct", "email"][(user + step * step) % 4]),"
            + "\(buys ? 1 : 0),\(buys ? "\(20 + user % 30).50" : "")")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private static let german: String = {
    var lines = ["Kundennummer;Zeitpunkt;Kanal;Bestellung;Bestellwert;Einwilligung"]
    for user in 0..<240 {
      for step in 0...(user % 4) {
        let buys = (user * 7 + step) % 5 == 0
        lines.append(
          "K\(user);\(13 + step * 3).03.2025 09:\(10 + user % 50);"
            + "\(["Suche", "Soziale Medien", "Direkt", "Newsletter"][(user + step * step) % 4]);"
            + "\(buys ? "ja" : "nein");\(buys ? "1.0\(20 + user % 30),50" : "");"
            + (user % 10 == 0 ? "abgelehnt" : "erteilt"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private static let analytics: String = {
    var lines = [
      "event_date,event_timestamp,event_name,user_pseudo_id,source,medium,default_channel_group,"
        + "ecommerce_purchase_revenue"
    ]
    for user in 0..<240 {
      for step in 0...(user % 4) {
        let channel = ["Paid Search", "Organic Search", "Direct", "Email"][(user + step * step) % 4]
        let events =
          ["session_start", "page_view"] + ((user * 7 + step) % 5 == 0 ? ["purchase"] : [])
        for (place, event) in events.enumerated() {
          let time = 1_741_000_000_000_000 + (step * 2 * 86_400 + user * 60 + place) * 1_000_000
          lines.append(
            "20250303,\(time),\(event),\(user * 7919).\(user),google,cpc,\(channel),"
              + (event == "purchase" ? "49.9" : ""))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private static let paths: String = {
    var lines = ["path,total_conversions,total_conversion_value,total_null"]
    for row in 0..<64 {
      let path = (0...(row % 4)).map { ["eta", "iota", "alpha", "theta"][(row / 4 + $0 * $0) % 4] }
      let orders = row * 5 % 9
      lines.append(
        "\(path.joined(separator: " > ")),\(orders),\(Double(orders) * 2.5),\(row * 3 % 7)")
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  @Test(
    "init, check and attribution run follow each other",
    arguments: [
      (touches, "timestamp", "Rows read"), (german, "Zeitpunkt", "Gelesene Zeilen"),
      (analytics, "event_name=purchase", "Touches merged with the one before"),
      (paths, "separator: \" > \"", "Journeys with a conversion"),
    ])
  func chain(export: String, expected: String, count: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(export, to: "export.csv")
    let made = try Program.run(["init", "export.csv", "--currency", "EUR"], in: folder)
    #expect(made.code == 0, "\(made.errors)")
    #expect(try #require(folder.text("liftwerk.yaml")).contains(expected))
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 0, "\(check.errors)")
    #expect(check.output.contains(count), "\(check.output)")
    let run = try Program.run(["attribution", "run", "--out", "report"], in: folder)
    #expect(run.code == 0, "\(run.errors)")
    let findings = try #require(folder.text("report/findings.json"))
    #expect(findings.contains("\"attribution.credit\"") && findings.contains("\"EUR\""))
    #expect(!findings.contains("\"withheld\""))
    #expect(folder.text("report/report.html") != nil)
  }

  @Test("init says which cell of a column of spend is broken")
  func broken() throws {
    let folder = try TemporaryFolder()
    let lines = try #require(folder.text("weekly.csv")).split(separator: "\n").map(String.init)
    let place = try #require(lines[0].split(separator: ",").firstIndex(of: "tv_spend"))
    var cells = lines[3].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells[place] = "12x"
    let changed = lines[..<3] + [cells.joined(separator: ",")] + lines[4...]
    try folder.write(changed.joined(separator: "\n") + "\n", to: "broken.csv")
    let made = try Program.run(["init", "broken.csv"], in: folder)
    #expect(made.code == 0)
    #expect(made.errors.contains("line 4") && made.errors.contains("'12x'"))
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 65 && check.errors.contains("12x"))
  }

  @Test("a larger log is written as it is made, and the same seed writes the same bytes")
  func simulate() throws {
    let folder = try TemporaryFolder()
    let flags = ["--users", "3000", "--weeks", "30", "--regions", "1", "--seed", "5"]
    for name in ["a", "b"] {
      let outcome = try Program.run(["simulate", "--out", name] + flags, in: folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let first = try #require(folder.text("a/touches.csv"))
    #expect(first.utf8.count > 100_000 && first == folder.text("b/touches.csv"))
    #expect(folder.text("a/truth.json") == folder.text("b/truth.json"))
    let refused = try Program.run(["simulate", "--users", "0", "--out", "c"], in: folder)
    #expect(refused.code == 64 && folder.entries("c").isEmpty)
  }
}
