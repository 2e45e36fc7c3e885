import Foundation
import Tables
import Testing

@Suite("Long exports become a panel") struct LongPanelTests {
  /// A shop's days with a revenue of 10.10 each; 2024-01-01 was a Monday.
  private func shop(from: String, days: Int) throws -> LongPanel.KPI {
    let first = try #require(CivilDate(iso: from))
    let rows = (0..<days).map { "\(first.adding(days: $0)),10.10,1\n" }.joined()
    let table = try TableReader.read(
      bytes: Array(("Datum,Umsatz,orders\n" + rows).utf8), source: "shop.csv")
    return LongPanel.KPI(
      table, time: "Datum", columns: [("revenue", "Umsatz"), ("orders", "orders")])
  }

  private func search(_ rows: String, key: [String]? = nil) throws -> LongPanel.Source {
    let table = try TableReader.read(
      bytes: Array(("Day,Campaign,Cost,Impr.\n" + rows).utf8), source: "google.csv")
    return LongPanel.Source(
      MediaSource(
        time: "Day", channel: .fixed("search"), spend: "Cost",
        exposure: "Impr.", key: key), table)
  }

  private func social(_ rows: String, rules: String) throws -> LongPanel.Source {
    let table = try TableReader.read(
      bytes: Array(("Day,Campaign name,Spend\n" + rows).utf8), source: "meta.csv")
    let map = try TableReader.read(
      bytes: Array(("pattern,channel\n" + rules).utf8), source: "map.csv")
    return LongPanel.Source(
      MediaSource(
        time: "Day", channel: .mapped(column: "Campaign name", map: "map.csv"),
        spend: "Spend"), table, rules: try ChannelRules(map))
  }

  private let fortnight = "2024-01-01,a,0.10,5\n2024-01-09,a,0.20,6\n2024-01-14,b,0.30,7\n"

  @Test("days sum to weeks, to the cent, and missing days are zero") func weekly() throws {
    let panel = try LongPanel.collapse(
      sources: [try search(fortnight)], kpi: try shop(from: "2024-01-01", days: 14), every: .week)
    #expect(panel.columnNames == ["week", "search_spend", "search_exposure", "revenue", "orders"])
    #expect(try panel.texts("week") == ["2024-01-01", "2024-01-08"])
    #expect(try panel.numbers("search_spend") == [0.1, 0.5])
    #expect(try panel.numbers("search_exposure") == [5, 13])
    #expect(try panel.numbers("revenue") == [70.7, 70.7])
    #expect(try panel.numbers("orders") == [7, 7])
    #expect(panel.skipped.isEmpty)
  }

  @Test("days and months are periods too") func otherPeriods() throws {
    let kpi = try shop(from: "2024-01-01", days: 60)
    let source = try search("2024-01-01,a,1,1\n2024-02-29,a,2,1\n")
    let months = try LongPanel.collapse(sources: [source], kpi: kpi, every: .month)
    #expect(try months.texts("month") == ["2024-01-01", "2024-02-01"])
    #expect(try months.numbers("search_spend") == [1, 2])
    let days = try LongPanel.collapse(sources: [source], kpi: kpi, every: .day)
    #expect(days.rowCount == 60)
    #expect(try days.numbers("search_spend").reduce(0) { $0 + ($1 ?? 0) } == 3)
  }

  @Test("partial weeks are dropped and kept on record") func partialWeeks() throws {
    let rows = "2023-12-30,a,9,1\n2024-01-01,a,1,1\n2024-01-16,a,2,1\n"
    let panel = try LongPanel.collapse(
      sources: [try search(rows)], kpi: try shop(from: "2023-12-30", days: 18), every: .week)
    #expect(try panel.texts("week") == ["2024-01-01", "2024-01-08"])
    let partial = panel.skipped.filter { $0.reason == .partialPeriod }
    #expect(partial.map(\.text) == ["2023-12-25 to 2023-12-31", "2024-01-15 to 2024-01-21"])
    #expect(partial.map(\.line) == [2, 18])
    let outside = panel.skipped.filter { $0.reason == .outsidePanel }
    #expect(outside.map(\.text) == ["spend 11 on days outside the panel"])
    #expect(outside.map(\.source) == ["google.csv"])
  }

  @Test("weeks may start on another day") func weekStart() throws {
    let panel = try LongPanel.collapse(
      sources: [try search("2024-01-07,a,1,1\n2024-01-20,a,1,1\n")],
      kpi: try shop(from: "2024-01-07", days: 14), every: .week, weekStart: .sunday)
    #expect(try panel.texts("week") == ["2024-01-07", "2024-01-14"])
  }

