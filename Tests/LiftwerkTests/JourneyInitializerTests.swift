import Attribution
import Findings
import Foundation
import Liftwerk
import MediaMix
import Testing

@Suite("init on journeys")
struct JourneyInitializerTests {
  private func output(
    _ text: String, also panel: String? = nil
  ) throws -> (project: Project, output: Initializer.Output) {
    let stem = NSTemporaryDirectory() + "liftwerk-journeys-" + UUID().uuidString
    let files = [(stem + "-a.csv", text)] + (panel.map { [(stem + "-b.csv", $0)] } ?? [])
    defer { for file in files { try? FileManager.default.removeItem(atPath: file.0) } }
    for file in files { try file.1.write(toFile: file.0, atomically: false, encoding: .utf8) }
    let output = try Initializer(exports: files.map(\.0)).output()
    return (try ProjectFile(text: output.text, path: "liftwerk.yaml").project, output)
  }

  private func touches(_ project: Project) throws -> TouchColumns {
    guard case .touches(let source)? = project.data["touches"] else {
      throw LiftwerkError(.badProject, "there is no touch log")
    }
    return source.columns
  }

  /// A log in which some users convert, with columns by name.
  private func log(_ header: String, _ row: (_ user: Int, _ step: Int, _ buys: Bool) -> String)
    -> String
  {
    var lines = [header]
    for user in 0..<40 {
      for step in 0...(user % 3) {
        lines.append(row(user, step, user % 4 == 0 && step == user % 3))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("finds the columns of an English log")
  func english() throws {
    let text = log("visitor_id,visited_at,marketing_channel,converted,order_value,ad_consent") {
      user, step, buys in
      "v\(user * 37),2025-03-\(10 + step)T09:30:00Z,\(["search", "social", "email"][step]),"
        + "\(buys ? 1 : 0),\(buys ? "19.50" : ""),\(user % 5 == 0 ? "denied" : "granted")"
    }
    let project = try output(text).project
    #expect(
      try touches(project)
        == TouchColumns(
          user: "visitor_id", time: "visited_at", channel: "marketing_channel",
          conversion: "converted", value: "order_value", consent: "ad_consent"))
    let options = try #require(project.attribution)
    #expect(options.data == "touches" && options.journeys == .user && options.lookbackDays == 30)
    #expect(project.mediaMix == nil)
  }

  @Test("finds the columns of a German log")
  func german() throws {
    let text = log("Kundennummer;Zeitpunkt;Kanal;Bestellung;Bestellwert;Einwilligung") {
      user, step, buys in
      "K\(user);\(13 + step).03.2025 09:30;\(["Suche", "Direkt", "Newsletter"][step]);"
        + "\(buys ? "ja" : "nein");\(buys ? "1.049,90" : "");"
        + (user % 5 == 0 ? "abgelehnt" : "erteilt")
    }
    let project = try output(text).project
    #expect(
      try touches(project)
        == TouchColumns(
          user: "Kundennummer", time: "Zeitpunkt", channel: "Kanal", conversion: "Bestellung",
          value: "Bestellwert", consent: "Einwilligung"))
    #expect(project.report.language == .de)
  }

  @Test("finds the columns of a GA4 export, and the event that is a purchase")
  func analytics() throws {
    let header =
      "event_date,event_timestamp,event_name,user_pseudo_id,user_id,source,medium,"
      + "default_channel_group,ecommerce_purchase_revenue_in_usd,ecommerce_purchase_revenue"
    var lines = [header]
    for user in 0..<30 {
      for (step, event) in ["session_start", "page_view", "purchase", "page_view", "purchase"]
        .prefix(user % 6).enumerated()
      {
        let amount = event == "purchase" ? "49.9" : ""
        lines.append(
          "20250301,\(1_740_787_200_000_000 + user * 7_000_000 + step * 1_000_000),\(event),"
            + "\(user * 7919).17,\(user % 3 == 0 ? "U\(user)" : ""),google,organic,Organic Search,"
            + "\(amount),\(amount)")
      }
    }
    let project = try output(lines.joined(separator: "\n") + "\n").project
    #expect(
      try touches(project)
        == TouchColumns(
          user: "user_pseudo_id", time: "event_timestamp", channel: "default_channel_group",
          conversion: "event_name=purchase", value: "ecommerce_purchase_revenue"))
    #expect(project.attribution?.collapse == .sessions)
    #expect(project.attribution?.journeys == .conversion)
  }

