import Findings
import Foundation
import Liftwerk
import Runs
import Testing

/// A method that finds one number, after a while.
private struct FakeMethod: Method {
  var name: String { "fake" }
  var options: JSONValue { .object(["value": .number(value)]) }
  var seed: UInt64 { 11 }
  var inputPaths: [String] { [] }
  var value = 2.0
  var gateReasons: [String] = []
  var figureIDs = ["fake.line"]
  var waits = false

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    if waits { try await Task.sleep(for: .seconds(60)) }
    settings.progress(.step("Faking"))
    let key = FindingKey(id: "fake.value")
    let finding = Finding(id: key.id, value: value, unit: .one, grade: .descriptive, text: "Two.")
    let figures = figureIDs.map { id in
      Figure(
        id: id, kind: .line, title: Phrase("Line"), caption: Phrase("A line."),
        description: Phrase("A line."), x: .init(label: Phrase("x")), y: .init(label: Phrase("y")),
        columns: [.init("x", numbers: [1, 2]), .init("y", numbers: [3, 4])],
        marks: [.init(.line, role: .model, x: "x", y: "y")])
    }
    let grid = Grid(
      id: "fake.table", title: Phrase("Table"), columns: [Phrase("What"), Phrase("Value")],
      rows: [[.text(Phrase("two")), .value(key)]])
    return MethodOutput(
      dataHash: "data", findings: [finding], figures: figures,
      sections: [Section(id: "fake", title: Phrase("Fake"), blocks: [.table(grid)])],
      files: [(path: "draws/chain-1.csv", contents: Data("a\n1\n".utf8))],
      gateReasons: gateReasons, gradients: 5)
  }
}

@Suite("The pipeline")
struct PipelineTests {
  let home = NSTemporaryDirectory() + "liftwerk-pipeline-" + UUID().uuidString

  private func pipeline(
    _ method: FakeMethod = FakeMethod(), project: Project = Project(name: "fake"),
    isForced: Bool = false
  ) throws -> Pipeline {
    try Pipeline(
      RunRequest(
        project: project, directory: "/", command: "fake", destination: .at(home + "/run"),
        threads: 1, isForced: isForced),
      methods: [method])
  }

  private func remove() { try? FileManager.default.removeItem(atPath: home) }

  @Test("fills a run folder with all that belongs to a run")
  func folder() async throws {
    defer { remove() }
    let result = try await pipeline().run()
    let run = try RecordedRun(path: home + "/run")
    #expect(
      run.manifest.outputs.keys.sorted() == [
        "charts/fake.line.csv", "charts/fake.line.svg", "draws/chain-1.csv", "figures.json",
        "findings.json", "parts.json", "report.html", "sections.json", "tables/fake.table.csv",
      ])
    #expect(run.manifest.gradients == 5 && run.manifest.seed == 11)
    #expect(try run.findings() == result.document)
    #expect(try run.contents(of: "findings.json") == result.findingsData)
    #expect(try result.text().contains("two"))
    #expect(run.changedOutputs().isEmpty)
  }

  @Test("hashes options and data, not places or threads")
  func hash() async throws {
    defer { remove() }
    let first = try await pipeline().run()
    let again = try await pipeline().run()
    let other = try await pipeline(FakeMethod(value: 3)).run()
    #expect(first.findingsData == again.findingsData)
    #expect(first.document.run != other.document.run)
  }

  @Test("records that a gate withheld numbers, or that they are shown by force")
  func gate() async throws {
    defer { remove() }
    let method = FakeMethod(gateReasons: ["too few draws"])
    let withheld = try await pipeline(method).run()
    #expect(withheld.isWithheld && withheld.manifest.reasons == ["too few draws"])
    let forced = try await pipeline(method, isForced: true).run()
    #expect(!forced.isWithheld && forced.manifest.outcome == .forced)
  }

  @Test("keeps two figures apart whose names differ only in what a file name cannot hold")
  func names() async throws {
    defer { remove() }
    let ids = ["fake.tv/radio", "fake.tv radio", "fake.TV radio", "../../fake"]
    _ = try await pipeline(FakeMethod(figureIDs: ids)).run()
    let files = try FileManager.default.contentsOfDirectory(atPath: home + "/run/charts")
    #expect(files.count { $0.hasSuffix(".svg") } == 4)
    #expect(files.count { $0.hasSuffix(".csv") } == 4)
  }

  @Test("that is cancelled leaves the earlier run as it was, and nothing else")
  func cancelled() async throws {
    defer { remove() }
    _ = try await pipeline().run()
    let waiting = try pipeline(FakeMethod(value: 9, waits: true))
    let task = Task { try await waiting.run() }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect {
      _ = try await task.value
    } throws: { error in
      (error as? LiftwerkError)?.code == .interrupted
    }
    let findings = try RecordedRun(path: home + "/run").findings().findings
    #expect(findings.map(\.value) == [2])
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == ["run"])
  }

  @Test("asks for a section that asks for something")
  func empty() {
    #expect {
      _ = try Pipeline(
        RunRequest(
          project: Project(name: "empty"), directory: "/", command: "run",
          destination: .at(home + "/run")))
    } throws: { ($0 as? LiftwerkError)?.code == .badProject }
  }

  @Test("exit codes are those of the house plan")
  func exitCodes() {
    let codes: [(LiftwerkError.Code, Int32)] = [
      (.withheld, 3), (.usage, 64), (.dataRefused, 65), (.inputMissing, 66), (.internalFault, 70),
      (.cannotWrite, 73), (.inputOutput, 74), (.badProject, 78), (.interrupted, 130),
    ]
    for (code, number) in codes { #expect(code.exitCode == number) }
    #expect(LiftwerkError(CancellationError()).code == .interrupted)
    #expect(LiftwerkError(CocoaError(.fileNoSuchFile)).code == .internalFault)
  }
}
