import Findings
import Foundation
import Interchange
import Liftwerk
import MediaMix
import Tables
import Testing

@Suite("init")
struct InitializerTests {
  /// The project that is written for an export with these columns; numbers count up unevenly.
  private func project(_ columns: [String], _ rows: [[String]]? = nil) throws -> Project {
    let made = (0..<6).map { row in
      columns.enumerated().map { index, name in
        name.lowercased().contains("week") || name.contains("DATE")
          ? "2025-01-\(row * 7 + 6 < 10 ? "0" : "")\(row * 7 + 6)".replacing(
            "2025-01-34", with: "2025-02-03"
          ).replacing("2025-01-41", with: "2025-02-10")
          : String((row * row * (index + 3) + 7 * index) % 23 + 1)
      }
    }
    let text = ([columns] + (rows ?? made)).map { $0.joined(separator: ",") }
    let path = NSTemporaryDirectory() + "liftwerk-init-" + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try (text.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: false, encoding: .utf8)
    let written = try Initializer(exports: [path]).output().text
    return try ProjectFile(text: written, path: "liftwerk.yaml").project
  }

  private func fixture(_ name: String) -> String {
    Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(name)").path
  }

  @Test(
    "pairs spend with what drives the response",
    arguments: [
      (["tv_spend", "tv_impressions"], "tv"),
      (["Channel0_spend", "Channel0_impression"], "channel0"),
      (["tv_S", "tv_I"], "tv"), (["media_spend_0", "media_0"], "media_0"),
      (["TV Kosten", "TV Kontakte"], "tv"), (["Radio-Ausgaben", "Radio Reichweite"], "radio"),
      (["searchCost", "searchClicks"], "search"), (["Werbekosten TV", "Impressionen TV"], "tv"),
    ])
  func pairs(columns: [String], name: String) throws {
    let model = try #require(try project(["week", "revenue"] + columns).mediaMix)
    #expect(model.channels.keys.sorted() == [name])
    #expect(model.channels[name]?.spend == columns[0])
    #expect(model.channels[name]?.exposure == columns[1])
    #expect(model.controls.isEmpty)
  }

  @Test("knows outcomes, and what a conversion is worth")
  func outcomes() throws {
    let revenue = try project(["week", "orders", "revenue", "tv_spend"]).mediaMix?.target
    #expect(revenue?.column == "revenue" && revenue?.kind == .revenue)
    let valued = try project(["week", "conversions", "revenue_per_conversion", "tv_spend"])
      .mediaMix?.target
    #expect(valued?.column == "conversions" && valued?.kind == .conversions)
    #expect(valued?.value == .column("revenue_per_conversion"))
    let plain = try project(["week", "y", "tv_spend"]).mediaMix?.target
    #expect(plain?.column == "y" && plain?.kind == .other)
    let rival = try project(["week", "competitor_sales_B", "revenue", "tv_S"]).mediaMix
    #expect(rival?.target.column == "revenue" && rival?.controls == ["competitor_sales_B"])
  }

