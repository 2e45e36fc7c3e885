import Foundation
import Interchange

/// A server that speaks the chat part of OpenAI's interface: llama.cpp, Ollama, vLLM, or a hosted one.
///
/// ```yaml
/// {url: http://127.0.0.1:8080/v1, model: qwen, key_env: CHAT_KEY, timeout: {total: 60}}
/// ```
public struct ChatServerOptions: Codable, Sendable, Equatable {
  /// What it is called in reports and traces; the model's name if nothing is said.
  public var name: String
  /// Where its interface begins, with `/v1`.
  public var url: String
  /// The model to ask for.
  public var model: String
  /// The environment variable that holds its key; the key itself never stands in a file.
  public var keyVariable: String?
  /// How long to wait.
  public var timeout: ChatTimeout
  /// How often a request is repeated that the server could not serve just then.
  public var retries: Int
  /// The most tokens of an answer.
  public var maximumTokens: Int
  /// What it costs.
  public var price: TokenPrice?

  /// Names a server and a model.
  public init(
    name: String? = nil, url: String, model: String, keyVariable: String? = nil,
    timeout: ChatTimeout = ChatTimeout(), retries: Int = 2, maximumTokens: Int = 600,
    price: TokenPrice? = nil
  ) {
    self.name = name ?? model
    self.url = url
    self.model = model
    self.keyVariable = keyVariable
    self.timeout = timeout
    self.retries = retries
    self.maximumTokens = maximumTokens
    self.price = price
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, url, model
    case keyVariable = "key_env"
    case timeout, retries
    case maximumTokens = "max_tokens"
    case price
  }

  /// Reads a server; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decodeIfPresent(String.self, forKey: .name),
      url: try values.decode(String.self, forKey: .url),
      model: try values.decode(String.self, forKey: .model),
      keyVariable: try values.decodeIfPresent(String.self, forKey: .keyVariable),
      timeout: try values.decodeIfPresent(ChatTimeout.self, forKey: .timeout) ?? ChatTimeout(),
      retries: try values.decodeIfPresent(Int.self, forKey: .retries) ?? 2,
      maximumTokens: try values.decodeIfPresent(Int.self, forKey: .maximumTokens) ?? 600,
      price: try values.decodeIfPresent(TokenPrice.self, forKey: .price))
  }
}

/// How many seconds to wait for a server, each counted from the request.
public struct ChatTimeout: Codable, Sendable, Equatable {
  /// Until there is a connection.
  public var connect: Double
  /// Until the first piece of the answer.
  public var firstToken: Double
  /// Until the whole answer, retries included.
  public var total: Double

  /// Chooses limits.
  public init(connect: Double = 3, firstToken: Double = 60, total: Double = 120) {
    self.connect = connect
    self.firstToken = firstToken
    self.total = total
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case connect
    case firstToken = "first_token"
    case total
  }

  /// Reads limits; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    connect = try values.decodeIfPresent(Double.self, forKey: .connect) ?? connect
    firstToken = try values.decodeIfPresent(Double.self, forKey: .firstToken) ?? firstToken
    total = try values.decodeIfPresent(Double.self, forKey: .total) ?? total
  }
}

/// What a million tokens cost, in the currency of the budget.
public struct TokenPrice: Codable, Sendable, Equatable {
  /// Of what is asked.
  public var input: Double
  /// Of what is answered.
  public var output: Double

  /// Names prices.
  public init(input: Double, output: Double) {
    self.input = input
    self.output = output
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case input, output }

  /// Reads prices; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    input = try values.decode(Double.self, forKey: .input)
    output = try values.decode(Double.self, forKey: .output)
  }

  /// The cost of tokens.
  public func cost(_ usage: TokenUsage) -> Double {
    (Double(usage.input) * input + Double(usage.output) * output) / 1e6
  }
}
