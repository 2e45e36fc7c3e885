import Crypto
import Foundation

/// A question to a language model: what it is to do, the text it is about, and the form of its answer.
public struct ChatQuestion: Sendable, Equatable {
  /// The instructions.
  public let instructions: String
  /// The text, which is data.
  public let text: String
  /// The form of the answer.
  public let schema: AnswerSchema

  /// Makes a question.
  public init(instructions: String, text: String, schema: AnswerSchema) {
    self.instructions = instructions
    self.text = text
    self.schema = schema
  }

  private struct Message: Encodable {
    let role: String
    let content: String
  }

  private struct StreamOptions: Encodable {
    let includeUsage = true
    enum CodingKeys: String, CodingKey { case includeUsage = "include_usage" }
  }

  private struct Body: Encodable {
    let model: String
    let messages: [Message]
    let maximumTokens: Int
    let temperature = 0.0
    let seed = 1
    let stream = true
    let streamOptions = StreamOptions()
    let format: AnswerSchema.Format

    enum CodingKeys: String, CodingKey {
      case model, messages
      case maximumTokens = "max_tokens"
      case temperature, seed, stream
      case streamOptions = "stream_options"
      case format = "response_format"
    }
  }

  /// The request's body: the same question has the same bytes.
  func body(_ server: ChatServerOptions) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = Body(
      model: server.model,
      messages: [
        Message(role: "system", content: instructions), Message(role: "user", content: text),
      ],
      maximumTokens: server.maximumTokens, format: AnswerSchema.Format(schema: schema))
    // Strings, whole numbers and flags can always be encoded.
    return (try? encoder.encode(body)) ?? Data()
  }

  /// The hash of the request: the server's address and the body, without a key.
  func hash(_ server: ChatServerOptions) -> String {
    var hasher = SHA256()
    hasher.update(data: Data("liftwerk.answer/1\n\(server.url)\n".utf8))
    hasher.update(data: body(server))
    return hasher.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The most tokens that asking a server can take.
  func mostTokens(_ server: ChatServerOptions) -> TokenUsage {
    TokenUsage(
      input: TokenUsage.estimate(instructions) + TokenUsage.estimate(text) + 32,
      output: server.maximumTokens)
  }
}
