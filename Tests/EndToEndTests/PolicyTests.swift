import Foundation
import Testing

@Suite("Rules from the command line")
struct PolicyTests {
  private static let project = """
    project: Pilot
    data:
      users: {kind: experiment, path: users.csv}
    experiment:
      analyze: {data: users, arm: arm, control: a, metrics: [spend]}
    policy: rules.yaml

    """

  private func folder(rules: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var users = "user,arm,spend\n"
    for user in 0..<600 {
      let noise = (user * 7919 + 13) % 101
      users += "u\(user),\(["a", "b"][user % 2]),\(noise + (user % 2) * 20)\n"
    }
    try folder.write(users, to: "users.csv")
    try folder.write(Self.project, to: "liftwerk.yaml")
    try folder.write(rules, to: "rules.yaml")
    return folder
  }

  @Test("hold in a run, in its manifest and its claims, and a broken one is named with exit code 3")
  func wholeWay() throws {
    let folder = try folder(
      rules: """
        disclaimers:
          - id: pilot
            text: {en: "Pilot of 3 weeks <script>."}
        thresholds:
          - id: narrow
            findings: [experiment.effect]
            maximum_width: 0.001

        """)
    #expect(try Program.run(["check"], in: folder).code == 0)
    let run = try Program.run(["run", "--out", "run"], in: folder)
    try #require(run.code == 0, "\(run.errors)")
    let page = try String(contentsOfFile: folder.path + "/run/report.html", encoding: .utf8)
    #expect(page.contains("Pilot of 3 weeks &lt;script&gt;."))
    for (file, text) in [("manifest", "\"policy.narrow\""), ("claims", "\"withheld\"")] {
      let json = try String(contentsOfFile: folder.path + "/run/\(file).json", encoding: .utf8)
      #expect(json.contains(text), "\(file)")
    }
    #expect(try Program.run(["runs", "verify", "run"], in: folder).code == 0)
    let verify = ["report", "verify", "run/report.html", "--project", "liftwerk.yaml"]
    #expect(try Program.run(verify, in: folder).code == 0)
    try folder.write(
      page.replacing("Pilot of 3 weeks", with: "Pilot of 9 weeks"), to: "edited.html")
    let edited = try Program.run(
      ["report", "verify", "edited.html", "--project", "liftwerk.yaml"], in: folder)
    #expect(edited.code == 3 && edited.output.contains("\"pilot\""))
  }

  @Test(
    "that contradict each other are refused by check with their line; the report comes and says so")
  func contradictions() throws {
    let folder = try folder(
      rules: """
        forbidden:
          - id: promise
            words: ["guarante*"]
        disclaimers:
          - id: sure
            text: {en: We guarantee it.}

        """)
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 78 && check.errors.contains("rules.yaml:5: disclaimers[0]: "))
    #expect(try Program.run(["run", "--out", "run"], in: folder).code == 0)
    let page = try String(contentsOfFile: folder.path + "/run/report.html", encoding: .utf8)
    #expect(page.contains("was not used"))
  }

  @Test("reports are measured, and ratings compared")
  func evaluation() throws {
    let folder = try folder(rules: "")
    #expect(try Program.run(["run", "--out", "run"], in: folder).code == 0)
    let scores = try Program.run(
      ["report", "evaluate", "run/report.html", "--rubric", "sheet.csv"], in: folder)
    #expect(scores.code == 0 && scores.output.contains("100.0%"))
    let again = try Program.run(
      ["report", "evaluate", "run/report.html", "--rubric", "sheet.csv"], in: folder)
    #expect(again.code == 73 && again.errors.contains("ratings in it would be lost"))
    let empty = try Program.run(["report", "agreement", "sheet.csv"], in: folder)
    #expect(empty.code == 65 && empty.errors.contains("two people"))
    try folder.write("item,criterion,rater,rating\np1,clear,a,1\np1,clear,b,x\n", to: "r.csv")
    let wrong = try Program.run(["report", "agreement", "r.csv"], in: folder)
    #expect(wrong.code == 65 && wrong.errors.contains("is no number"))
  }
}
