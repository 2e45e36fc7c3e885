import Attribution
import Budget
import Foundation
import Liftwerk
import MediaMix
import Tables
import Testing

@Suite("A project file")
struct ProjectFileTests {
  static let head = "project: spring\ndata:\n  weekly: {path: weekly.csv, time: week}\n"
  static let model = """
    media_mix:
      target: {column: revenue}
      channels:
        tv: {spend: tv_spend}

    """

  private func read(_ text: String) throws -> Project {
    try ProjectFile(text: text, path: "folder/liftwerk.yaml").project
  }

  /// The message of the refusal of a text.
  private func refusal(_ text: String) -> String {
    do {
      _ = try read(text)
      return ""
    } catch {
      #expect((error as? LiftwerkError)?.code == .badProject)
      return "\(error)"
    }
  }

  @Test("reads into a project, and paths start from its folder")
  func reads() throws {
    let file = try ProjectFile(text: Self.head + Self.model, path: "/data/spring/liftwerk.yaml")
    #expect(file.directory == "/data/spring")
    #expect(file.project.mediaMix?.channels["tv"]?.spend == "tv_spend")
    #expect(file.project.data["weekly"] == .wide(.init(path: "weekly.csv", time: "week")))
    #expect(file.project.mediaMixPaths == ["weekly.csv"])
  }

  @Test("survives being written as JSON and read again, as the manifest keeps it")
  func roundTrip() throws {
    let project = try read(Self.head + Self.model + "report: {language: de, title: Frühjahr}\n")
    let data = try JSONEncoder().encode(project)
    #expect(try JSONDecoder().decode(Project.self, from: data) == project)
  }

  @Test(
    "names line, key path and nearest key of a misspelt key",
    arguments: [
      ("projekt: x\n", ":1: projekt", "\"project\""),
      ("project: x\ncurency: EUR\n", ":2: curency", "\"currency\""),
      (head + "media_mix:\n  targt: {column: a}\n", ":5: media_mix.targt", "\"target\""),
      ("project: x\ndata:\n  a:\n    path: a\n    tme: b\n", ":5: data.a.tme", "\"time\""),
      ("project: x\nreport:\n  languag: de\n", ":3: report.languag", "\"language\""),
    ])
  func misspelt(text: String, place: String, hint: String) {
    let message = refusal(text)
    #expect(message.contains(place) && message.contains(hint), "\(message)")
  }

  @Test("says what is needed where a value is of the wrong kind or missing")
  func kinds() {
    let wrong = refusal(Self.head + Self.model + "  holdout: {last: many}\n")
    #expect(wrong.contains("media_mix.holdout.last") && wrong.contains("whole number"))
    #expect(refusal("data: {}\n").contains("\"project\" is missing"))
    #expect(refusal("project: x\ncurrency: euro\n").contains("EUR"))
    let language = refusal("project: x\nreport: {language: fr}\n")
    #expect(language.contains("report.language") && language.contains("en, de"))
    let kind = refusal(Self.head + "media_mix: {target: {column: a, kind: revenu}, channels: {}}\n")
    #expect(kind.contains("did you mean \"revenue\""))
  }

  @Test("may name rules, and where reports are read")
  func policy() throws {
    #expect(try read(Self.head + "policy: rules.yaml\n").policy?.rules == "rules.yaml")
    let policy = try read(Self.head + "policy: {rules: r.yaml, region: DE}\n").policy
    #expect(policy == PolicySection(rules: "r.yaml", region: "DE"))
    #expect(refusal(Self.head + "policy: {rule: r.yaml}\n").contains("did you mean \"rules\""))
  }

  @Test("may say where knowledge is, and what is done about personal data")
  func knowledge() throws {
    let project = try read(
      Self.head + "knowledge: {documents: docs, personal_data: mask, questions: q.csv}\n")
    let knowledge = try #require(project.knowledge)
    #expect(knowledge.documents == ["docs"] && "\(knowledge.personalData)" == "mask")
    #expect(knowledge.store == "knowledge.sqlite" && knowledge.questions == "q.csv")
    #expect(refusal(Self.head + "knowledge: {document: a}\n").contains("did you mean"))
    #expect(refusal(Self.head + "knowledge: {personal_data: hide}\n").contains("refuse, mask"))
  }

  @Test("may say how a budget is to be divided")
  func budget() throws {
    let project = try read(
      Self.head
        + """
        budget:
          total: keep
          bounds: {default: [0.7, 1.3], tv: [0.9, 1.1]}
          groups: [{name: social, channels: [a, b], max_share: 0.3}]
          objective: cvar:0.1
        """ + "\n")
    let budget = try #require(project.budget)
    #expect(budget.total == .keep && budget.bounds["tv"] == [0.9, 1.1])
    #expect(budget.groups.first?.mostShare == 0.3 && budget.objective == .tailMean(0.1))
    #expect(refusal(Self.head + "budget: {totl: keep}\n").contains("did you mean \"total\"?"))
    #expect(refusal(Self.head + "budget: {total: all}\n").contains("keep, free"))
    #expect(refusal(Self.head + "budget: {objective: luck}\n").contains("is no objective"))
  }

