import Foundation
import Interchange
import Liftwerk
import Testing

@Suite("Tests that are added to a project")
struct AddExperimentsTests {
  private let home = NSTemporaryDirectory() + "liftwerk-adding-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  }

  private func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(home)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test("make the file, stand there once, and give way to newer numbers")
  func added() throws {
    let project = try ProjectFile(text: "project: x\n", path: "liftwerk.yaml").project
    var test = ExperimentsFileTests.test
    #expect(try project.adding([test], directory: home).map(\.outcome) == [.added])
    let first = try #require(text("experiments.yaml"))
    #expect(try project.adding([test], directory: home).map(\.outcome) == [.unchanged])
    #expect(text("experiments.yaml") == first)
    test.lift = 5
    #expect(try project.adding([test], directory: home).map(\.outcome) == [.replaced])
    let tests = try ExperimentsFile(text: text("experiments.yaml") ?? "", path: "e").tests
    #expect(tests == [test])
    try FileManager.default.removeItem(atPath: home)
  }

  @Test("replace one entry of many; remarks and other entries stay, byte for byte")
  func replaced() throws {
    let one = ExperimentsFileTests.one
    for (head, margin) in [("# mine\n\n", ""), ("experiments:\n", "  ")] {
      let entry = one.split(separator: "\n").map { margin + $0 + "\n" }.joined()
      let second = entry.replacing("tv-north", with: "b")
      let text = head + entry + "# about b\n\n" + second + "# the end\n"
      var test = try #require(try ExperimentsFile(text: one, path: "e").tests.first)
      test.lift = 7
      let after = try ExperimentsFile.replacing(test, in: text, path: "e.yaml")
      #expect(after.contains("# about b\n\n" + second + "# the end\n"), "\(after)")
      #expect(
        after.hasPrefix(head) && after.contains("lift: 7.0")
          && !after.contains("160\n" + margin + "  standard_error: 40\n# about"))
      test.name = "b"
      let last = try ExperimentsFile.replacing(test, in: text, path: "e.yaml")
      #expect(last.hasPrefix(head + entry + "# about b\n\n") && last.hasSuffix("# the end\n"))
      test.name = "c"
      #expect(throws: LiftwerkError.self) {
        try ExperimentsFile.replacing(test, in: text, path: "e.yaml")
      }
    }
    var test = try #require(try ExperimentsFile(text: one, path: "e").tests.first)
    test.lift = 1
    let entry =
      "{name: tv-north, kind: holdout, channels: [tv], from: 2021-03-15, to: 2021-04-11, lift: 3, "
      + "standard_error: 1}"
    let flow = "[\(entry), \(entry.replacing("tv-north", with: "b"))]\n"
    #expect(throws: LiftwerkError.self) {
      try ExperimentsFile.replacing(test, in: flow, path: "e.yaml")
    }
  }

  @Test("go to the file that the project names, and it is said which line is missing")
  func named() throws {
    let head = "project: x\ndata: {d: {path: a.csv, time: t}}\n"
    let model = "media_mix:\n  target: {column: k}\n  channels: {tv: {spend: s}}\n"
    let without = try ProjectFile(text: head + model, path: "liftwerk.yaml").project
    #expect(without.experimentsFilePath == "experiments.yaml")
    #expect(without.experimentsFileHints == ["media_mix: experiments: experiments.yaml"])
    let with = try ProjectFile(
      text: head + model + "  experiments: tests.yaml\n", path: "liftwerk.yaml"
    ).project
    #expect(with.experimentsFilePath == "tests.yaml" && with.experimentsFileHints.isEmpty)
  }
}
