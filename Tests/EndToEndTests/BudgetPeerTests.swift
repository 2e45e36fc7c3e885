import Foundation
import Testing

/// Public data sets beside the repository, if the environment names their folder.
private let sharedData = ProcessInfo.processInfo.environment["LIFTWERK_SHARED_DATA"]

@Suite(
  "A budget beside a peer's", .enabled(if: sharedData != nil, "LIFTWERK_SHARED_DATA is not set"))
struct BudgetPeerTests {
  /// What the optimisation of Meridian 2.1 recorded for its national example: a total of 121.7
  /// million, each channel within 30 % of its spend.
  private static let peer = [
    "Channel0": 35.0e6, "Channel1": 23.3e6, "Channel2": 36.0e6, "Channel3": 27.4e6,
  ]

  @Test("is at least as good on the same posterior")
  func national() throws {
    let folder = try TemporaryFolder()
    let data = "\(sharedData ?? "")/mmm/national_media.csv"
    let channels = Self.peer.keys.sorted()
    let media = channels.map { "\($0)=\($0)_spend:\($0)_impression" }.joined(separator: ",")
    let question = [
      data, "--time", "time", "--kpi", "conversions", "--kpi-kind", "conversions", "--value",
      "revenue_per_conversion", "--media", media, "--controls",
      "competitor_activity_score_control,sentiment_score_control", "--preset", "meridian",
      "--quiet", "--from", "2021-01-25",
    ]
    let made = try Program.run(
      ["budget", "optimize"] + question + ["--out", "ours", "--total", "121700000"], in: folder,
      cache: folder.path + "/cache")
    #expect(made.code == 0, "\(made.errors)")
    let ours = try values(folder, "ours", "budget.recommended", "channel")
    let header = "plan," + channels.joined(separator: ",")
    func row(_ name: String, _ amounts: [String: Double]) -> String {
      name + "," + channels.map { "\(amounts[$0] ?? 0)" }.joined(separator: ",")
    }
    try folder.write(
      [header, row("ours", ours), row("peer", Self.peer)].joined(separator: "\n") + "\n",
      to: "plans.csv")
    let compared = try Program.run(
      ["budget", "scenario", "plans.csv", "--data"] + question + ["--out", "compared"],
      in: folder, cache: folder.path + "/cache")
    #expect(compared.code == 0, "\(compared.errors)")
    let outcomes = try values(folder, "compared", "budget.outcome", "scenario")
    let (best, theirs, today) = (
      try #require(outcomes["ours"]), try #require(outcomes["peer"]),
      try #require(outcomes["today"])
    )
    print("budget beside a peer's: today \(today), ours \(best), peer \(theirs), plan \(ours)")
    #expect(best >= theirs * (1 - 1e-9))
    #expect(best > today)
  }

  private func values(
    _ folder: TemporaryFolder, _ run: String, _ id: String, _ key: String
  ) throws -> [String: Double] {
    let data = Data((folder.text("\(run)/findings.json") ?? "").utf8)
    let document = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let findings = document?["findings"] as? [[String: Any]] ?? []
    var values: [String: Double] = [:]
    for finding in findings where finding["id"] as? String == id {
      let subject = finding["subject"] as? [String: String] ?? [:]
      if let name = subject[key] { values[name] = finding["value"] as? Double }
    }
    return values
  }
}
