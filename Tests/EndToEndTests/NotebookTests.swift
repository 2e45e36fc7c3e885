import Foundation
import Testing

/// The notebooks' commands, run as written in a copy of the data they speak of.
struct NotebookTests {
  /// The root of the package, where `datasets` and `notebooks-md` stand.
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  @Test("every command of the media-mix notebook succeeds") func mediaMix() throws {
    let folder = try TemporaryFolder()
    try Self.copyDataset(to: folder)
    let commands = try Self.commands(of: "01-media-mix.md")
    #expect(commands.count == 8)
    for command in commands {
      let outcome = try Program.run(command, in: folder)
      #expect(outcome.code == 0, "\(command.joined(separator: " ")): \(outcome.errors)")
    }
    let findings = try #require(folder.text("spring/findings.json"))
    #expect(findings.contains("\"mmm.roi\""))
    #expect(!findings.contains("\"withheld\""))
    #expect(folder.text("spring/report.html") != nil)
  }

  @Test("every command of the attribution notebook succeeds") func attribution() throws {
    let folder = try TemporaryFolder()
    try Self.copyDataset(to: folder)
    let commands = try Self.commands(of: "02-attribution.md")
    #expect(commands.count == 8)
    for command in commands {
      let outcome = try Program.run(command, in: folder)
      // A model that says why it cannot credit these data ends a comparison with code 3.
      #expect(
        outcome.code == (command.contains("compare") ? 3 : 0),
        "\(command.joined(separator: " ")): \(outcome.errors)")
    }
    let calibrated = try #require(folder.text("calibrated/findings.json"))
    #expect(calibrated.contains("\"attribution.calibrated_credit\""))
    #expect(calibrated.contains("\"attribution.roas\""))
    let together = try #require(folder.text("together/findings.json"))
    #expect(together.contains("\"mmm.roi\"") && together.contains("\"attribution.credit\""))
    let document = try JSONSerialization.jsonObject(with: Data(together.utf8)) as? [String: Any]
    let withheld = (document?["findings"] as? [[String: Any]] ?? [])
      .filter { $0["status"] as? String == "withheld" }.compactMap { $0["id"] as? String }
    // Laws of permutation that the geo test's days do not allow, and the interval of its time series.
    #expect(
      Set(withheld).isSubset(of: ["geo.p_value", "geo.tail_probability"]), "\(Set(withheld))")
  }

  @Test("every command of the notebooks on geo tests and experiments succeeds")
  func experiments() throws {
    let folder = try TemporaryFolder()
    try Self.copyDataset(to: folder)
    for (name, count) in [("03-geo-lift.md", 3), ("04-experiments.md", 3)] {
      let commands = try Self.commands(of: name)
      #expect(commands.count == count)
      for command in commands {
        let outcome = try Program.run(command, in: folder)
        #expect(outcome.code == 0, "\(command.joined(separator: " ")): \(outcome.errors)")
      }
      try FileManager.default.removeItem(atPath: "\(folder.path)/plan")
    }
  }

  @Test("every command of the notebook on reports succeeds") func reports() throws {
    let folder = try TemporaryFolder()
    try Self.copyDataset(to: folder)
    let commands = try Self.commands(of: "05-reports.md")
    #expect(commands.count == 7)
    for command in commands {
      let outcome = try Program.run(command, in: folder)
      #expect(outcome.code == 0, "\(command.joined(separator: " ")): \(outcome.errors)")
    }
    #expect(folder.text("report/report.de.html")?.contains("Was ungewiss ist.") == true)
    let page = try #require(folder.text("report/report.en.html"))
    #expect(page.contains("What is uncertain.") && page.contains("Appendix: methods"))
    let number = try #require(page.range(of: "12,000"))
    try folder.write(page.replacingCharacters(in: number, with: "21,000"), to: "edited.html")
    #expect(try Program.run(["report", "verify", "edited.html"], in: folder).code == 3)
  }

  @Test("every command of the notebook on models and tests succeeds") func whichModel() throws {
    let folder = try TemporaryFolder()
    let commands = try Self.commands(of: "06-which-model.md")
    #expect(commands.count == 3)
    for command in commands {
      let outcome = try Program.run(command, in: folder)
      #expect(outcome.code == 0, "\(command.joined(separator: " ")): \(outcome.errors)")
    }
    let compared = try #require(folder.text("compared/findings.json"))
    #expect(compared.contains("\"mmm.compare_spread\""))
    let next = try #require(folder.text("next/findings.json"))
    #expect(next.contains("\"budget.next_experiment\""))
  }

  @Test("the data set is what the simulator makes") func dataset() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(["simulate", "--out", "again"], in: folder)
    #expect(outcome.code == 0)
    let again = try #require(folder.text("again/weekly.csv")).split(separator: "\n")
    let stored = try Self.text("datasets/alpine-outdoor/weekly.csv").split(separator: "\n")
    #expect(again.count == stored.count && again.first == stored.first)
    for (left, right) in zip(again, stored).dropFirst() {
      let (a, b) = (left.split(separator: ","), right.split(separator: ","))
      #expect(a.prefix(3) == b.prefix(3))
      // Another CPU's mathematics may round a last digit the other way.
      for (x, y) in zip(a, b).dropFirst(3) {
        let (x, y) = (try #require(Double(x)), try #require(Double(y)))
        #expect(abs(x - y) <= 1e-6 * abs(x) + 0.11, "\(x) against \(y)")
      }
    }
  }

  @Test("the log of touches and what belongs to it are what the simulator makes")
  func touches() throws {
    let folder = try TemporaryFolder()
    try #require(try Program.run(["simulate", "--out", "again"], in: folder).code == 0)
    for name in ["touch-spend.csv", "lift-tests.yaml", "liftwerk.yaml"] {
      #expect(folder.text("again/\(name)") == (try Self.text("datasets/alpine-outdoor/\(name)")))
    }
    let again = try #require(folder.text("again/touches.csv")).split(separator: "\n")
    let stored = try Self.text("datasets/alpine-outdoor/touches.csv").split(separator: "\n")
    #expect(again.count == stored.count && again.first == stored.first)
    // Another CPU's mathematics may round a second or a cent the other way.
    let different = zip(again, stored).count { $0 != $1 }
    #expect(different * 1000 <= stored.count)
  }

  /// Copies what an analyst has: everything but the truth.
  private static func copyDataset(to folder: TemporaryFolder) throws {
    for name in [
      "weekly.csv", "touches.csv", "touch-spend.csv", "lift-tests.yaml", "geo-test.csv",
      "mail-test.csv", "liftwerk.yaml",
    ] {
      try folder.write(try text("datasets/alpine-outdoor/\(name)"), to: name)
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  /// The arguments of each `liftwerk …` line in the fenced blocks of a notebook.
  private static func commands(of name: String) throws -> [[String]] {
    let text = try text("notebooks-md/\(name)")
    var isInside = false
    var commands: [[String]] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isInside.toggle() }
      guard isInside, line.hasPrefix("liftwerk ") else { continue }
      commands.append(line.split(separator: " ").dropFirst().map(String.init))
    }
    return commands
  }
}