  @Test("may name journeys of users among its data")
  func touches() throws {
    let project = try read(
      Self.head
        + "  touches: {path: touches.csv, user: id, time: at, channel: channel, value: sum}\n"
        + Self.model)
    let columns = TouchColumns(user: "id", time: "at", channel: "channel", value: "sum")
    #expect(
      project.data["touches"] == .touches(TouchSource(path: "touches.csv", columns: columns)))
    #expect(project.attributionPaths == ["touches.csv"])
    #expect(project.mediaMixPaths == ["weekly.csv"])
  }

  @Test("with exports of platforms")
  func long() throws {
    let project = try read(
      """
      project: x
      data:
        media:
          every: week
          sources:
            - {path: a.csv, time: Day, channel: search, spend: Cost, exposure: Impr.}
            - {path: b.csv, time: Day, channel: {column: Campaign, map: map.csv}, spend: Cost}
          kpi: {path: shop.csv, time: Datum, revenue: Umsatz}
      media_mix: {target: {column: revenue}, channels: {search: {spend: search_spend}}}
      """)
    #expect(project.mediaMixPaths == ["a.csv", "b.csv", "map.csv", "shop.csv"])
  }

  @Test("a folder in its place is not called missing")
  func folder() {
    #expect(throws: LiftwerkError.self) { try ProjectFile(path: "/") }
    do {
      _ = try ProjectFile(path: "/")
    } catch {
      #expect(error.code == .inputMissing && error.description.contains("cannot be read"))
    }
  }

  @Test("states the encoding of a file or of all")
  func encodings() throws {
    let project = try read(
      """
      project: x
      encoding: windows-1252
      data: {weekly: {path: a.csv, time: week, encoding: utf-8}}
      """)
    #expect(project.encoding == .windows1252)
    guard case .wide(let source) = project.data["weekly"] else {
      Issue.record("the source is not wide")
      return
    }
    #expect(source.encoding == .utf8)
    #expect(refusal("project: x\nencoding: cp1252\n").contains("windows-1252"))
  }

  @Test("errors of syntax say the line and the remedy, and quote nothing of the file")
  func syntax() {
    let twice = refusal("project: secret\ncurrency: EUR\nproject: other\n")
    #expect(twice.contains("more than one \"project\"") && !twice.contains("secret"))
    #expect(refusal("project: x\n\tdata: y\n").contains("Use spaces."))
    let deep = refusal("a: " + String(repeating: "[", count: 20_000))
    #expect(deep.contains("nested too deep") && deep.count < 200)
  }

  @Test("cannot grow by aliases")
  func aliases() {
    var bomb = "project: x\na0: &a0 [x, x, x]\n"
    for level in 1...8 {
      bomb +=
        "a\(level): &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    #expect(refusal(bomb).contains("aliases"))
    var sly = "project: x\na0: &a0 [\(String(repeating: "x, ", count: 4000))x]\n"
    for level in 1...6 {
      sly += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(refusal(sly).contains("too large"))
  }

  @Test("holds no numbers that are not finite", arguments: [".nan", ".inf", "-.inf"])
  func notFinite(number: String) {
    let text = Self.head + Self.model + "  level: \(number)\n"
    #expect(refusal(text).contains("finite"))
  }

  @Test("refuses what is no project", arguments: ["", "[", "- a", "a: 1\na: 2", "\t- x", "text"])
  func broken(text: String) {
    #expect(!refusal(text).isEmpty)
  }
}

@Suite("A project file's validation keys")
struct ProjectFileValidationTests {
  private func options(_ lines: String) throws -> MediaMixOptions? {
    try ProjectFile(
      text: ProjectFileTests.head + ProjectFileTests.model + lines, path: "liftwerk.yaml"
    ).project.mediaMix
  }

  @Test("say which models to compare, and how to forecast") func reads() throws {
    let options = try options(
      """
        cross_validation: {folds: 3, horizon: 8}
        compare:
          knots: [auto, 4, [2024-01-01]]
          adstock: [geometric, binomial]
          roi_prior_scale: [0.5, 1, 2]
          mode: full

      """)
    #expect(options?.crossValidation == .init(folds: 3, horizon: 8))
    #expect(
      options?.compare
        == .init(
          knots: [.auto, .count(4), .at(["2024-01-01"])], adstock: [.geometric, .binomial],
          priorScale: [0.5, 1, 2], mode: .full))
  }

  @Test(
    "that are unknown are refused with the nearest ones",
    arguments: [
      ("  compare: {knot: [4]}\n", "knots"), ("  compare: {mode: all}\n", "one-at-a-time"),
      ("  compare: {adstock: [geometrik]}\n", "geometric"),
      ("  cross_validation: {fold: 3}\n", "folds"),
    ])
  func refusals(lines: String, words: String) {
    let error = #expect(throws: LiftwerkError.self) { _ = try options(lines) }
    #expect(error.map { "\($0)".contains(words) } == true, "\(String(describing: error))")
  }
}
