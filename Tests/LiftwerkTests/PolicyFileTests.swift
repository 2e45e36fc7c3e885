import Findings
import Foundation
import Liftwerk
import Narrative
import Testing

@Suite("Rule files")
struct PolicyFileTests {
  private static let rules = """
    regions: [DE]
    forbidden:
      - id: promise
        words: ["guarante*"]
        language: en
        reason: Nothing is certain.
    disclaimers:
      - id: model
        methods: [media_mix]
        audiences: [management]
        text: {en: Estimates., de: Schätzungen.}
    thresholds:
      - id: weeks
        findings: [mmm.roi]
        minimum_weeks: 52

    """

  private func refusal(_ text: String) -> String {
    do {
      _ = try PolicyFile(text: text, path: "rules.yaml")
      return "nothing was refused"
    } catch { return "\(error)" }
  }

  @Test("say what is forbidden, obligatory and needed")
  func reads() throws {
    let file = try PolicyFile(text: Self.rules, path: "rules.yaml")
    #expect(file.problems.isEmpty && file.policy.regions == ["DE"])
    #expect(file.policy.forbidden.first?.languages == [.en])
    #expect(file.policy.disclaimers.first?.texts[.de] == "Schätzungen.")
    #expect(file.policy.disclaimers.first?.methods == [.mediaMix])
    #expect(file.policy.thresholds.first?.minimumWeeks == 52)
    #expect(try PolicyFile(text: "", path: "rules.yaml").policy == Policy())
  }

  @Test(
    "are refused with line and remedy",
    arguments: [
      ("forbiden: []", "rules.yaml:1", "did you mean \"forbidden\""),
      ("forbidden:\n  - id: a\n    word: [b]", "rules.yaml:3", "did you mean \"words\""),
      ("forbidden:\n  - id: a\n    words: []", "rules.yaml:3", "a list of words"),
      ("forbidden:\n  - id: a\n    words: [\"*\"]", "rules.yaml:3", "no word to look for"),
      ("forbidden:\n  - words: [a]", "rules.yaml:2", "\"id\" is missing"),
      ("disclaimers:\n  - id: a\n    text: {fr: b}", "rules.yaml:3", "fr"),
      ("disclaimers:\n  - id: a\n    text: {}", "rules.yaml:3", "text is needed"),
      (
        "disclaimers:\n  - id: a\n    text: {en: b}\n    methods: [media]", "rules.yaml:4",
        "media_mix"
      ),
      ("thresholds:\n  - id: a\n    findings: [mmm.roi]", "rules.yaml:2", "minimum_weeks"),
      (
        "thresholds:\n  - id: a\n    findings: [mmm.roi]\n    minimum_weeks: -1", "rules.yaml:4",
        "from 0"
      ),
      (
        "thresholds:\n  - id: a\n    findings: [mmm.roi]\n    minimum_probability: 0.9",
        "rules.yaml:4", "go together"
      ),
      ("forbidden: [\n", "rules.yaml:2", "no YAML"),
    ])
  func refused(text: String, place: String, hint: String) {
    let message = refusal(text)
    #expect(message.contains(place) && message.contains(hint), "\(message)")
  }

  @Test("name rules that cannot hold together, each with its line")
  func contradictions() throws {
    let text =
      Self.rules + """
          - id: longer
            findings: [mmm.roi]
            minimum_weeks: 104
          - id: weeks
            findings: [mmm.roy]
            maximum_width: 1

        """
    let promise = text.replacing("{en: Estimates.,", with: "{en: We guarantee it.,")
    let problems = try PolicyFile(text: promise, path: "rules.yaml").problems
    #expect(problems.count == 3, "\(problems)")
    #expect(
      problems[0].contains("rules.yaml:8: disclaimers[0]: ") && problems[0].contains("forbids"))
    #expect(problems[1].contains("rules.yaml:16") && problems[1].contains("contradicts"))
    #expect(problems[2].contains("rules.yaml:19") && problems[2].contains("used twice"))
  }

  @Test("are refused by the check of a project, and their absence is no surprise in a run")
  func checked() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "liftwerk-policy-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let project = Project(name: "x", policy: PolicySection(rules: "rules.yaml", region: "FR"))
    #expect(throws: LiftwerkError.self) { try project.reportPolicy(in: folder) }
    try Data(Self.rules.utf8).write(to: URL(fileURLWithPath: folder + "/rules.yaml"))
    // The report comes all the same, and says that the region is unknown.
    let policy = try #require(try project.reportPolicy(in: folder))
    #expect(policy.unused.map(\.rule) == ["policy.region"])
    #expect(try Project(name: "x").reportPolicy(in: folder) == nil)
  }
}
