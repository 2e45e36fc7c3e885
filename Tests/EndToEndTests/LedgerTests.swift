import Foundation
import Testing

@Suite("The ledger of credit")
struct LedgerTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let models = [
    "first-touch", "last-touch", "last-non-direct", "linear", "position", "time-decay", "markov-1",
    "markov-3", "shapley", "shapley-ordered", "hazard",
  ]

  /// A log of 3,000 users, some of whom come back, with channels that need quotes.
  private func log() -> String {
    var rows = "user,time,channel,converted,value\n"
    let channels = ["search", "\"social, paid\"", "=mail", "direct", "video"]
    var state: UInt64 = 7
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33 % 1_000_003 % bound)
    }
    for user in 0..<3_000 {
      var time = 1_740_000_000 + next(5_000_000)
      for _ in 0...next(6) {
        time += 60 + next(90_000)
        let converts = next(9) == 0
        rows += "person-\(user),\(time),\(channels[next(5)]),\(converts ? 1 : 0),"
        rows += converts ? "\(next(90)).25\n" : "\n"
      }
    }
    return rows
  }

  private func run(_ more: [String]) throws -> Program.Outcome {
    try Program.run(
      [
        "attribution", "run", "touches.csv", "--user", "user", "--time", "time", "--channel",
        "channel", "--conversion", "converted", "--value", "value", "--bootstrap", "0", "--quiet",
        "--format", "json", "--journeys", "conversion", "--lookback", "20", "--out", "report",
        "--models", Self.models.joined(separator: ","),
      ] + more, in: folder)
  }

  private struct Document: Decodable {
    struct Finding: Decodable {
      let id: String
      let subject: [String: String]
      let value: Double?
    }
    let findings: [Finding]
  }

  @Test("sums to every credit, tells no identifier, and is for its owner's eyes")
  func conservation() throws {
    try folder.write(log(), to: "touches.csv")
    try folder.write(String(repeating: "k", count: 32) + "\n", to: "key")
    let outcome = try run(["--ledger", "ledger.csv", "--ledger-key", "key"])
    try #require(outcome.code == 0, "\(outcome.errors)")
    let text = try String(contentsOfFile: folder.path + "/ledger.csv", encoding: .utf8)
    #expect(!text.contains("person-"))
    #expect(!outcome.output.contains("person-"))
    var sums: [String: Double] = [:]
    let lines = text.split(separator: "\r\n")
    let header = lines[0].split(separator: ",").map(String.init)
    #expect(header[0] == "pseudonymous_user")
    for line in lines.dropFirst() {
      let plain = line.replacing("\"social, paid\"", with: "social; paid")
      let fields = plain.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == header.count)
      for (name, field) in zip(header, fields) where name.contains("_") {
        sums["\(name) \(fields[7])", default: 0] += Double(field) ?? 0
      }
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
    var compared = 0
    for finding in document.findings {
      guard ["attribution.credit", "attribution.value"].contains(finding.id),
        let model = finding.subject["model"], let channel = finding.subject["channel"],
        let value = finding.value
      else { continue }
      let name = finding.id == "attribution.credit" ? "credit" : "value"
      let shown = channel == "=mail" ? "'=mail" : channel.replacing(",", with: ";")
      let sum = sums["\(name)_\(model) \(shown)"] ?? .nan
      #expect(abs(sum - value) <= 1e-8 * max(1, abs(value)), "\(finding.subject)")
      compared += 1
    }
    #expect(compared == Self.models.count * 10)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/ledger.csv")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test("is the same for another order of rows and another number of threads")
  func invariance() throws {
    let rows = log().split(separator: "\n").map(String.init)
    try folder.write(String(repeating: "k", count: 32), to: "key")
    try folder.write(rows.joined(separator: "\n") + "\n", to: "touches.csv")
    _ = try run(["--ledger", "one.csv", "--ledger-key", "key", "--threads", "1"])
    try folder.write(
      ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n", to: "touches.csv")
    _ = try run(["--ledger", "two.csv", "--ledger-key", "key", "--threads", "2"])
    let one = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/one.csv"))
    #expect(try one == Data(contentsOf: URL(fileURLWithPath: folder.path + "/two.csv")))
    #expect(one.count > 100_000)
  }

  @Test("needs a key of some length, and a touch log")
  func refusals() throws {
    try folder.write(log(), to: "touches.csv")
    try folder.write("short", to: "key")
    let without = try run(["--ledger", "ledger.csv"])
    #expect(without.code == 64 && without.errors.contains("LIFTWERK_LEDGER_KEY"))
    let short = try run(["--ledger", "ledger.csv", "--ledger-key", "key"])
    #expect(short.code == 64 && short.errors.contains("16"))
    let missing = try run(["--ledger", "ledger.csv", "--ledger-key", "no-key"])
    #expect(missing.code == 66)
    try folder.write(String(repeating: "k", count: 32), to: "key")
    let nowhere = try run(["--ledger", "no/folder/ledger.csv", "--ledger-key", "key"])
    #expect(nowhere.code == 73, "\(nowhere.errors)")
    try folder.write("path,n\na > b,3\n", to: "paths.csv")
    let paths = try Program.run(
      [
        "attribution", "run", "paths.csv", "--path", "path", "--conversions", "n", "--models",
        "linear", "--bootstrap", "0", "--ledger", "ledger.csv", "--ledger-key", "key",
      ], in: folder)
    #expect(paths.code == 64 && paths.errors.contains("touch log"))
    #expect(!folder.entries().contains("ledger.csv"))
  }
}
