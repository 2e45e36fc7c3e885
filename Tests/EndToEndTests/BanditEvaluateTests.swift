import Foundation
import Testing

@Suite("A policy judged by the log of another")
struct BanditEvaluateTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.log(), to: "log.csv")
    try folder.write(
      "slot,item,probability\n1,a,0.2\n1,b,0.3\n1,c,0.5\n2,a,0.1\n2,b,0.9\n2,c,0\n",
      to: "policy.csv")
  }

  /// Three items in two slots, chosen evenly; c earns most.
  private static func log() -> String {
    var text = "user,slot,item,click,p\n"
    for row in 0..<900 {
      let item = (row * 7919 / 7) % 3
      let click = (row * 104_729 / 11) % 10 < 2 + 2 * item ? 1 : 0
      text += "u\(row / 2),\(1 + row % 2),\(["a", "b", "c"][item]),\(click),0.3333333333333333\n"
    }
    return text
  }

  private static let flags = [
    "--action", "item", "--reward", "click", "--propensity", "p", "--policy", "policy.csv",
    "--key", "slot",
  ]

  private func run(_ more: [String] = [], flags: [String] = flags) throws -> Program.Outcome {
    try Program.run(
      ["bandit", "evaluate", "log.csv", "--out", "report"] + flags + more, in: folder)
  }

  private struct Document: Decodable {
    struct Finding: Decodable {
      let id: String
      let subject: [String: String]
      let value: Double?
      let text: String
    }
    let findings: [Finding]
  }

  @Test("values, gains and effective rows stand for every estimator") func values() throws {
    let outcome = try run(["--format", "json", "--quiet"])
    try #require(outcome.code == 0, "\(outcome.errors)")
    let findings = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)).findings
    for model in ["replay", "ipw", "snipw", "dm", "dr", "switch-dr"] {
      for id in ["bandit.value", "bandit.gain", "bandit.ess"] {
        let finding = findings.first { $0.id == id && $0.subject == ["model": model] }
        #expect(finding?.value != nil, "\(id) \(model)")
      }
    }
    // By hand from the rows.
    var sum = 0.0
    for line in Self.log().split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      let chances = ["1a": 0.2, "1b": 0.3, "1c": 0.5, "2a": 0.1, "2b": 0.9, "2c": 0]
      sum += 3 * chances["\(fields[1])\(fields[2])", default: 0] * (Double(fields[3]) ?? 0)
    }
    let ipw = findings.first { $0.id == "bandit.value" && $0.subject["model"] == "ipw" }?.value
    #expect(abs(try #require(ipw) - sum / 900) < 1e-12)
    let again = try run(["--format", "json", "--threads", "1"])
    #expect(again.output == outcome.output)
    let verified = try Program.run(["runs", "verify", "report"], in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
    #expect(
      folder.entries("report").contains("report.html")
        && folder.entries("report/tables").contains { $0.hasPrefix("bandit") })
  }

  @Test("estimators, clusters and German are as asked for") func choices() throws {
    let outcome = try run([
      "--estimators", "ipw,dr", "--cluster", "user", "--interval", "bootstrap", "--replicates",
      "100", "--language", "de", "--level", "0.95", "--clip", "2",
    ])
    try #require(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Effektive Zeilen") && !outcome.output.contains("snipw"))
    let findings = folder.text("report/findings.json") ?? ""
    #expect(findings.contains("clipped_share") && findings.contains("95-%-Intervall"))
    #expect(!findings.contains("u17"))
  }

  @Test("of a project is checked and run") func project() throws {
    try folder.write(
      """
      project: shop
      bandit:
        evaluate: {log: log.csv, policy: policy.csv, action: item, reward: click, propensity: p,
          key: [slot], estimators: [snipw]}
      """, to: "liftwerk.yaml")
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 0 && check.errors.contains("900 decisions"), "\(check.errors)")
    let run = try Program.run(["run", "--out", "report"], in: folder)
    #expect(run.code == 0 && run.output.contains("snipw"), "\(run.errors)")
    let direct = try Program.run(["bandit", "evaluate", "--out", "other"], in: folder)
    #expect(direct.code == 0, "\(direct.errors)")
    try folder.write("project: shop\nbandit: {evaluat: {}}\n", to: "liftwerk.yaml")
    let wrong = try Program.run(["check"], in: folder)
    #expect(wrong.code == 78 && wrong.errors.contains("evaluate"), "\(wrong.errors)")
  }

  @Test("is refused where files and flags do not fit, and writes nothing") func refusals() throws {
    let word = try run(["--estimators", "impw"])
    #expect(word.code == 64 && word.errors.contains("ipw"))
    let bare = try Program.run(["bandit", "evaluate", "log.csv"], in: folder)
    #expect(bare.code == 64 && bare.errors.contains("--policy"))
    let clip = try run(["--clip", "0"])
    #expect(clip.code == 64 && clip.errors.contains("--clip"), "\(clip.errors)")
    var flags = Self.flags
    flags[7] = "nothing.csv"
    let missing = try run(flags: flags)
    #expect(missing.code == 66 && missing.errors.contains("nothing.csv"))
    flags = Self.flags
    flags[5] = "prob"
    let column = try run(flags: flags)
    #expect(column.code == 65 && column.errors.contains("'prob'"))
    try folder.write("slot,item,probability\n1,a,1\n2,a,1\n", to: "policy.csv")
    let action = try run()
    #expect(action.code == 65 && action.errors.contains("does not list the action"))
    try folder.write("slot,item,probability\n1,a,0.5\n1,b,0.4\n", to: "policy.csv")
    let sum = try run()
    #expect(sum.code == 65 && sum.errors.contains("slot 1") && sum.errors.contains("0.9000"))
    try folder.write("user,slot,item,click,p\nu,1,a,0,0\n", to: "log.csv")
    try folder.write("slot,item,probability\n1,a,1\n", to: "policy.csv")
    let zero = try run()
    #expect(zero.code == 65 && zero.errors.contains("line 2") && zero.errors.contains("above 0"))
    #expect(zero.output.isEmpty && !folder.entries().contains("report"))
  }
}
