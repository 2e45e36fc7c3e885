import Findings
import Foundation
import Interchange
import Liftwerk
import MediaMix
import Runs
import Testing

@Suite("A file of experiments")
struct ExperimentsFileTests {
  static let one = """
    - name: tv-north
      kind: heavy-up
      channels: [tv]
      geos: [north]
      from: 2021-03-15
      to: 2021-04-11
      spend_factor: 1.5
      lift: 160
      standard_error: 40

    """
  static let test = LiftTest(
    name: "search: off", kind: .goDark, channels: ["search", "no"],
    geos: ["Wien", "Zürich \"Süd\""],
    from: "2021-W10", to: "2021-04", measuredTo: "2021-05-02", usualSpend: 12_500,
    lift: -3.25e-7, standardError: 1e17, panelCells: .keep, source: "runs/2021\nno. 4 # really")

  private func tests(_ text: String) throws -> [LiftTest] {
    try ExperimentsFile(text: text, path: "e.yaml").tests
  }

  private func refusal(_ text: String) -> String {
    do {
      _ = try tests(text)
      return ""
    } catch {
      #expect((error as? LiftwerkError)?.code == .badProject)
      return "\(error)"
    }
  }

  @Test("is a list, or a mapping with one, or empty")
  func forms() throws {
    let found = try tests(Self.one)
    #expect(found.map(\.name) == ["tv-north"])
    #expect(found.first?.from == "2021-03-15" && found.first?.spendFactor == 1.5)
    #expect(try tests("experiments:\n" + Self.one) == found)
    #expect(try tests("# nothing yet\n").isEmpty)
    #expect(try tests("experiments:\n").isEmpty)
    #expect(try tests("[]").isEmpty)
  }

  @Test("names line, key path and remedy of a slip")
  func slips() {
    let kind = refusal(Self.one.replacing("heavy-up", with: "heavyup"))
    #expect(kind.hasPrefix("e.yaml:2: [0].kind") && kind.contains("\"heavy-up\""), "\(kind)")
    let key = refusal(Self.one.replacing("lift:", with: "lifft:"))
    #expect(key.contains(":8: [0].lifft") && key.contains("\"lift\""), "\(key)")
    #expect(refusal("experiment:\n").contains("\"experiments\""))
    #expect(refusal(Self.one + Self.one.replacing("lift: 160", with: "lift: .nan")).contains(":17"))
    #expect(refusal("- [").contains("no YAML"))
    #expect(refusal("text").contains("a list of tests is needed"))
  }

  @Test("grows at its end, and what was there stays")
  func appended() throws {
    let new = try ExperimentsFile.appending(Self.test, to: nil, path: "e.yaml")
    #expect(new.hasPrefix("# Finished experiments"))
    #expect(try tests(new) == [Self.test])
    for text in [
      Self.one, "# mine\n\n" + Self.one + "# end", "experiments:\n" + Self.one,
      "experiments:\n" + Self.one.split(separator: "\n").map { "    \($0)\n" }.joined(),
      "# only a remark\n", "experiments:\n",
    ] {
      let before = try tests(text)
      let after = try ExperimentsFile.appending(Self.test, to: text, path: "e.yaml")
      #expect(after.hasPrefix(text))
      #expect(try tests(after) == before + [Self.test])
      // The same test cannot come twice.
      #expect(throws: LiftwerkError.self) {
        try ExperimentsFile.appending(Self.test, to: after, path: "e.yaml")
      }
    }
  }

  @Test("is left alone where nothing can be appended")
  func closed() {
    for text in ["[]\n", "{experiments: []}\n", Self.one + "...\n", "- {"] {
      #expect(throws: LiftwerkError.self, "\(text)") {
        try ExperimentsFile.appending(Self.test, to: text, path: "e.yaml")
      }
    }
  }

  @Test("any cut or changed text is read or refused")
  func fuzz() {
    let text = "experiments:\n" + Self.one
    let scraps = ["[", "{", "&a ", "*a", "\t", "- ", ": ", "!!binary ", "null", "\"", "|", "é"]
    var refused = 0
    for (count, index) in text.indices.enumerated() {
      if (try? tests(String(text[..<index]))) == nil { refused += 1 }
      let scrap = scraps[count % scraps.count]
      if (try? tests(text[..<index] + scrap + text[index...])) == nil { refused += 1 }
    }
    #expect(refused > 50)
  }
}

@Suite("A project with experiments")
struct ProjectExperimentsTests {
  /// A project that writes tests and priors in every form.
  private static let written =
    ProjectFileTests.head + """
      media_mix:
        target: {column: revenue}
        channels:
          tv: {spend: tv_spend, prior: {roi: {range: [1, 4], mass: 0.8}, alpha: {mean: 0.5, sd: 0.2}}}
          search:
            spend: search_spend
            prior:
              roi: {past_roi: 2.3, interval: [1.8, 2.9], weeks_ago: 30}
        experiments:
          use: prior
          tests:
            - experiments.yaml
            - {name: a, kind: holdout, channels: [tv], from: 2021-03-15, to: 2021-04-11, lift: 3, standard_error: 1}

      """

