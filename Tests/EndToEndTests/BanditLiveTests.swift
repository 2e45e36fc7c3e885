import Foundation
import Testing

@Suite("A bandit on the command line", .serialized)
struct BanditLiveTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.project, to: "liftwerk.yaml")
  }

  private static let project = """
    project: ads
    currency: EUR
    bandit:
      live:
        arms: [blue, green, red]
        prices: {blue: 0.8, green: 1.0, red: 1.2}
        guardrails: [{metric: cpa, cap: 20, delta: 0.05}]
        burn_in: 200
        horizon: 20000
      simulate: {campaigns: 8, steps: 6, decisions: 200}
    """

  private func bandit(_ arguments: String...) throws -> Program.Outcome {
    let ledger = arguments.contains("simulate") ? [] : ["--ledger", "b.sqlite"]
    return try Program.run(["bandit"] + arguments + ledger, in: folder)
  }

  /// Outcomes of decisions: conversions at a rate an arm, spread evenly.
  private func outcomes(of decisions: String, _ rates: [String: Double]) -> String {
    var seen: [String: Double] = [:]
    var lines = ["decision,conversions"]
    for row in decisions.split(separator: "\n").dropFirst() {
      let fields = row.split(separator: ",")
      let arm = String(fields[2])
      let (before, rate) = (seen[arm, default: 0], rates[arm] ?? 0)
      seen[arm] = before + 1
      if (rate * (before + 1)).rounded(.down) > (rate * before).rounded(.down) {
        lines.append("\(fields[0]),1")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func trail(_ part: String) throws -> [Substring] {
    try bandit("export", part).output.split(separator: "\n")
  }

  @Test("decides, learns, stops an arm with its reason, and learns a file once")
  func loop() throws {
    let early = try bandit("decide")
    #expect(early.code == 66 && early.errors.contains("bandit learn"), "\(early.errors)")
    #expect(try bandit("learn").code == 0)
    let decided = try bandit("decide", "--count", "1500", "--format", "csv")
    #expect(decided.code == 0)
    try folder.write(
      outcomes(of: decided.output, ["blue": 0.02, "green": 0.08, "red": 0.06]), to: "o.csv")
    let learned = try bandit("learn", "o.csv")
    #expect(learned.code == 0, "\(learned.errors)")
    #expect(learned.output.contains("blue is stopped"), "\(learned.output)")
    let (versions, outcomes) = (try trail("versions"), try trail("outcomes"))
    let again = try bandit("learn", "o.csv", "--format", "json")
    #expect(again.code == 0 && again.output.contains("bandit.outcomes"))
    #expect(try trail("versions") == versions && trail("outcomes") == outcomes)
    let one = try bandit("decide")
    #expect(one.output.contains("\"version\":2"), "\(one.output)")
    let german = try bandit("learn", "--language", "de")
    #expect(german.code == 0 && german.output.contains("Anteil jetzt"), "\(german.output)")
    #expect(try trail("decisions").count == 1502)
  }

  @Test("a policy is promoted only if the log says that it is better")
  func promotion() throws {
    _ = try bandit("learn")
    let decided = try bandit("decide", "--count", "1800", "--format", "csv")
    try folder.write(
      outcomes(of: decided.output, ["blue": 0.05, "green": 0.12, "red": 0.1]), to: "o.csv")
    #expect(try bandit("learn", "o.csv").code == 0)
    try folder.write("arm,probability\nblue,1\n", to: "worse.csv")
    let worse = try bandit("promote", "worse.csv")
    #expect(worse.code == 3 && worse.errors.contains("lower bound"), "\(worse.errors)")
    #expect(try trail("versions").count == 7)
    try folder.write("arm,probability\ngreen,0.9\nred,0.1\n", to: "better.csv")
    let better = try bandit("promote", "better.csv")
    #expect(better.code == 0, "\(better.errors)")
    let versions = try trail("versions")
    #expect(versions.count == 10 && versions.contains { $0.contains("green,0.9") })
    #expect(try trail("events").contains { $0.contains("promoted") })
    try folder.write("arm,probability\ngreeen,1\n", to: "typo.csv")
    let typo = try bandit("promote", "typo.csv")
    #expect(typo.code == 65 && typo.errors.contains("did you mean \"green\""), "\(typo.errors)")
    try folder.write("arm,probability\ngreen,1.5\n", to: "wrong.csv")
    #expect(try bandit("promote", "wrong.csv").code == 65)
  }

  @Test("refuses what cannot be, and leaves the ledger as it was")
  func refusals() throws {
    _ = try bandit("learn")
    _ = try bandit("decide", "--count", "10")
    let before = try trail("events")
    try folder.write("decision,conversions\n1,1\n99,1\n", to: "unknown.csv")
    let unknown = try bandit("learn", "unknown.csv")
    #expect(unknown.code == 65 && unknown.errors.contains("decision 99"), "\(unknown.errors)")
    #expect(unknown.output.isEmpty)
    try folder.write("decision,conversions\n1,-1\n", to: "negative.csv")
    #expect(try bandit("learn", "negative.csv").code == 65)
    #expect(try bandit("learn", "absent.csv").code == 66)
    #expect(try trail("outcomes").isEmpty && trail("events") == before)
    let past = try bandit("decide", "--now", "1000")
    #expect(past.code == 0 && past.errors.contains("clock"), "\(past.errors)")
    #expect(try trail("events").contains { $0.contains("clock_backwards") })
    #expect(try bandit("decide", "--count", "0").code == 64)
    let full = try Program.run(
      "/bin/bash",
      ["-c", "ulimit -f 60; exec \(Program.path) bandit decide --count 20000 --ledger b.sqlite"],
      in: folder)
    #expect(full.code == 74 && full.output.isEmpty, "\(full.errors)")
    #expect(try trail("decisions").count == 12)
    try folder.write("text", to: "text.sqlite")
    let none = try Program.run(["bandit", "decide", "--ledger", "text.sqlite"], in: folder)
    #expect(none.code == 74, "\(none.errors)")
  }

  @Test("the kill switch, a spent budget and no feasible arm serve nobody, and say so")
  func nobody() throws {
    _ = try bandit("learn")
    #expect(try bandit("stop", "--reason", "too dear").code == 0)
    let stopped = try bandit("decide")
    #expect(stopped.code == 77 && stopped.errors.contains("too dear"), "\(stopped.errors)")
    #expect(try bandit("learn").code == 3)
    #expect(try bandit("resume").code == 0)
    #expect(try bandit("learn").code == 0)
    let decided = try bandit("decide", "--count", "600", "--format", "csv")
    try folder.write(outcomes(of: decided.output, ["green": 0.01]), to: "o.csv")
    let hopeless = try bandit("learn", "o.csv")
    #expect(hopeless.code == 3 && hopeless.errors.contains("no mix"), "\(hopeless.errors)")
    let served = try bandit("decide")
    #expect(served.code == 0 && served.output.contains("\"arm\":null"), "\(served.output)")
    try folder.write(
      Self.project.replacing("burn_in", with: "pacing: {budget: 0}\n    burn_in"),
      to: "liftwerk.yaml")
    let broke = try bandit("learn")
    #expect(broke.code == 3 && broke.errors.contains("budget"), "\(broke.errors)")
  }

  @Test("killed while learning or deciding it loses and doubles nothing (12 times)")
  func killed() throws {
    // Decisions that nobody has seen the outcome of would make every arm look dear.
    try folder.write(
      "project: ads\nbandit: {live: {arms: [blue, green, red]}}\n", to: "liftwerk.yaml")
    _ = try bandit("learn")
    var printed = Set<Substring>()
    var files = 0
    for round in 0..<12 {
      let decided = try bandit("decide", "--count", "40", "--format", "csv")
      printed.formUnion(decided.output.split(separator: "\n").dropFirst())
      try folder.write(
        outcomes(of: decided.output, ["blue": 0.5, "green": 0.5, "red": 0.5]), to: "o\(round).csv")
      files += 1
      let command =
        round % 2 == 0
        ? ["bandit", "learn", "o\(round).csv", "--ledger", "b.sqlite"]
        : ["bandit", "decide", "--count", "3000", "--ledger", "b.sqlite"]
      let running = try Running(Program.path, command, in: folder)
      usleep(UInt32(2000 + 6000 * round))
      running.send(SIGKILL)
      _ = try running.wait()
      #expect(try bandit("learn", "o\(round).csv").code == 0)
    }
    let kept = Set(try trail("decisions").dropFirst())
    // The trail has id, version, arm, propensity, time in the same order.
    #expect(printed.isSubset(of: kept))
    // Every file is there once, and the outcomes are those of the files.
    #expect(try trail("batches").count == files + 1)
    let expected = (0..<12).reduce(0) { sum, round in
      sum + (folder.text("o\(round).csv") ?? "").split(separator: "\n").count - 1
    }
    #expect(try trail("outcomes").count == expected + 1)
  }

  @Test("simulates as a run that verifies, in both languages, and the same again")
  func simulates() throws {
    let run = try bandit("simulate", "--out", "study")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("cost per conversion"))
    let verified = try Program.run(["runs", "verify", "study"], in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
    let report = try Program.run(["report", "verify", "study/report.html"], in: folder)
    #expect(report.code == 0, "\(report.errors)\(report.output)")
    let german = try Program.run(
      ["run", "--language", "de", "--out", "studie", "--threads", "1"], in: folder)
    #expect(german.code == 0, "\(german.errors)")
    let page = try #require(folder.text("studie/report.html"))
    #expect(page.contains("Kampagnen, die eine Grenze verfehlen"))
    let checked = try Program.run(["check"], in: folder)
    #expect(checked.code == 0 && checked.errors.contains("3 arms"), "\(checked.errors)")
  }

  @Test("a wrong project file is refused at its line")
  func projectFile() throws {
    try folder.write(
      Self.project.replacing("campaigns: 8", with: "campaings: 8"), to: "liftwerk.yaml")
    let typo = try bandit("simulate")
    #expect(typo.code == 78 && typo.errors.contains("campaigns"), "\(typo.errors)")
    #expect(typo.errors.contains("liftwerk.yaml:10"), "\(typo.errors)")
    try folder.write(
      Self.project.replacing("prices: {blue: 0.8, green: 1.0, red: 1.2}", with: "reward: value"),
      to: "liftwerk.yaml")
    let priors = try bandit("simulate")
    #expect(priors.code == 78 && priors.errors.contains("priors"), "\(priors.errors)")
  }
}
