import Foundation
import LanguageModels
import TestSupport
import Testing

/// Spans and metrics of questions to language models.
@Suite("Telemetry of language models")
struct TelemetryTests {
  /// A question as the chain records it, with the figures that a test is about.
  private func call(_ seconds: Double, _ failure: ChatFailure.Kind? = nil) async throws -> ChatCall
  {
    let server = LoopbackServer { _, _ in ChatScript.stream(ChatScript.sentences(["Good."])) }
    defer { server.stop() }
    let chain = ChatChain(
      LanguageModelOptions(servers: [
        ChatServerOptions(name: "s\"1", url: server.url, model: "m", timeout: Self.patient)
      ]), environment: [:])
    _ = try await chain.ask(Self.question)
    var call = try #require(await chain.calls.first)
    call.failure = failure
    call.start = 1_000_000_000
    call.end = call.start + UInt64(seconds * 1e9)
    call.usage = TokenUsage(input: 100, output: 10)
    call.cost = 0.25
    return call
  }

  private static let patient = ChatTimeout(connect: 60, firstToken: 100, total: 200)
  private static let question = ChatQuestion(
    instructions: "Reword.", text: "WORT",
    schema: AnswerSchema(key: "sentences", count: 1...1, characters: 100))

  @Test("has percentiles by nearest rank, tokens, cost, and the share each check rejected")
  func metrics() async throws {
    var calls = [try await call(30, .truncated)]
    let other = try await call(1)
    for seconds in UInt64(1)...20 {
      var call = other
      call.end = call.start + seconds * 1_000_000_000
      calls.append(call)
    }
    let text = MetricsText(
      calls, paragraphs: ["rewritten": 15, "kept": 5], rejections: ["slots": 4, "no_answer": 1]
    ).text
    let lines = Set(text.split(separator: "\n").map(String.init))
    for line in [
      "liftwerk_llm_request_duration_seconds{quantile=\"0.5\"} 11.0",
      "liftwerk_llm_request_duration_seconds{quantile=\"0.95\"} 20.0",
      "liftwerk_llm_request_duration_seconds{quantile=\"0.99\"} 30.0",
      "liftwerk_llm_request_duration_seconds_count 21",
      "liftwerk_llm_requests_total{server=\"s\\\"1\",model=\"m\",outcome=\"ok\"} 20",
      "liftwerk_llm_requests_total{server=\"s\\\"1\",model=\"m\",outcome=\"truncated\"} 1",
      "liftwerk_llm_tokens_total{type=\"input\"} 2100", "liftwerk_llm_report_cost 5.25",
      "liftwerk_llm_rejections_total{check=\"slots\"} 4",
      "liftwerk_llm_rejection_ratio{check=\"slots\"} 0.2",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    for line in lines where !line.hasPrefix("#") {
      #expect(line.wholeMatch(of: /[a-z_]+(\{.*\})? [0-9.e+-]+/) != nil, "\(line)")
    }
  }

  private struct Export: Decodable {
    struct Resource: Decodable { let scopeSpans: [Scope] }
    struct Scope: Decodable { let spans: [Span] }
    struct Span: Decodable {
      let traceId: String
      let spanId: String
      let parentSpanId: String?
      let name: String
      let kind: Int
      let startTimeUnixNano: String
      let attributes: [Attribute]
    }
    struct Attribute: Decodable {
      struct Value: Decodable {
        let stringValue: String?
        let intValue: String?
      }
      let key: String
      let value: Value
    }
    let resourceSpans: [Resource]
  }

  @Test("has a span for each question below one for the report, by the conventions' names")
  func spans() async throws {
    let document = SpanDocument(
      [try await call(1), try await call(2, .schema)], run: "abc", paragraphs: ["kept": 2],
      version: "1")
    let line = try document.line()
    #expect(!line.contains(10))
    let spans = try JSONDecoder().decode(Export.self, from: line).resourceSpans[0].scopeSpans[0]
      .spans
    #expect(spans.map(\.name) == ["rewrite report", "chat m", "chat m"])
    #expect(spans.map(\.kind) == [1, 3, 3])
    #expect(Set(spans.map(\.traceId)).count == 1 && spans[0].traceId.count == 32)
    #expect(Set(spans.map(\.spanId)).count == 3 && spans.allSatisfy { $0.spanId.count == 16 })
    #expect(spans.dropFirst().allSatisfy { $0.parentSpanId == spans[0].spanId })
    let attributes = Dictionary(
      uniqueKeysWithValues: spans[2].attributes.map { ($0.key, $0.value) })
    #expect(attributes["gen_ai.operation.name"]?.stringValue == "chat")
    #expect(attributes["gen_ai.usage.input_tokens"]?.intValue == "100")
    #expect(attributes["error.type"]?.stringValue == "schema")
    #expect(attributes["gen_ai.input.messages"] == nil)
  }

  @Test("carries what was asked and answered only where the options say so")
  func content() async throws {
    let answer = ChatScript.sentences(["Good."])
    let server = LoopbackServer { _, _ in ChatScript.stream(answer) }
    defer { server.stop() }
    for isOpen in [false, true] {
      let chain = ChatChain(
        LanguageModelOptions(
          servers: [ChatServerOptions(url: server.url, model: "m", timeout: Self.patient)],
          telemetry: TelemetryOptions(content: isOpen)), environment: [:])
      _ = try await chain.ask(Self.question)
      let line = try SpanDocument(await chain.calls, run: "r", paragraphs: [:], version: "1").line()
      let text = String(decoding: line, as: UTF8.self)
      #expect(text.contains("WORT") == isOpen && text.contains("Good.") == isOpen)
    }
  }

  @Test("says why spans did not arrive")
  func export() async {
    let server = LoopbackServer { request, _ in
      [ChatScript.head(request.path == "/v1/traces" ? "200 OK" : "404 Not Found")]
    }
    defer { server.stop() }
    #expect(await SpanExport.send(Data("{}".utf8), to: server.url + "/traces") == nil)
    #expect(await SpanExport.send(Data("{}".utf8), to: server.url + "/x")?.contains("404") == true)
    #expect(await SpanExport.send(Data("{}".utf8), to: "http://127.0.0.1:1/x") != nil)
  }
}
