import Foundation
import Testing

@Suite("The way back of a geo test")
struct GeoWayBackTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Eight regions over 60 weeks; radio runs in two of them in the last six and brings 30 a week in
  /// each, tv runs everywhere.
  private func panel() -> String {
    var text = "region,week,orders,tv,radio\n"
    let start = Date(timeIntervalSince1970: 1_704_067_200)
    for region in 0..<8 {
      for t in 0..<60 {
        let date = start.addingTimeInterval(Double(t) * 604_800).formatted(
          .iso8601.year().month().day())
        let isOn = region < 2 && t >= 54
        let noise = Double((region * 7919 + t * 104_729) % 31) - 15
        let tv = 50 + 40 * sin(Double(t * (region + 3)) * 0.7)
        let orders =
          300 + 20 * Double(region) + 25 * sin(Double(t) * 0.5) + 0.4 * tv + noise
          + (isOn ? 30 : 0)
        text += "r\(region),\(date),\(orders),\(tv),\(isOn ? 60 : 0)\n"
      }
    }
    return text
  }

  private static let project = """
    project: loop
    data: {p: {path: panel.csv, time: week, geo: region}}
    media_mix:
      target: {column: orders, kind: conversions, value: 40}
      channels:
        tv: {spend: tv}
        radio: {spend: radio}
      experiments: experiments.yaml
      sampler: {warmup: 200, draws: 100, chains: 2}
    geo:
      kpi: orders
      treated: [r0, r1]
      start: 2025-01-13
      unit_effects: true
      estimators: [scm, did]
      spend: radio
      channels: [radio]

    """

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  @Test("is a lift test that the media mix learns from; adding it again changes nothing")
  func loop() throws {
    try folder.write(panel(), to: "panel.csv")
    try folder.write(Self.project, to: "liftwerk.yaml")
    let added = try run(["geo", "analyze", "--add-to-project", "--name", "radio-2025", "--quiet"])
    try #require(added.code == 0, "\(added.errors)")
    #expect(added.errors.contains("experiments.yaml: added \"radio-2025\""))
    #expect(folder.text("liftwerk.yaml") == Self.project)
    let entry = try #require(folder.text("experiments.yaml"))
    for line in [
      "kind: holdout", "channels: [radio]", "geos: [r0, r1]", "from: 2025-01-13",
      "to: 2025-02-23", "panel_cells: mask", "liftwerk run",
    ] {
      #expect(entry.contains(line), "\(line) \(entry)")
    }
    func number(_ key: String) -> Double {
      entry.split(separator: "\n").first { $0.contains("  \(key): ") }
        .flatMap { Double($0.split(separator: " ").last ?? "") } ?? .nan
    }
    // Two regions, six weeks, 30 a week.
    #expect(abs(number("lift") - 360) < 120 && number("standard_error") > 5)
    let again = try run(["geo", "analyze", "--add-to-project", "--name", "radio-2025"])
    #expect(again.code == 0 && again.errors.contains("is there already"), "\(again.errors)")
    #expect(folder.text("experiments.yaml") == entry)
    let did = try run(
      ["geo", "analyze", "--add-to-project", "--name", "radio-2025", "--by", "did", "--quiet"])
    #expect(did.code == 0 && did.errors.contains("replaced"), "\(did.errors)")
    let fit = try run(["mmm", "fit", "--out", "fit", "--format", "json", "--quiet"])
    #expect(fit.code == 0 || fit.code == 3, "\(fit.errors)")
    let findings = try #require(folder.text("fit/findings.json"))
    #expect(findings.contains("mmm.experiment") && findings.contains("radio-2025"), "\(fit.errors)")
  }

  @Test("is a calibration of attribution where the channel ran nowhere else")
  func attribution() throws {
    try folder.write(panel(), to: "panel.csv")
    var touches = "user,time,channel,converted\n"
    for user in 0..<400 {
      let day = String(format: "2025-0%d-%02d", user % 2 + 1, user % 20 + 1)
      touches +=
        "u\(user),\(day) 10:00:00,\(user % 3 == 0 ? "radio" : "tv"),\(user % 4 == 0 ? 1 : 0)\n"
    }
    try folder.write(touches, to: "touches.csv")
    try folder.write(
      """
      project: loop
      data:
        p: {path: panel.csv, time: week, geo: region}
        t: {path: touches.csv, user: user, time: time, channel: channel, conversion: converted}
      attribution:
        data: t
        models: [linear]
        bootstrap: 0
        calibration: {experiments: experiments.yaml}
      geo:
        data: p
        kpi: orders
        treated: [r0, r1]
        start: 2025-01-13
        unit_effects: true
        estimators: [scm]
        spend: radio

      """, to: "liftwerk.yaml")
    let some = ["geo", "analyze", "--add-to-project", "--channels", "radio", "--quiet"]
    let added = try run(some + ["--whole-market"])
    try #require(added.code == 0, "\(added.errors)")
    let entry = try #require(folder.text("experiments.yaml"))
    #expect(!entry.contains("geos:") && entry.contains("name: geo radio 2025-01-13"), "\(entry)")
    let credit = try run(["attribution", "run", "--out", "credit", "--format", "json", "--quiet"])
    try #require(credit.code == 0, "\(credit.errors)")
    let text = credit.output + (folder.text("credit/sections.json") ?? "")
    #expect(text.contains("geo radio 2025-01-13") && text.contains("calibrat"))
    #expect(!text.contains("it covers some regions only"))
    let wrong = try run(
      [
        "geo", "analyze", "--add-to-project", "--channels", "tv", "--whole-market", "--kind",
        "holdout",
      ])
    #expect(
      wrong.code == 3 && wrong.errors.contains("no test of the whole market"), "\(wrong.errors)")
  }

  @Test("is refused without project, channel or interval, before or after the run")
  func refused() throws {
    try folder.write(panel(), to: "panel.csv")
    let flags = [
      "geo", "analyze", "panel.csv", "--geo", "region", "--time", "week", "--kpi", "orders",
      "--treated", "r0,r1", "--start", "2025-01-13", "--estimators", "did", "--out", "report",
    ]
    let homeless = try run(flags + ["--add-to-project", "--channels", "radio"])
    #expect(homeless.code == 66 && homeless.output.isEmpty, "\(homeless.errors)")
    #expect(!folder.entries().contains("report"))
    try folder.write(Self.project, to: "liftwerk.yaml")
    let nameless = try run(flags + ["--add-to-project"])
    #expect(nameless.code == 64 && nameless.errors.contains("--channels"), "\(nameless.errors)")
    let unknown = try run(flags + ["--add-to-project", "--channels", "radyo"])
    #expect(unknown.code == 64 && unknown.errors.contains("did you mean \"radio\""))
    let stray = try run(flags + ["--channels", "radio"])
    #expect(stray.code == 64 && stray.errors.contains("--add-to-project"))
    let vague = try run(flags + ["--add-to-project", "--channels", "radio", "--level", "0.995"])
    #expect(vague.code == 3 && vague.errors.contains("no interval"), "\(vague.errors)")
    #expect(folder.text("experiments.yaml") == nil && folder.entries().contains("report"))
  }
}