  @Test("writes tests and priors in plain terms, and survives being kept in a manifest")
  func written() throws {
    let project = try ProjectFile(text: Self.written, path: "liftwerk.yaml").project
    let model = try #require(project.mediaMix)
    #expect(
      model.channels["tv"]?.prior.roi == .statement(.range(lower: 1, upper: 4, mass: 0.8)))
    #expect(
      model.channels["search"]?.prior.roi
        == .statement(
          .pastReturn(estimate: 2.3, lower: 1.8, upper: 2.9, mass: 0.9, weeksAgo: 30)))
    #expect(model.experiments?.files == ["experiments.yaml"])
    #expect(model.experiments?.tests.first?.to == "2021-04-11")
    #expect(model.experiments?.use == .prior)
    let kept = try JSONEncoder().encode(project)
    #expect(try JSONDecoder().decode(Project.self, from: kept) == project)
  }

  @Test("any cut or changed text is read or refused, never more")
  func fuzz() {
    let scraps = ["[", "}", "&a ", "*a", "\t", "- ", ": ", "null", "\"", "1e999", "-", "{}"]
    var refused = 0
    for (count, index) in Self.written.indices.enumerated() {
      let scrap = scraps[count % scraps.count]
      let text = Self.written[..<index] + scrap + Self.written[index...]
      do {
        _ = try ProjectFile(text: String(text), path: "p.yaml")
      } catch {
        #expect(error.code == .badProject)
        refused += 1
      }
    }
    #expect(refused > 100)
  }

  let home = NSTemporaryDirectory() + "liftwerk-experiments-" + UUID().uuidString

  /// A project on disk whose media mix names a file of experiments.
  private func make(_ experiments: String?, named: String = "experiments.yaml") throws
    -> ProjectFile
  {
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    var rows = "week,revenue,tv_spend\n"
    for week in 0..<60 {
      let day = Date(timeIntervalSince1970: Double(18_631 + 7 * week) * 86_400)
      rows += "\(day.formatted(.iso8601.year().month().day())),"
      rows += "\(1000 + week * 37 % 50),\(50 + week * 13 % 40)\n"
    }
    try rows.write(toFile: home + "/weekly.csv", atomically: true, encoding: .utf8)
    if let experiments {
      try experiments.write(toFile: home + "/experiments.yaml", atomically: true, encoding: .utf8)
    }
    let text = ProjectFileTests.head + ProjectFileTests.model + "  experiments: \(named)\n"
    try text.write(toFile: home + "/liftwerk.yaml", atomically: true, encoding: .utf8)
    return try ProjectFile(path: home + "/liftwerk.yaml")
  }

  private func remove() { try? FileManager.default.removeItem(atPath: home) }

  private static let holdout = """
    - {name: b, kind: holdout, channels: [tv], from: 2021-03-15, to: 2021-04-11, lift: 300, standard_error: 100}
    - {name: a, kind: holdout, channels: [tv], from: 2021-05-17, to: 2021-06-13, lift: 300, standard_error: 100}

    """

  private func check(_ file: ProjectFile) async throws -> ProjectCheck {
    try await ProjectCheck(file.project, directory: file.directory)
  }

  @Test("reads the file beside it, and counts it among its inputs")
  func reads() async throws {
    defer { remove() }
    let file = try make(Self.holdout)
    #expect(file.project.mediaMixPaths == ["weekly.csv", "experiments.yaml"])
    let findings = try await check(file).document.findings
    let lifts = findings.filter { $0.subject["metric"] == "experiment_lift" }
    #expect(lifts.compactMap { $0.subject["experiment"] } == ["a", "b"])
  }

  @Test("a missing file and a broken one are told apart")
  func broken() async throws {
    defer { remove() }
    func code(_ text: String?) async throws -> (Int32, String) {
      let file = try make(text)
      do {
        _ = try await check(file)
        return (0, "")
      } catch let error as LiftwerkError { return (error.code.exitCode, "\(error)") }
    }
    let missing = try await code(nil)
    #expect(missing.0 == 66 && missing.1.contains("experiments.yaml"))
    let bad = try await code("- name: a\n  kind: b\n")
    #expect(bad.0 == 78 && bad.1.contains("experiments.yaml:2: [0].kind"), "\(bad)")
    let unfit = try await code(Self.holdout.replacing("[tv]", with: "[tw]"))
    #expect(unfit.0 == 65 && unfit.1.contains("Did you mean \"tv\"?"), "\(unfit)")
    let huge = try await code(String(repeating: "# a long remark\n", count: 1 << 17))
    #expect(huge.0 == 78 && huge.1.contains("1 MB"))
  }

  @Test("the order of tests does not reach a run, but their numbers do")
  func order() async throws {
    defer { remove() }
    func hash(_ text: String) throws -> JSONValue {
      try make(text).options()
    }
    let lines = Self.holdout.split(separator: "\n").map { "\($0)\n" }
    let one = try hash(lines[0] + lines[1])
    #expect(try hash(lines[1] + lines[0]) == one)
    #expect(try hash(lines[1]) != one)
    #expect(try hash(Self.holdout.replacing("lift: 300", with: "lift: 301")) != one)
  }
}

extension ProjectFile {
  /// What enters the hash of a run.
  fileprivate func options() throws -> JSONValue {
    try JSONValue(encoding: project.readingExperiments(directory: directory))
  }
}
