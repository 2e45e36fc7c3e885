import Foundation
import LanguageModels
import TestSupport
import Testing

/// A server on this machine that behaves in every way that servers misbehave.
@Suite("A chat server")
struct ChatServerTests {
  private static let schema = AnswerSchema(key: "sentences", count: 1...3, characters: 200)
  private static let question = ChatQuestion(
    instructions: "Reword.", text: "{\"sentences\":[\"A.\"]}", schema: schema)
  private static let good = ChatScript.sentences(["Good."])

  private static func options(
    _ urls: [String], retries: Int = 2, firstToken: Double = 900, total: Double = 1800,
    budget: ChatBudget = ChatBudget(),
    price: TokenPrice? = nil
  ) -> LanguageModelOptions {
    LanguageModelOptions(
      servers: urls.enumerated().map {
        ChatServerOptions(
          name: "s\($0.offset)", url: $0.element, model: "m",
          timeout: ChatTimeout(connect: 600, firstToken: firstToken, total: total),
          retries: retries,
          price: price)
      }, budget: budget)
  }

  private static func chain(_ options: LanguageModelOptions) -> ChatChain {
    ChatChain(options, environment: [:], firstWait: 0.01)
  }

  private static func failure(
    _ server: LoopbackServer, retries: Int = 0, firstToken: Double = 100, total: Double = 200
  ) async -> ChatFailure? {
    do throws(ChatChain.Silence) {
      _ = try await chain(
        options([server.url], retries: retries, firstToken: firstToken, total: total)
      ).ask(question)
      return nil
    } catch {
      return error.failures.first?.failure
    }
  }

  @Test("answers by a stream, and says what it took")
  func stream() async throws {
    let server = LoopbackServer { _, _ in ChatScript.stream(Self.good) }
    defer { server.stop() }
    let chain = Self.chain(Self.options([server.url], price: TokenPrice(input: 1, output: 10)))
    let outcome = try await chain.ask(Self.question)
    #expect(outcome.texts == ["Good."] && outcome.model == "m" && !outcome.isKept)
    let call = try #require(await chain.calls.first)
    #expect(call.usage == TokenUsage(input: 100, output: 20))
    #expect(abs((call.cost ?? 0) - 3e-4) < 1e-12 && call.firstToken != nil && call.finish == "stop")
    #expect(call.answered == "fake-1")
    let body = try #require(server.requests.first?.body)
    #expect(body.contains("\"stream\":true") && body.contains("\"json_schema\""))
    #expect(server.requests.first?.path == "/v1/chat/completions")
  }

  @Test("may answer whole, without a stream and without counting tokens")
  func whole() async throws {
    let text = """
      {"model":"m2","choices":[{"message":{"content":"{\\"sentences\\":[\\"Good.\\"]}"},\
      "finish_reason":"stop"}]}
      """
    let server = LoopbackServer { _, _ in
      [ChatScript.head(type: "application/json; charset=utf-8"), .send(text)]
    }
    defer { server.stop() }
    let chain = Self.chain(Self.options([server.url]))
    #expect(try await chain.ask(Self.question).texts == ["Good."])
    #expect((await chain.calls.first?.usage.total ?? 0) > 0)
  }

  @Test(
    "that misbehaves gives a failure of its kind",
    arguments: [
      ("HTML", ChatFailure.Kind.notAnAnswer), ("half", .cutOff), ("no end", .cutOff),
      ("empty", .empty), ("length", .truncated), ("filter", .filtered), ("tools", .notAnAnswer),
      ("prose", .schema), ("other key", .schema), ("too many", .schema), ("too long", .schema),
      ("huge", .tooLarge), ("401", .refused), ("redirect", .refused), ("500", .serverFault),
      ("429", .rateLimited), ("error", .serverFault), ("silent", .firstTokenTimeout),
      ("hangs", .totalTimeout), ("nothing", .unreachable), ("reset", .cutOff),
      ("JSON", .notAnAnswer),
    ])
  func misbehaving(what: String, kind: ChatFailure.Kind) async {
    let server = LoopbackServer { _, _ in Self.steps(what) }
    defer { server.stop() }
    let failure = await Self.failure(
      server, firstToken: what == "silent" ? 1 : 100, total: what == "hangs" ? 1 : 200)
    #expect(failure?.kind == kind, "\(what): \(failure?.description ?? "an answer")")
  }

  private static func steps(_ what: String) -> [LoopbackServer.Step] {
    let all = ChatScript.stream(good)
    switch what {
    case "HTML": return [ChatScript.head(type: "text/html"), .send("<html><p>2.31</p></html>")]
    case "half": return Array(all.dropLast(3))
    case "no end": return [ChatScript.head(), .send("data: {\"choices\":[{\"delta\":{\"cont")]
    case "empty": return ChatScript.stream(" \n")
    case "length": return ChatScript.stream("{\"sentences\":[\"Go", finish: "length")
    case "filter": return ChatScript.stream("", finish: "content_filter")
    case "tools": return ChatScript.stream("x", finish: "tool_calls")
    case "prose": return ChatScript.stream("Sure! Here it is.")
    case "other key": return ChatScript.stream("{\"sentences\":[\"A.\"],\"note\":[\"B.\"]}")
    case "too many": return ChatScript.stream(ChatScript.sentences(["A.", "B.", "C.", "D."]))
    case "too long":
      return ChatScript.stream(ChatScript.sentences([String(repeating: "a ", count: 200)]))
    case "huge": return ChatScript.stream(String(repeating: "a", count: 70_000))
    case "401": return [ChatScript.head("401 Unauthorized", type: "application/json"), .send("{}")]
    case "redirect":
      return [ChatScript.head("307 Temporary Redirect", "Location: http://127.0.0.1:9/\r\n")]
    case "500": return [ChatScript.head("500 Internal Server Error")]
    case "429": return [ChatScript.head("429 Too Many Requests")]
    case "error": return [ChatScript.head(), .send("data: {\"error\":{\"message\":\"x\"}}\n\n")]
    case "silent": return [.wait(60)]
    case "hangs": return all.prefix(3) + [.wait(60)]
    case "nothing": return [.reset]
    case "reset": return all.prefix(3) + [.wait(0.1), .reset]
    case "JSON": return [ChatScript.head(), .send("data: [1, 2]\n\n")]
    default: return all
    }
  }