  @Test("takes a column whose texts repeat for users where no name says so")
  func unnamed() throws {
    let text = log("key,at,timestamp,source_medium,flag") { user, step, buys in
      "x\(user * 11),\(step),2025-03-\(10 + step) 09:30:00,\(["a / b", "c / d", "e / f"][step]),"
        + "\(buys ? 1 : 0)"
    }
    let columns = try touches(try output(text).project)
    #expect(columns.user == "key" && columns.time == "timestamp")
    #expect(columns.channel == "source_medium" && columns.conversion == "flag")
  }

  @Test(
    "finds paths by what parts their channels",
    arguments: [
      (" > ", "path,total_conversions,total_conversion_value,total_null"),
      (">", "Journey,Conversions,Umsatz,Ohne Conversion"),
      (" -> ", "touchpoints,purchases,revenue,non_converting"),
      (" → ", "Pfad,Bestellungen,Bestellwert,Abbrüche"),
    ])
  func paths(separator: String, header: String) throws {
    let names = header.split(separator: ",").map(String.init)
    let rows = [["a", "b"], ["b"], ["a", "c", "b"], ["c", "a"]].enumerated().map { row, path in
      "\(path.joined(separator: separator)),\(row),\(Double(row) * 9.5),\(5 - row)"
    }
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    let project = try output(text).project
    guard case .paths(let source)? = project.data["paths"] else {
      Issue.record("no paths in \(header)")
      return
    }
    #expect(
      source.columns
        == PathColumns(
          path: names[0], separator: separator, conversions: names[1], value: names[2],
          nulls: names[3]))
    #expect(project.attribution?.data == "paths")
  }

  @Test("joins a panel and a log in one project")
  func together() throws {
    let text = log("user_id,timestamp,channel,converted") { user, step, buys in
      "u\(user),2025-03-\(10 + step)T09:30:00Z,\(["search", "tv"][step % 2]),\(buys ? 1 : 0)"
    }
    let weeks = (0..<8).map { "2025-0\($0 / 4 + 1)-0\($0 % 4 + 1),\(900 + $0 * $0),\($0 * 7 % 5)" }
    let panel = "week,revenue,tv_spend\n" + weeks.joined(separator: "\n") + "\n"
    let project = try output(text, also: panel).project
    #expect(project.data.keys.sorted() == ["touches", "weekly"])
    #expect(project.mediaMix?.channels.keys.sorted() == ["tv"] && project.attribution != nil)
  }

  @Test("looks at the first rows only, so that a file may have any size")
  func head() throws {
    var text = "user_id,timestamp,channel,converted\n"
    for row in 0..<60_000 {
      text += "u\(row / 3),2025-03-10T09:30:00Z,search,\(row % 7 == 0 ? 1 : 0)\n"
    }
    // Whoever read the whole file would stumble here.
    text += "u1,2025-03-10T09:30:00Z,search,1,too,many\n"
    #expect(try touches(try output(text).project).user == "user_id")
  }

  @Test("a platform's export with campaigns and spend is no log of touches")
  func platform() throws {
    let rows = (0..<60).map { "2025-03-\(10 + $0 % 20),camp\($0 % 3),\($0 * 7 % 50),\($0 % 2)" }
    let text = "Day,Campaign,Cost,Conversions\n" + rows.joined(separator: "\n") + "\n"
    #expect(throws: LiftwerkError.self) { try output(text) }
  }

  @Test("a log that tells no channel is refused, with the names of its columns")
  func channelless() throws {
    let text = log("user_id,timestamp,page,converted") { user, step, buys in
      "u\(user),2025-03-\(10 + step)T09:30:00Z,p\(step),\(buys ? 1 : 0)"
    }
    #expect {
      try output(text)
    } throws: { error in
      "\(error)".contains("no column that looks like a channel") && "\(error)".contains("page")
    }
  }

  @Test("a broken cell in a column of spend is named, and the column is kept")
  func broken() throws {
    let rows = (0..<12).map { row in
      "2025-0\(row / 4 + 1)-0\(row % 4 + 1),\(900 + row * row % 70),\(row == 4 ? "12x" : "\(row * 7 % 50)")"
    }
    let text = "week,revenue,tv_spend\n" + rows.joined(separator: "\n") + "\n"
    let (project, output) = try output(text)
    #expect(project.mediaMix?.channels["tv"]?.spend == "tv_spend")
    #expect(output.notices.count == 1)
    let notice = try #require(output.notices.first)
    #expect(notice.contains("line 6") && notice.contains("'tv_spend'") && notice.contains("'12x'"))
    #expect(output.text.contains("no numbers"))
  }
}
