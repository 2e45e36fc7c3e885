import Crypto
public import Foundation

/// The spans of one report in OTLP's JSON: an `ExportTraceServiceRequest`, which is also a line of the file
/// format of OpenTelemetry's collector.
///
/// Names and attributes follow the semantic conventions for generative AI: one span `chat MODEL` of kind
/// client for each question, below one span for the report. What was asked and answered is in it only where
/// the options say so.
public struct SpanDocument: Encodable, Sendable {
  private let resourceSpans: [ResourceSpans]

  /// Describes the questions of a report.
  ///
  /// - Parameters:
  ///   - calls: the questions.
  ///   - run: the hash of the run.
  ///   - paragraphs: how many paragraphs there were, by what became of them.
  ///   - version: of this program.
  public init(_ calls: [ChatCall], run: String, paragraphs: [String: Int], version: String) {
    let start = calls.map(\.start).min() ?? 0
    let end = calls.map(\.end).max() ?? 0
    let trace = Self.id("\(run) \(start)", bytes: 16)
    let root = Self.id("\(run) \(start) report", bytes: 8)
    let report = Span(
      traceId: trace, spanId: root, name: "rewrite report", kind: 1,
      startTimeUnixNano: String(start), endTimeUnixNano: String(end),
      attributes: [Attribute("liftwerk.run", .init(text: run))]
        + paragraphs.sorted { $0.key < $1.key }.map {
          Attribute("liftwerk.paragraphs.\($0.key)", .init(number: $0.value))
        })
    let spans = calls.enumerated().map { place, call in
      Span(
        traceId: trace, spanId: Self.id("\(run) \(start) \(place)", bytes: 8), parentSpanId: root,
        name: "chat \(call.model)", kind: 3, startTimeUnixNano: String(call.start),
        endTimeUnixNano: String(call.end), attributes: Self.attributes(call),
        status: call.failure.map { _ in Status(code: 2) })
    }
    resourceSpans = [
      ResourceSpans(
        resource: Resource(attributes: [
          Attribute("service.name", .init(text: "liftwerk")),
          Attribute("service.version", .init(text: version)),
        ]),
        scopeSpans: [
          ScopeSpans(
            scope: Scope(name: "liftwerk.language-models", version: version),
            spans: [report] + spans)
        ])
    ]
  }

  /// The document on one line.
  ///
  /// - Throws: `EncodingError`, if a time is no finite number.
  public func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  private static func attributes(_ call: ChatCall) -> [Attribute] {
    var list = [
      Attribute("gen_ai.operation.name", .init(text: "chat")),
      Attribute("gen_ai.provider.name", .init(text: call.server)),
      Attribute("gen_ai.request.model", .init(text: call.model)),
      Attribute("gen_ai.request.max_tokens", .init(number: call.maximumTokens)),
      Attribute("gen_ai.request.temperature", .init(fraction: 0)),
      Attribute("gen_ai.request.seed", .init(number: 1)),
      Attribute("gen_ai.output.type", .init(text: "json")),
      Attribute("gen_ai.usage.input_tokens", .init(number: call.usage.input)),
      Attribute("gen_ai.usage.output_tokens", .init(number: call.usage.output)),
      Attribute("server.address", .init(text: call.host)),
      Attribute("liftwerk.attempts", .init(number: call.attempts)),
      Attribute("liftwerk.kept_answer", .init(flag: call.isKept)),
    ]
    if let port = call.port { list.append(Attribute("server.port", .init(number: port))) }
    if let model = call.answered {
      list.append(Attribute("gen_ai.response.model", .init(text: model)))
    }
    if let finish = call.finish {
      list.append(Attribute("gen_ai.response.finish_reasons", .init(list: [finish])))
    }
    if let first = call.firstToken {
      list.append(Attribute("gen_ai.response.time_to_first_chunk", .init(fraction: first)))
    }
    if let cost = call.cost { list.append(Attribute("liftwerk.cost", .init(fraction: cost))) }
    if let failure = call.failure {
      list.append(Attribute("error.type", .init(text: failure.rawValue)))
    }
    if let content = call.content {
      list.append(Attribute("gen_ai.system_instructions", .init(text: content.instructions)))
      list.append(Attribute("gen_ai.input.messages", .init(text: content.question)))
      list.append(Attribute("gen_ai.output.messages", .init(text: content.answer)))
    }
    return list
  }

  /// Identifiers come from a hash: the start in nanoseconds makes them unique.
  private static func id(_ text: String, bytes: Int) -> String {
    SHA256.hash(data: Data(text.utf8)).prefix(bytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private struct ResourceSpans: Encodable, Sendable {
    let resource: Resource
    let scopeSpans: [ScopeSpans]
  }

  private struct Resource: Encodable, Sendable { let attributes: [Attribute] }

  private struct ScopeSpans: Encodable, Sendable {
    let scope: Scope
    let spans: [Span]
  }

  private struct Scope: Encodable, Sendable {
    let name: String
    let version: String
  }

  private struct Status: Encodable, Sendable { let code: Int }

  private struct Span: Encodable, Sendable {
    let traceId: String
    let spanId: String
    var parentSpanId: String?
    let name: String
    let kind: Int
    let startTimeUnixNano: String
    let endTimeUnixNano: String
    let attributes: [Attribute]
    var status: Status?
  }

  private struct Attribute: Encodable, Sendable {
    let key: String
    let value: Value

    init(_ key: String, _ value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// OTLP writes whole numbers of 64 bits as text.
  private struct Value: Encodable, Sendable {
    struct List: Encodable, Sendable { let values: [Value] }

    var stringValue: String?
    var intValue: String?
    var doubleValue: Double?
    var boolValue: Bool?
    var arrayValue: List?

    init(text: String) { stringValue = text }
    init(number: Int) { intValue = String(number) }
    init(fraction: Double) { doubleValue = fraction }
    init(flag: Bool) { boolValue = flag }
    init(list: [String]) { arrayValue = List(values: list.map { Value(text: $0) }) }
  }
}
