import Findings
import Foundation
import Narrative
import TestSupport
import Testing

/// `liftwerk run` with a language model that is honest, lying, or not there at all.
@Suite("A run with a language model")
struct LanguageModelTests {
  private static let secret = "sk-e2e-5c1f0e7a9b"

  /// A folder with touches, and a project that names servers.
  private func folder(_ servers: [String], more: String = "", limit: Int = 50) throws
    -> TemporaryFolder
  {
    let folder = try TemporaryFolder()
    var rows = "user,time,channel,converted\n"
    for user in 0..<120 {
      let channels = [["search"], ["tv", "search"], ["radio", "tv", "search"], ["radio"]][user % 4]
      for (step, channel) in channels.enumerated() {
        let day = String(format: "%02d", 1 + (user + step) % 27)
        let isLast = step == channels.count - 1
        rows +=
          "u\(user),2025-03-\(day)T1\(step):00:00Z,\(channel),\(isLast && user % 3 > 0 ? 1 : 0)\n"
      }
    }
    try rows.write(toFile: folder.path + "/touches.csv", atomically: true, encoding: .utf8)
    let list = servers.map {
      "{url: \"\($0)\", model: test-model, key_env: CHAT_KEY, timeout: {connect: 20, first_token: \(limit), total: 60}, retries: 0}"
    }
    let project = """
      project: shop
      data:
        touches: {path: touches.csv, user: user, time: time, channel: channel, conversion: converted}
      attribution: {data: touches, models: [markov-1, last-touch]}
      report: {audience: analyst}

      """
    let models =
      servers.isEmpty
      ? "" : "language_model:\n  servers: [\(list.joined(separator: ", "))]\n\(more)"
    try (project + models).write(
      toFile: folder.path + "/liftwerk.yaml", atomically: true, encoding: .utf8)
    return folder
  }

  private func run(_ folder: TemporaryFolder, cache: String = "off") throws -> Program.Outcome {
    try Program.run(
      ["run", "--out", "out"], in: folder, cache: cache, environment: ["CHAT_KEY": Self.secret])
  }

