import Foundation
import Testing

@Suite("An experiment on users")
struct ExperimentTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Three arms of 400 users each; "b" is seen more often, and spends by its size.
  private func users(_ change: (Int, [String]) -> [String] = { $1 }) -> String {
    var text = "user,day,arm,seen,spend,orders,history,town,left\n"
    for user in 0..<1200 {
      let arm = ["a", "b", "c"][user % 3]
      let noise = Double((user * 7919 + 13) % 101) / 100
      let seen = noise < (arm == "b" ? 0.45 : 0.3) ? 1 : 0
      let history = (user * 31) % 50
      let spend = Double(seen) * (10 + noise + Double(history) / 5)
      let row = [
        "u\(user)", "2026-03-\(String(format: "%02d", user * 20 / 1200 + 1))", arm, "\(seen)",
        "\(spend)", "\(seen * (1 + user % 2))", "\(history)", user % 2 == 0 ? "Bonn" : "Ulm",
        "\(user % 97 == 0 ? 1 : 0)",
      ]
      text += change(user, row).joined(separator: ",") + "\n"
    }
    return text
  }

  private struct Document: Decodable {
    struct Finding: Decodable {
      let id: String
      let subject: [String: String]
      let value: Double?
      let status: String
    }
    let findings: [Finding]

    func value(_ id: String, _ subject: [String: String] = [:]) -> Double? {
      findings.first { $0.id == id && $0.subject == subject }?.value
    }
  }

  private static let flags = ["--arm", "arm", "--control", "a", "--metric", "seen,spend"]

  private func run(
    _ more: [String] = [], command: String = "analyze", flags: [String] = flags
  ) throws -> Program.Outcome {
    try Program.run(
      ["experiment", command, "users.csv", "--out", "report"] + flags + more, in: folder)
  }

  private func document(_ outcome: Program.Outcome) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
  }

  @Test("is analysed by every method, whatever the order of rows and the number of threads")
  func methods() throws {
    try folder.write(users(), to: "users.csv")
    for method in [
      ["--covariate", "history"], ["--method", "bayesian"], ["--time", "day", "--looks", "5"],
      ["--boundary", "obrien-fleming", "--planned-units", "2000", "--time", "day"],
    ] {
      let more = method + ["--guardrail", "left:increase:50%", "--format", "json", "--quiet"]
      try folder.write(users(), to: "users.csv")
      let outcome = try run(more)
      try #require(outcome.code == 0, "\(outcome.errors)")
      let found = try document(outcome)
      let effect = try #require(found.value("experiment.effect", ["arm": "b", "metric": "seen"]))
      #expect(effect > 0.1 && effect < 0.2)
      #expect(found.value("experiment.units", ["arm": "c"]) == 400)
      let lines = users().split(separator: "\n")
      let turned = lines[...0] + lines.dropFirst().reversed()
      try folder.write(turned.joined(separator: "\n") + "\n", to: "users.csv")
      #expect(try run(more + ["--threads", "1"]).output == outcome.output, "\(method)")
    }
  }

  @Test("with wrong numbers of units withholds every effect by every method, unless forced")
  func gate() throws {
    try folder.write(users(), to: "users.csv")
    let shares = ["--shares", "a=1,b=1,c=2", "--format", "json"]
    for method in ["fixed", "sequential", "bayesian"] {
      let outcome = try run(shares + ["--method", method])
      #expect(outcome.code == 3 && outcome.errors.contains("numbers of units"))
      let found = try document(outcome)
      #expect(found.value("experiment.srm") ?? 1 < 0.001)
      let effects = found.findings.filter { $0.id == "experiment.effect" }
      #expect(effects.count == 4 && effects.allSatisfy { $0.status == "withheld" })
      let forced = try run(shares + ["--method", method, "--force"])
      #expect(try document(forced).findings.contains { $0.status == "forced" })
    }
    let back = [
      "--add-to-project", "--channels", "mail", "--from", "2026-03-01", "--to", "2026-03-20",
      "--lift-arm", "b", "--lift-metric", "spend",
    ]
    try folder.write("project: x\n", to: "liftwerk.yaml")
    #expect(try run(shares + back).code == 3)
    #expect(!folder.entries().contains("experiments.yaml"))
  }

  @Test("becomes a lift test, once; the project file is not touched")
  func wayBack() throws {
    try folder.write(users(), to: "users.csv")
    try folder.write("project: x\n", to: "liftwerk.yaml")
    let back = [
      "--add-to-project", "--channels", "mail", "--from", "2026-03-01", "--to", "2026-03-20",
      "--lift-arm", "b", "--lift-metric", "spend",
    ]
    let outcome = try run(back + ["--format", "json"])
    try #require(outcome.code == 0, "\(outcome.errors)")
    let text = try String(contentsOfFile: folder.path + "/experiments.yaml", encoding: .utf8)
    #expect(text.contains("kind: conversion-lift") && text.contains("channels: [mail]"))
    let effect = try #require(
      try document(outcome).value("experiment.effect", ["arm": "b", "metric": "spend"]))
    #expect(text.contains("lift: \(effect * 400)"))
    let again = try run(back)
    #expect(again.errors.contains("is there already"))
    #expect(
      try String(contentsOfFile: folder.path + "/liftwerk.yaml", encoding: .utf8) == "project: x\n")
    #expect(try run(["--add-to-project"]).code == 64)
  }

  @Test("of a project is checked, run and repeated")
  func project() throws {
    try folder.write(users(), to: "users.csv")
    let text = """
      project: x
      data: {users: {kind: experiment, path: users.csv}}
      experiment:
        plan: {metric: seen, lift: 0.2, units_per_day: 100}
        analyze: {arm: arm, control: a, metrics: [seen, {name: spend, covariate: history}]}
        uplift:
          {arm: arm, control: a, treatment: b, outcome: seen, features: [history, town], slices: [town]}

      """
    try folder.write(text, to: "liftwerk.yaml")
    let check = try Program.run(["check"], in: folder)
    #expect(
      check.code == 0 && check.errors.contains("a (400), b (400), c (400)"), "\(check.errors)")
    let run = try Program.run(["run", "--out", "report", "--format", "json"], in: folder)
    try #require(run.code == 0, "\(run.errors)")
    let ids = Set(try document(run).findings.map(\.id))
    #expect(ids.isSuperset(of: ["experiment.sample_size", "experiment.lift", "uplift.qini"]))
    let again = try Program.run(["runs", "verify", "report"], in: folder)
    #expect(again.code == 0, "\(again.errors)")
    for command in ["plan", "analyze", "uplift"] {
      let alone = try Program.run(["experiment", command, "--out", "one", "--quiet"], in: folder)
      #expect(alone.code == 0, "\(alone.errors)")
    }
    try folder.write(
      text.replacingOccurrences(of: "control: a, metrics", with: "contol: a, metrics"),
      to: "liftwerk.yaml")
    let wrong = try Program.run(["check"], in: folder)
    #expect(wrong.code == 78 && wrong.errors.contains("did you mean \"control\""))
  }

  @Test("is planned without a file, and needs more units for looks")
  func plan() throws {
    let flags = ["experiment", "plan", "--baseline", "0.05", "--lift", "0.1", "--format", "json"]
    let plain = try Program.run(flags + ["--units-per-day", "4000", "--out", "p"], in: folder)
    try #require(plain.code == 0, "\(plain.errors)")
    let units = try #require(try document(plain).value("experiment.sample_size"))
    #expect(units > 62_000 && units < 63_000)
    #expect(try document(plain).value("experiment.run_time") == 16)
    let looks = try Program.run(
      flags + ["--boundary", "pocock", "--looks", "5", "--out", "p"], in: folder)
    #expect(try document(looks).value("experiment.sample_size") ?? 0 > 1.15 * units)
    let wrong = try Program.run(
      ["experiment", "plan", "--baseline", "2", "--lift", "1"], in: folder)
    #expect(wrong.code == 64 && wrong.errors.contains("between 0 and 1"))
  }

  @Test("is refused where data and question do not fit, with the remedy")
  func refusals() throws {
    func refused(_ text: String, _ flags: [String] = Self.flags) throws -> String {
      try folder.write(text, to: "users.csv")
      let outcome = try run(flags: flags)
      #expect(outcome.code == 65 && outcome.output.isEmpty, "\(outcome.errors)")
      return outcome.errors
    }
    var flags = Self.flags
    flags[3] = "aa"
    #expect(try refused(users(), flags).contains("did you mean \"a\""))
    #expect(
      try refused(users { _, row in row.enumerated().map { $0 == 2 ? "a" : $1 } })
        .contains("compares two"))
    #expect(
      try refused(users { user, row in row.enumerated().map { $0 == 2 && user == 5 ? "z" : $1 } })
        .contains("single user".replacingOccurrences(of: "user", with: "unit")))
    #expect(
      try refused(users { user, row in row.enumerated().map { $0 == 4 && user == 5 ? "NaN" : $1 } })
        .contains("line 7"))
    #expect(
      try refused(users { _, row in row.enumerated().map { $0 == 3 ? "1" : $1 } })
        .contains("the same for all"))
    #expect(
      try refused(
        users { user, row in row.enumerated().map { $0 == 4 && user == 5 ? "1e200" : $1 } }
      )
      .contains("too large"))
    let sums = "arm,users,seen\na,10,4\nb,10,12\n"
    let totals = ["--arm", "arm", "--control", "a", "--users", "users"]
    #expect(try refused(sums, totals + ["--metric", "seen:proportion"]).contains("12"))
    #expect(
      try refused("arm,users,seen\na,10,4\nb,-1,0\n", totals + ["--metric", "seen:proportion"])
        .contains("negative"))
    let repeated = users { user, row in row.enumerated().map { $0 == 0 ? "u\(user / 2)" : $1 } }
    #expect(try refused(repeated, Self.flags + ["--unit", "user"]).contains("line 3"))
    let crossed = try refused(repeated, Self.flags + ["--unit", "user", "--duplicates", "sum"])
    #expect(crossed.contains("seen in several arms") && !crossed.contains("u1"))
    #expect(try run(flags: ["--arm", "arm"]).code == 64)
    #expect(try run(["--metric", "x:medium"]).errors.contains("mean, proportion or ratio"))
    #expect(!folder.entries().contains("report"))
  }

  @Test("in a German file is read as its English twin")
  func german() throws {
    try folder.write(
      "arm,users,seen,spend,squares\na,1000,100,1234.5,9000.25\nb,1000,130,1500.5,9900.5\n",
      to: "users.csv")
    let flags = [
      "--arm", "arm", "--control", "a", "--users", "users", "--metric",
      "seen:proportion,spend:mean:squares", "--format", "json",
    ]
    let english = try run(flags: flags)
    try folder.write(
      "arm;users;seen;spend;squares\na;1.000;100;1.234,5;9.000,25\nb;1.000;130;1.500,5;9.900,5\n",
      to: "users.csv")
    let german = try run(flags: flags)
    #expect(english.code == 0 && german.output == english.output, "\(german.errors)")
  }
}