  @Test("that is down is passed over, and after two failures not asked again")
  func down() async throws {
    let closed = LoopbackServer { _, _ in [] }
    closed.stop()
    let open = LoopbackServer { _, _ in ChatScript.stream(Self.good) }
    defer { open.stop() }
    let chain = Self.chain(Self.options(["http://127.0.0.1:1/v1", open.url]))
    var kinds: [ChatFailure.Kind] = []
    for _ in 0..<3 {
      let outcome = try await chain.ask(Self.question)
      #expect(outcome.server == "s1")
      kinds += outcome.failures.map(\.failure.kind)
    }
    // On a machine that is busy the refusal may come after the time limit.
    #expect(kinds.prefix(2).allSatisfy { [.unreachable, .connectTimeout].contains($0) })
    #expect(kinds.count == 3 && kinds.last == .givenUp)
  }

  @Test("that is busy or loading is asked again, no sooner than it says")
  func retries() async throws {
    let server = LoopbackServer { _, earlier in
      switch earlier {
      case 0: [ChatScript.head("429 Too Many Requests", "Retry-After: 1\r\n")]
      case 1...3: [ChatScript.head("503 Service Unavailable", type: "application/json")]
      default: ChatScript.stream(Self.good)
      }
    }
    defer { server.stop() }
    let chain = Self.chain(Self.options([server.url], retries: 1))
    let start = ContinuousClock.now
    #expect(try await chain.ask(Self.question).texts == ["Good."])
    #expect(start.duration(to: .now) >= .seconds(1))
    #expect(server.requests.count == 5)
    #expect(await chain.calls.first?.attempts == 5)
  }

  @Test("that asks for a longer wait than is sensible is not waited for")
  func longWait() async {
    let server = LoopbackServer { _, _ in
      [ChatScript.head("429 Too Many Requests", "Retry-After: 3600\r\n")]
    }
    defer { server.stop() }
    #expect(await Self.failure(server, retries: 5)?.kind == .rateLimited)
    #expect(server.requests.count == 1)
  }

  @Test("is not asked beyond the budget of tokens, money or time")
  func budget() async throws {
    let server = LoopbackServer { _, _ in ChatScript.stream(Self.good, usage: (500, 100)) }
    defer { server.stop() }
    let price = TokenPrice(input: 1000, output: 1000)
    for budget in [ChatBudget(tokens: 1200), ChatBudget(cost: 1.2)] {
      let chain = Self.chain(Self.options([server.url], budget: budget, price: price))
      _ = try await chain.ask(Self.question)
      await #expect(throws: ChatChain.Silence.self) { try await chain.ask(Self.question) }
      #expect(await chain.calls.count == 1)
    }
    let unpriced = Self.chain(Self.options([server.url], budget: ChatBudget(cost: 5)))
    await #expect(throws: ChatChain.Silence.self) { try await unpriced.ask(Self.question) }
  }

  @Test("is let go when the question is cancelled")
  func cancel() async throws {
    let server = LoopbackServer { _, _ in [.wait(900)] }
    defer { server.stop() }
    let chain = Self.chain(Self.options([server.url]))
    let start = ContinuousClock.now
    let task = Task { () -> ChatFailure.Kind? in
      do throws(ChatChain.Silence) {
        _ = try await chain.ask(Self.question)
        return nil
      } catch {
        return error.failures.last?.failure.kind
      }
    }
    try await Task.sleep(for: .seconds(0.2))
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(start.duration(to: .now) < .seconds(600))
  }

  @Test("gets its key in the header alone, and a missing key is said")
  func key() async throws {
    let server = LoopbackServer { _, _ in ChatScript.stream(Self.good) }
    defer { server.stop() }
    let secret = "sk-0123456789-secret"
    let options = LanguageModelOptions(servers: [
      ChatServerOptions(url: server.url, model: "m", keyVariable: "CHAT_KEY")
    ])
    let chain = ChatChain(options, environment: ["CHAT_KEY": secret])
    _ = try await chain.ask(Self.question)
    #expect(server.requests.first?.headers["authorization"] == "Bearer \(secret)")
    #expect(server.requests.first?.body.contains(secret) == false)
    #expect(!String(reflecting: await chain.calls).contains(secret))
    var dumped = ""
    dump(chain, to: &dumped)
    #expect(!dumped.contains("Bearer"))
    let without = ChatChain(options, environment: [:])
    do throws(ChatChain.Silence) {
      _ = try await without.ask(Self.question)
      Issue.record("asked without a key")
    } catch {
      #expect(error.failures.map(\.failure.kind) == [.keyMissing])
      #expect(error.failures.first?.failure.detail.contains("CHAT_KEY") == true)
    }
  }
}