  @Test("weeks of media before the KPI are kept with an empty KPI") func leadIn() throws {
    let rows = "2023-12-18,a,3,1\n" + fortnight
    let panel = try LongPanel.collapse(
      sources: [try search(rows)], kpi: try shop(from: "2024-01-01", days: 14), every: .week)
    #expect(try panel.texts("week") == ["2023-12-18", "2023-12-25", "2024-01-01", "2024-01-08"])
    #expect(try panel.numbers("search_spend") == [3, 0, 0.1, 0.5])
    #expect(try panel.numbers("revenue") == [nil, nil, 70.7, 70.7])
  }

  @Test("a weekly KPI fits into weeks") func weeklyKPI() throws {
    let kpi = LongPanel.KPI(
      try table("week,revenue\n2024-01-01,5\n2024-01-08,6\n"), time: "week",
      columns: [("revenue", "revenue")])
    let panel = try LongPanel.collapse(sources: [try search(fortnight)], kpi: kpi, every: .week)
    #expect(try panel.numbers("revenue") == [5, 6])
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [], kpi: kpi, every: .week, weekStart: .sunday)
    }
    #expect(error?.code == .irregularTime)
  }

  @Test("an export that does not reach over the KPI is refused") func uncovered() throws {
    let kpi = try shop(from: "2024-01-01", days: 14)
    var source = try search("2024-01-03,a,1,1\n2024-01-12,a,1,1\n")
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [source], kpi: kpi, every: .week)
    }
    #expect(error?.code == .uncoveredRange)
    #expect(
      error?.problem.contains("2024-01-01 to 2024-01-02 and 2024-01-13 to 2024-01-14") == true)
    var options = source.options
    options.from = CivilDate(iso: "2024-01-01")
    options.to = CivilDate(iso: "2024-01-14")
    source = LongPanel.Source(options, source.table)
    let panel = try LongPanel.collapse(sources: [source], kpi: kpi, every: .week)
    #expect(try panel.numbers("search_spend") == [1, 1])
  }

  @Test("the date range in a report's preamble counts as covered") func statedRange() throws {
    let export = try table(
      "Report\n\"January 1, 2024 - January 14, 2024\"\nDay,Campaign,Cost\n2024-01-03,a,1\n"
        + "2024-01-04,a,1\n")
    let source = LongPanel.Source(
      MediaSource(time: "Day", channel: .fixed("search"), spend: "Cost"), export)
    let panel = try LongPanel.collapse(
      sources: [source], kpi: try shop(from: "2024-01-01", days: 14), every: .week)
    #expect(try panel.numbers("search_spend") == [2, 0])
    #expect(!panel.has("search_exposure"))
  }

  @Test("rules map campaigns: exact, glob and expression, the first that fits") func rules() throws
  {
    let source = try social(
      "2024-01-01,Brand,1\n2024-01-01,TikTok spring,2\n2024-01-08,de_video_01,4\n"
        + "2024-01-14,TikTok,8\n",
      rules: "Brand,brand\nTikTok *,tiktok\n/video|TikTok/,video\n")
    let panel = try LongPanel.collapse(
      sources: [source], kpi: try shop(from: "2024-01-01", days: 14), every: .week)
    #expect(
      panel.columnNames == [
        "week", "brand_spend", "tiktok_spend", "video_spend", "revenue", "orders",
      ])
    #expect(try panel.numbers("brand_spend") == [1, 0])
    #expect(try panel.numbers("tiktok_spend") == [2, 0])
    #expect(try panel.numbers("video_spend") == [0, 12])
  }

  @Test("unmatched campaigns are refused with their spend, or dropped on record")
  func unmatched() throws {
    let source = try social(
      "2024-01-01,Brand,1\n2024-01-03,Other,2.50\n2024-01-09,Other,4\n2024-01-14,Third,8\n",
      rules: "Brand,brand\n")
    let kpi = try shop(from: "2024-01-01", days: 14)
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [source], kpi: kpi, every: .week)
    }
    #expect(error?.code == .unmatchedCampaigns)
    #expect(error?.problem.contains("2 campaigns (with spend): 'Third' 8, 'Other' 6.5") == true)
    let panel = try LongPanel.collapse(
      sources: [source], kpi: kpi, every: .week, unmatched: .drop)
    #expect(
      panel.skipped.filter { $0.reason == .unmatchedCampaign }.map(\.text)
        == ["'Third' 8", "'Other' 6.5"])
    #expect(try panel.numbers("brand_spend") == [1, 0])
  }

  @Test("a broken rule is refused with its line") func brokenRule() throws {
    for rules in ["x,y\n/[/,z\n", "x,y\nz,\n"] {
      let map = try table("pattern,channel\n" + rules)
      let error = refusal { () throws(TableError) in _ = try ChannelRules(map) }
      #expect(error?.code == .badChannelMap)
      #expect(error?.line == 3)
    }
  }

  @Test(
    "a repeated row is refused, same or different",
    arguments: [
      ("2024-01-09,a,0.20,6\n", "the same spend"), ("2024-01-09,a,0.25,6\n", "another spend"),
    ])
  func duplicates(row: String, words: String) throws {
    let kpi = try shop(from: "2024-01-01", days: 14)
    let source = try search(fortnight + row)
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [source], kpi: kpi, every: .week)
    }
    #expect(error?.code == .duplicateRow)
    #expect(error?.line == 5)
    #expect(error?.problem.contains("line 3") == true)
    #expect(error?.problem.contains(words) == true)
  }

  @Test("further key columns tell rows apart") func keys() throws {
    let kpi = try shop(from: "2024-01-01", days: 14)
    let export = try table(
      "Day,Hour,Cost\n2024-01-01,0,1\n2024-01-01,1,1\n2024-01-14,0,1\n")
    var options = MediaSource(time: "Day", channel: .fixed("x"), spend: "Cost")
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(
        sources: [LongPanel.Source(options, export)], kpi: kpi, every: .week)
    }
    #expect(error?.code == .duplicateRow)
    options.key = ["Hour"]
    let panel = try LongPanel.collapse(
      sources: [LongPanel.Source(options, export)], kpi: kpi, every: .week)
    #expect(try panel.numbers("x_spend") == [2, 1])
  }

  @Test("an export of one row for the whole range is refused") func wholeRange() throws {
    let export = try table(
      "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n"
        + "2024-01-01,2024-01-14,a,5\n2024-01-01,2024-01-14,b,6\n")
    let source = LongPanel.Source(
      MediaSource(
        time: "Reporting starts", channel: .fixed("social"),
        spend: "Amount spent (EUR)"), export)
    let kpi = try shop(from: "2024-01-01", days: 14)
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [source], kpi: kpi, every: .week)
    }
    #expect(error?.code == .wholeRangeExport)
    #expect(error?.remedy?.contains("breakdown by day") == true)
  }

  @Test("the row that sums up Meta's others is left out and listed") func summaryRow() throws {
    let export = try table(
      "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n"
        + "2024-01-01,2024-01-01,a,5\n2024-01-09,2024-01-09,b,6\n2024-01-01,2024-01-14,,11\n")
    let source = LongPanel.Source(
      MediaSource(
        time: "Reporting starts", channel: .fixed("social"),
        spend: "Amount spent (EUR)"), export)
    let panel = try LongPanel.collapse(
      sources: [source], kpi: try shop(from: "2024-01-01", days: 14), every: .week)
    #expect(try panel.numbers("social_spend") == [5, 6])
    let left = try #require(panel.skipped.first { $0.reason == .total })
    #expect(left.line == 4 && left.text.contains("2024-01-01 to 2024-01-14"))
  }

  @Test("a breakdown by day states the range it was made for") func dailyBreakdown() throws {
    let export = try table(
      "Reporting starts,Reporting ends,Day,Amount spent (EUR)\n"
        + "2024-01-01,2024-01-14,2024-01-03,5\n2024-01-01,2024-01-14,2024-01-04,6\n")
    let source = LongPanel.Source(
      MediaSource(
        time: "Day", channel: .fixed("social"), spend: "Amount spent (EUR)",
        key: []), export)
    let panel = try LongPanel.collapse(
      sources: [source], kpi: try shop(from: "2024-01-01", days: 14), every: .week)
    #expect(try panel.numbers("social_spend") == [11, 0])
  }

  @Test("a stray early date does not stretch the panel") func strayDate() throws {
    let panel = try LongPanel.collapse(
      sources: [try search("0024-01-01,a,1,1\n" + fortnight)],
      kpi: try shop(from: "2024-01-01", days: 14), every: .week)
    #expect(panel.rowCount == 2 + 52)
    #expect(panel.skipped.map(\.reason) == [.outsidePanel])
  }

  @Test("currencies of several files must agree") func currencies() throws {
    let euros = LongPanel.Source(
      MediaSource(time: "Day", channel: .fixed("a"), spend: "Cost (EUR)"),
      try table("Day,Cost (EUR)\n2024-01-01,1\n2024-01-14,1\n"))
    let dollars = LongPanel.Source(
      MediaSource(time: "Day", channel: .fixed("b"), spend: "Cost (USD)"),
      try table("Day,Cost (USD)\n2024-01-01,1\n2024-01-14,1\n"))
    let kpi = try shop(from: "2024-01-01", days: 14)
    #expect(try LongPanel.collapse(sources: [euros], kpi: kpi, every: .week).currency == "EUR")
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [euros, dollars], kpi: kpi, every: .week)
    }
    #expect(error?.code == .twoCurrencies)
  }

  @Test("negative spend is refused with its place") func negative() throws {
    let kpi = try shop(from: "2024-01-01", days: 14)
    let source = try search(fortnight + "2024-01-10,a,-0.5,1\n")
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [source], kpi: kpi, every: .week)
    }
    #expect(error?.code == .negativeSpend)
    #expect(error?.line == 5 && error?.value == "-0.5")
  }

  @Test("sums past what can be exact are refused") func tooLarge() throws {
    let kpi = try shop(from: "2024-01-01", days: 14)
    let rows = "2024-01-01,a,9000000000000,1\n2024-01-01,b,9000000000000,1\n2024-01-14,a,1,1\n"
    let source = try search(rows)
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [source], kpi: kpi, every: .week)
    }
    #expect(error?.code == .sumTooLarge)
    let larger = try search("2024-01-01,a,1e300,1\n2024-01-14,a,1,1\n")
    let second = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [larger], kpi: kpi, every: .week)
    }
    #expect(second?.code == .sumTooLarge)
    #expect(second?.line == 2)
  }

  @Test("a gap or an empty cell in the KPI is refused") func brokenKPI() throws {
    let gap = LongPanel.KPI(
      try table("d,y\n2024-01-01,1\n2024-01-02,1\n2024-01-04,1\n"), time: "d",
      columns: [("y", "y")])
    #expect(
      refusal { () throws(TableError) in
        _ = try LongPanel.collapse(sources: [], kpi: gap, every: .day)
      }?.code == .timeGap)
    let empty = LongPanel.KPI(
      try table("d,y\n2024-01-01,1\n2024-01-02,\n"), time: "d", columns: [("y", "y")])
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: [], kpi: empty, every: .day)
    }
    #expect(error?.code == .notANumber)
    #expect(error?.line == 3)
  }

  @Test("two files of one channel add up, if both have an exposure or none") func shared() throws {
    let kpi = try shop(from: "2024-01-01", days: 14)
    let panel = try LongPanel.collapse(
      sources: [try search(fortnight), try search(fortnight)], kpi: kpi, every: .week)
    #expect(try panel.numbers("search_spend") == [0.2, 1])
    let bare = LongPanel.Source(
      MediaSource(time: "Day", channel: .fixed("search"), spend: "Cost"),
      try table("Day,Cost\n2024-01-01,1\n2024-01-14,1\n"))
    let sources = [try search(fortnight), bare]
    let error = refusal { () throws(TableError) in
      _ = try LongPanel.collapse(sources: sources, kpi: kpi, every: .week)
    }
    #expect(error?.code == .badSource)
  }

  @Test("the order of rows and files does not matter") func order() throws {
    let kpi = try shop(from: "2024-01-01", days: 14)
    // 0.1 added in another order gives another Double; millionths do not.
    let rows = (1...14).flatMap { day in
      (0..<3).map { "2024-01-\(day < 10 ? "0" : "")\(day),c\($0),\(day).\($0)7,1\n" }
    }
    let others = (1...14).map { "2024-01-\($0 < 10 ? "0" : "")\($0),x,0.\($0)\n" }.joined()
    let other = try social(others, rules: "*,social\n")
    let one = try LongPanel.collapse(
      sources: [try search(rows.joined()), other], kpi: kpi, every: .week)
    let two = try LongPanel.collapse(
      sources: [other, try search(rows.reversed().joined())], kpi: kpi, every: .week)
    #expect(one.columnNames == two.columnNames)
    #expect(try one.numbers("search_spend") == two.numbers("search_spend"))
  }
}
