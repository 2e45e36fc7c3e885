import Interchange

/// Language models that may reword what a report says: the `language_model` section of the project file.
///
/// Off unless the section is there. Every answer passes the verifier, or the text stays as it was.
///
/// ```yaml
/// language_model:
///   servers:
///     - {url: http://127.0.0.1:8080/v1, model: qwen}
///     - {url: https://api.example.com/v1, model: large, key_env: CHAT_KEY, price: {input: 0.2, output: 0.8}}
///   allow_remote: true
///   budget: {tokens: 40000, cost: 0.05, seconds: 300}
///   words: [Alpine Outdoor]
///   telemetry: {traces: traces.jsonl, metrics: liftwerk.prom}
/// ```
public struct LanguageModelOptions: Codable, Sendable, Equatable {
  /// The servers; where one fails the next is asked.
  public var servers: [ChatServerOptions]
  /// Whether texts may go to other machines.
  public var mayLeaveMachine: Bool
  /// What a report may cost.
  public var budget: ChatBudget
  /// Words of the brand that the wording may prefer.
  public var words: [String]
  /// Where traces and metrics go.
  public var telemetry: TelemetryOptions

  /// Names servers.
  public init(
    servers: [ChatServerOptions], mayLeaveMachine: Bool = false, budget: ChatBudget = ChatBudget(),
    words: [String] = [], telemetry: TelemetryOptions = TelemetryOptions()
  ) {
    self.servers = servers
    self.mayLeaveMachine = mayLeaveMachine
    self.budget = budget
    self.words = words
    self.telemetry = telemetry
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case servers
    case mayLeaveMachine = "allow_remote"
    case budget, words, telemetry
  }

  /// Reads the section; an unknown key is an error, and so is an address that may not be used.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      servers: try values.decode([ChatServerOptions].self, forKey: .servers),
      mayLeaveMachine: try values.decodeIfPresent(Bool.self, forKey: .mayLeaveMachine) ?? false,
      budget: try values.decodeIfPresent(ChatBudget.self, forKey: .budget) ?? ChatBudget(),
      words: try values.decodeIfPresent([String].self, forKey: .words) ?? [],
      telemetry: try values.decodeIfPresent(TelemetryOptions.self, forKey: .telemetry)
        ?? TelemetryOptions())
    do { try check() } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Refuses options that contradict themselves or would send texts where they must not go.
  ///
  /// - Throws: `LanguageModelError.badOptions`.
  public func check() throws(LanguageModelError) {
    guard (1...8).contains(servers.count) else {
      throw .badOptions("servers takes one to eight servers.")
    }
    for server in servers {
      if let problem = server.problem(mayLeaveMachine: mayLeaveMachine) {
        throw .badOptions(problem)
      }
    }
    if let endpoint = telemetry.endpoint,
      let problem = ChatServerOptions.problem(url: endpoint, mayLeaveMachine: mayLeaveMachine)
    {
      throw .badOptions("telemetry.endpoint: \(problem)")
    }
    guard words.count <= 50, words.allSatisfy({ $0.count <= 80 }) else {
      throw .badOptions("words takes at most 50 words of at most 80 characters.")
    }
    if let problem = budget.problem { throw .badOptions(problem) }
  }
}

/// Where traces and metrics of language models go; nowhere unless said.
public struct TelemetryOptions: Codable, Sendable, Equatable {
  /// A file to which spans are added, one line of OTLP JSON a report.
  public var traces: String?
  /// A file of metrics for Prometheus' textfile collector, replaced by every report.
  public var metrics: String?
  /// An address that takes OTLP/HTTP JSON, such as `http://127.0.0.1:4318/v1/traces`.
  public var endpoint: String?
  /// Whether spans carry what was asked and answered.
  public var content: Bool

  /// Chooses places.
  public init(
    traces: String? = nil, metrics: String? = nil, endpoint: String? = nil, content: Bool = false
  ) {
    self.traces = traces
    self.metrics = metrics
    self.endpoint = endpoint
    self.content = content
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case traces, metrics, endpoint, content }

  /// Reads places; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    traces = try values.decodeIfPresent(String.self, forKey: .traces)
    metrics = try values.decodeIfPresent(String.self, forKey: .metrics)
    endpoint = try values.decodeIfPresent(String.self, forKey: .endpoint)
    content = try values.decodeIfPresent(Bool.self, forKey: .content) ?? false
  }
}