  @Test("never makes another outcome a control")
  func mediators() throws {
    let model = try #require(
      try project(["week", "revenue", "orders", "tv_spend", "price", "temperature"]).mediaMix)
    #expect(model.controls == ["temperature"])
    #expect(model.treatments.keys.sorted() == ["price"])
  }

  @Test("pairs reach with frequency, before impressions")
  func frequencies() throws {
    let columns = [
      "week", "revenue", "tv_spend", "tv_impressions", "tv_reach", "tv_frequency", "rf_spend_0",
      "reach_0", "frequency_0", "radio_spend", "radio_reach",
    ]
    let channels = try #require(try project(columns).mediaMix).channels
    #expect(channels["tv"]?.media == .init(reach: "tv_reach", frequency: "tv_frequency"))
    #expect(channels["rf_0"]?.media == .init(reach: "reach_0", frequency: "frequency_0"))
    #expect(channels["radio"]?.media == .init(exposure: "radio_reach"))
  }

  @Test("knows media without spend, prices and promotions, and leaves a competitor's to controls")
  func organic() throws {
    let model = try #require(
      try project([
        "week", "revenue", "tv_spend", "newsletter", "email_opens", "organic_media_0",
        "organic_reach_0", "organic_frequency_0", "non_media_0", "discount", "competitor_price",
        "price_index", "holiday",
      ]).mediaMix)
    #expect(
      model.organic.mapValues(\.media) == [
        "newsletter": .init(exposure: "newsletter"), "email_opens": .init(exposure: "email_opens"),
        "organic_media_0": .init(exposure: "organic_media_0"),
        "organic_0": .init(reach: "organic_reach_0", frequency: "organic_frequency_0"),
      ])
    #expect(model.treatments.keys.sorted() == ["discount", "non_media_0"])
    #expect(model.controls == ["competitor_price", "price_index", "holiday"])
  }

  @Test("writes examples of further keys that are read as they are")
  func examples() throws {
    let text = try Initializer(exports: [fixture("wochen.csv")], locale: .de).output().text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.replacing(/^(\s*)# ([a-z_]+:)/) { "\($0.1)\($0.2)" }
    }
    let project = try ProjectFile(
      text: lines.joined(separator: "\n"), path: "liftwerk.yaml"
    ).project
    let model = try #require(project.mediaMix)
    #expect(model.organic.keys.sorted() == ["newsletter"])
    #expect(model.treatments["price"]?.baseline == .maximum)
    #expect(model.likelihood == .studentT && model.timeVarying == .all)
    #expect(model.baseline.holidays == ["DE"] && model.holdout?.last == 13)
    let test = try #require(model.experiments?.tests.first)
    #expect(test.kind == .heavyUp && model.channels[test.channels[0]] != nil)
  }

  @Test("takes numbered columns for media where no name says spend, and leaves counters out")
  func unnamed() throws {
    let rows = (0..<8).map { row in
      [
        "2025-0\(row / 4 + 1)-0\(row % 4 * 2 + 1)", "1\(row * 37 % 10)000", "0.\(row * 3 % 7 + 1)",
        "0", "\(row)",
      ]
    }.enumerated().map { index, row in
      [String(2000 + index)] + row.dropFirst()
    }
    let model = try #require(try project(["year", "y", "x1", "event_1", "t"], rows).mediaMix)
    #expect(model.channels.keys.sorted() == ["x1"])
    #expect(!model.controls.contains("t"))
    // Some 15,000 a unit: a return near 1 could not fit.
    let prior = model.channels["x1"]?.prior.contribution
    guard case .family("beta", _)? = prior else {
      Issue.record("\(String(describing: prior))")
      return
    }
  }

  @Test("reads a German export")
  func german() async throws {
    let initializer = Initializer(
      exports: [fixture("wochen.csv")], projectPath: "liftwerk.yaml", locale: .de)
    let project = try ProjectFile(text: try initializer.output().text, path: "liftwerk.yaml")
      .project
    guard case .wide(let source) = project.data["weekly"] else {
      Issue.record("no wide source")
      return
    }
    #expect(source.time == "Woche" && source.geo == "Bundesland")
    #expect(source.population == "Einwohner" && project.locale == .de)
    #expect(project.report.language == .de)
    #expect(project.currency == "EUR")
    let model = try #require(project.mediaMix)
    #expect(model.target.column == "Umsatz" && model.target.kind == .revenue)
    #expect(model.channels.keys.sorted() == ["suchmaschine", "tv"])
    #expect(model.channels["suchmaschine"]?.exposure == "Suchmaschine Klicks")
    #expect(model.controls == ["Temperatur"])
    _ = try await ProjectCheck(
      project, directory: FileManager.default.currentDirectoryPath)
  }

  @Test("joins exports of platforms and a shop")
  func long() async throws {
    let exports = ["google-ads.csv", "meta.csv", "shop.csv"].map(fixture)
    let project = try ProjectFile(
      text: try Initializer(exports: exports).output().text, path: "liftwerk.yaml"
    ).project
    let model = try #require(project.mediaMix)
    #expect(model.channels.keys.sorted() == ["google_ads", "meta"])
    #expect(model.channels["meta"]?.exposure == "meta_exposure")
    let check = try await ProjectCheck(
      project, directory: FileManager.default.currentDirectoryPath)
    #expect(try check.text().contains("google_ads"))
  }

  @Test(
    "says what is missing",
    arguments: [["week", "tv_spend"], ["week", "revenue"], ["revenue", "tv_spend"]])
  func missing(columns: [String]) throws {
    #expect { try project(columns) } throws: { error in
      (error as? LiftwerkError)?.code == .dataRefused
    }
  }

  @Test("survives hostile names of columns")
  func hostile() throws {
    let names = ["week", "revenue", "tv: {spend", "#x_cost", "'\"\\_spend", "- a", "yes_cost"]
    let model = try #require(try project(names.map { $0.contains("\"") ? "'_spend" : $0 }).mediaMix)
    #expect(
      model.channels.values.map(\.spend).sorted() == [
        "#x_cost", "'_spend", "tv: {spend", "yes_cost",
      ])
    #expect(model.controls == ["- a"])
  }
}