  private func prose(_ folder: TemporaryFolder) throws -> [String] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/sections.json"))
    let sections = try JSONDecoder().decode([Section].self, from: data)
    return sections.flatMap(\.blocks).compactMap { block in
      guard case .prose(let paragraph) = block else { return nil }
      return paragraph.text
    }
  }

  private func records(_ folder: TemporaryFolder) throws -> [RewriteRecord] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/rewrites.json"))
    return try JSONDecoder().decode([RewriteRecord].self, from: data)
  }

  /// Whether the key stands in any file below a folder.
  private func leaks(_ folder: TemporaryFolder) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { name in
      guard let data = FileManager.default.contents(atPath: folder.path + "/" + name) else {
        return false
      }
      return data.range(of: Data(Self.secret.utf8)) != nil
    }
  }

  @Test("has verified words, records them, and asks nothing the second time")
  func honest() throws {
    let server = LoopbackServer { request, _ in
      request.path == "/v1/traces"
        ? [ChatScript.head(type: "application/json"), .send("{}")]
        : ChatScript.stream(
          ChatScript.sentences(
            ChatScript.asked(request).map {
              $0.replacingOccurrences(of: "The touch log holds", with: "Our touch log holds")
            }))
    }
    defer { server.stop() }
    let folder = try folder(
      [server.url],
      more: """
          telemetry: {traces: traces.jsonl, metrics: m.prom, endpoint: "\(server.url)/traces"}

        """)
    let first = try run(folder, cache: folder.path + "/fits")
    #expect(first.code == 0, "\(first.errors)")
    #expect(try prose(folder).contains { $0.contains("Our touch log holds") })
    #expect(try records(folder).allSatisfy { $0.outcome == .rewritten && $0.model == "test-model" })
    let chats = server.requests.filter { $0.path == "/v1/chat/completions" }
    #expect(
      !chats.isEmpty
        && chats.allSatisfy { $0.headers["authorization"]?.hasSuffix(Self.secret) == true })
    #expect(server.requests.contains { $0.path == "/v1/traces" })
    let pages = ["report.html", "claims.json", "rewrites.json", "sections.json"]
    let bytes = pages.map { FileManager.default.contents(atPath: folder.path + "/out/" + $0) }

    let second = try run(folder, cache: folder.path + "/fits")
    #expect(second.code == 0)
    #expect(server.requests.count { $0.path == "/v1/chat/completions" } == chats.count)
    #expect(bytes == pages.map { FileManager.default.contents(atPath: folder.path + "/out/" + $0) })
    let manifest = try String(contentsOfFile: folder.path + "/out/manifest.json", encoding: .utf8)
    #expect(manifest.contains("0 asked, \(chats.count) kept answers"))
    let traces = try String(contentsOfFile: folder.path + "/traces.jsonl", encoding: .utf8)
    #expect(traces.split(separator: "\n").count == 2 && traces.contains("chat test-model"))
    #expect(!traces.contains("touch log") && traces.contains("gen_ai.usage.input_tokens"))
    let metrics = try String(contentsOfFile: folder.path + "/m.prom", encoding: .utf8)
    #expect(metrics.contains("liftwerk_llm_paragraphs_total{outcome=\"rewritten\"}"))
    #expect(try leaks(folder) == [])
    #expect(!(first.output + first.errors + second.errors).contains(Self.secret))
    let verified = try Program.run(["report", "verify", "out/report.html"], in: folder)
    #expect(verified.code == 0, "\(verified.errors)\(verified.output)")
    #expect(try Program.run(["runs", "verify", "out"], in: folder).code == 0)
  }

  @Test(
    "stands as without one where the server fails or lies",
    arguments: [
      ("down", "no_answer"), ("slow", "no_answer"), ("HTML", "no_answer"), ("half", "no_answer"),
      ("empty", "no_answer"), ("length", "no_answer"), ("cut", "no_answer"), ("huge", "no_answer"),
      ("429", "no_answer"), ("echoed key", "no_answer"), ("numbers", "bare_numbers"),
      ("slots", "slots"), ("German", "language"),
    ])
  func failing(what: String, check: String) throws {
    let server = LoopbackServer { request, _ in Self.steps(what, ChatScript.asked(request)) }
    defer { server.stop() }
    let plain = try folder([])
    #expect(try run(plain).code == 0)
    let folder = try folder(
      [what == "down" ? "http://127.0.0.1:1/v1" : server.url], limit: what == "slow" ? 1 : 50)
    let outcome = try run(folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try prose(folder) == prose(plain))
    let records = try records(folder)
    #expect(records.count > 1 && records.allSatisfy { $0.outcome == .kept })
    #expect(records.contains { $0.check == check }, "\(records)")
    #expect(outcome.errors.contains("worded 0 of \(records.count) paragraphs"))
    #expect(try leaks(folder) == [] && !(outcome.output + outcome.errors).contains(Self.secret))
  }

  private static func steps(_ what: String, _ asked: [String]) -> [LoopbackServer.Step] {
    let all = ChatScript.stream(ChatScript.sentences(asked))
    switch what {
    case "slow": return [.wait(60)]
    case "HTML": return [ChatScript.head(type: "text/html"), .send("<html><p>9.99</p></html>")]
    case "half": return ChatScript.stream("{\"sentences\": [\"The")
    case "empty": return ChatScript.stream("")
    case "length": return ChatScript.stream("{\"sentences\": [\"The", finish: "length")
    case "cut": return all.prefix(3) + [.reset]
    case "huge": return ChatScript.stream(String(repeating: "9", count: 80_000))
    case "429": return [ChatScript.head("429 Too Many Requests", "Retry-After: 60\r\n")]
    case "echoed key":
      return [ChatScript.head("401 Unauthorized", type: "application/json"), .send(secret)]
    case "numbers":
      return ChatScript.stream(ChatScript.sentences(asked.map { $0.dropLast() + ", up 40%." }))
    case "slots":
      return ChatScript.stream(
        ChatScript.sentences(asked.map { $0.replacingOccurrences(of: "{n1}", with: "much") }))
    case "German":
      return ChatScript.stream(
        ChatScript.sentences(
          asked.map { sentence in
            "Das ist der Stand und die Lage mit "
              + sentence.matches(of: /\{[ne][0-9]+\}/).map { String($0.output) }
              .joined(separator: " und ") + "."
          }))
    default: return all
    }
  }

  @Test("asks the next server where the first one fails")
  func fallback() throws {
    let loading = LoopbackServer { _, _ in [ChatScript.head("500 Internal Server Error")] }
    let able = LoopbackServer { request, _ in
      ChatScript.stream(ChatScript.sentences(ChatScript.asked(request)))
    }
    defer {
      loading.stop()
      able.stop()
    }
    let folder = try folder([loading.url, able.url])
    #expect(try run(folder).code == 0)
    let records = try records(folder)
    #expect(records.allSatisfy { $0.outcome == .rewritten && $0.failures.count == 1 })
    #expect(records.first?.failures.first?.kind == "server_fault")
  }

  @Test("is refused where a text would leave this machine without leave")
  func remote() throws {
    let folder = try folder(["https://api.example.com/v1"])
    let outcome = try run(folder)
    #expect(outcome.code == 78 && outcome.errors.contains("allow_remote"), "\(outcome.errors)")
  }

  @Test("can be checked: the server is asked only if the command says so")
  func check() throws {
    let server = LoopbackServer { _, _ in
      [ChatScript.head(type: "application/json"), .send("{\"data\":[]}")]
    }
    defer { server.stop() }
    let folder = try folder([server.url, "http://127.0.0.1:1/v1"])
    let environment = ["CHAT_KEY": Self.secret]
    #expect(try Program.run(["check"], in: folder, environment: environment).code == 0)
    #expect(server.requests.isEmpty)
    let asked = try Program.run(
      ["check", "--language-model"], in: folder, environment: environment)
    #expect(asked.code == 0 && server.requests.map(\.path) == ["/v1/models"])
    #expect(asked.errors.contains("answers.") && asked.errors.contains("does not answer"))
  }
}
