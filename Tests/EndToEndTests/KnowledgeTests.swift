import Foundation
import Testing

@Suite("Knowledge from the command line")
struct KnowledgeTests {
  /// A folder with documents, and an environment without models.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/docs", withIntermediateDirectories: true)
    try write("docs/voice.md", "# Voice\n\nPercentages have one decimal.\n", folder)
    try write("docs/pay.txt", "Invoices are settled within thirty days.\n", folder)
    return folder
  }

  private func write(_ name: String, _ text: String, _ folder: TemporaryFolder) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
  }

  private func run(_ arguments: [String], _ folder: TemporaryFolder) throws -> Program.Outcome {
    try Program.run(
      arguments, in: folder, environment: ["LIFTWERK_MODELS": folder.path + "/models"])
  }

  @Test("is added, found, evaluated and removed")
  func wholeWay() throws {
    let folder = try folder()
    let added = try run(["knowledge", "add", "docs"], folder)
    #expect(added.code == 0 && added.output.contains("voice.md: added, 1 chunks"))
    #expect(added.errors.contains("BM25"))
    let found = try run(["knowledge", "search", "percentages", "--format", "json"], folder)
    #expect(found.code == 0 && found.output.contains("\"document\" : \"voice.md\""))
    try write("q.csv", "question,document\npercentages,voice.md\ninvoices,pay.txt\n", folder)
    let judged = try run(["knowledge", "evaluate", "q.csv", "--out", "judged"], folder)
    #expect(judged.code == 0 && judged.output.contains("bm25"))
    #expect(try run(["runs", "verify", "judged"], folder).code == 0)
    #expect(try run(["report", "verify", "judged/report.html"], folder).code == 0)
    #expect(try run(["knowledge", "remove", "pay.txt"], folder).code == 0)
    #expect(try run(["knowledge", "list"], folder).output.contains("pay.txt") == false)
    #expect(try run(["knowledge", "list", "--all"], folder).output.contains("removed"))
  }

  @Test("refuses with exit code 65 what is no document, and then adds nothing")
  func refusals() throws {
    let folder = try folder()
    try write("docs/brief.md", "Mail anna@example.com\n", folder)
    try write("docs/binary.txt", "a\0b", folder)
    let refused = try run(["knowledge", "add", "docs"], folder)
    #expect(refused.code == 65 && refused.output.isEmpty)
    #expect(refused.errors.contains("binary.txt") && !refused.errors.contains("anna@"))
    #expect(try run(["knowledge", "search", "x"], folder).code == 66)
    let kept = try run(["knowledge", "add", "docs", "--keep-going"], folder)
    #expect(kept.code == 65 && kept.output.contains("voice.md: added"))
    #expect(kept.errors.contains("e-mail address (line 1)"))
    #expect(!kept.output.contains("brief.md"))
    let model = try run(
      ["models", "add", "docs", "--sha256", String(repeating: "0", count: 64)], folder)
    #expect(model.code == 65 && model.errors.contains("model.safetensors"))
  }

  @Test("killed while adding, keeps what was there, and all or nothing of what came")
  func killed() throws {
    let folder = try folder()
    #expect(try run(["knowledge", "add", "docs"], folder).code == 0)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/many", withIntermediateDirectories: true)
    for number in 0..<300 {
      let text = (0..<400).map { "word\($0 * number % 997)" }.joined(separator: " ")
      try write("many/\(number).md", text, folder)
    }
    for delay in [0.02, 0.1, 0.25, 0.5] {
      let adding = try Running(
        Program.path, ["knowledge", "add", "many"], in: folder,
        environment: ["LIFTWERK_MODELS": folder.path + "/models"])
      Thread.sleep(forTimeInterval: delay)
      adding.send(SIGKILL)
      _ = try adding.wait()
      let listed = try run(["knowledge", "list"], folder)
      let count = listed.output.split(separator: "\n").count
      #expect(listed.code == 0 && (count == 2 || count == 302), "\(delay): \(count)")
    }
    let whole = try run(["knowledge", "add", "many"], folder)
    #expect(whole.code == 0)
    #expect(try run(["knowledge", "search", "percentages"], folder).output.contains("voice.md"))
  }
}
