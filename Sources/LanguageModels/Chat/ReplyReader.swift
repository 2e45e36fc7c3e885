import Foundation

/// Puts an answer together from the pieces of a stream, or from a body that came whole.
struct ReplyReader {
  /// The most bytes of text that an answer may have.
  static let maximumText = 1 << 16

  private struct Piece: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable { let content: String? }
      let delta: Message?
      let message: Message?
      let finish: String?

      enum CodingKeys: String, CodingKey {
        case delta, message
        case finish = "finish_reason"
      }
    }

    struct Usage: Decodable {
      let input: Int?
      let output: Int?

      enum CodingKeys: String, CodingKey {
        case input = "prompt_tokens"
        case output = "completion_tokens"
      }
    }

    struct Fault: Decodable {}

    let model: String?
    let choices: [Choice]?
    let usage: Usage?
    let error: Fault?
  }

  private let asked: TokenUsage
  private let isStream: Bool
  private var events = EventStream()
  private var body = Data()
  private var text = ""
  private var model: String?
  private var finish: String?
  private var usage: TokenUsage?
  private(set) var isDone = false

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - type: the content type that the server names.
  ///   - asked: the tokens that the question is estimated to have.
  init(type: String, asked: TokenUsage) throws(ChatFailure) {
    isStream = type.hasPrefix("text/event-stream")
    self.asked = asked
    guard isStream || type.hasPrefix("application/json") else {
      let kind = type.prefix { $0.isLetter || $0 == "/" || $0 == "-" }
      throw ChatFailure(
        .notAnAnswer, "the server answered with \(kind.isEmpty ? "no type" : kind.prefix(40))")
    }
  }

  /// The tokens up to now.
  var spent: TokenUsage {
    usage ?? TokenUsage(input: asked.input, output: TokenUsage.estimate(text))
  }

  /// Whether a word has come.
  var hasText: Bool { !text.isEmpty }

  /// Takes bytes as they come.
  mutating func take(_ data: Data) throws(ChatFailure) {
    guard isStream else {
      body.append(data)
      return
    }
    for event in events.take(data) { try take(event: event) }
  }

  private mutating func take(event: String) throws(ChatFailure) {
    if isDone { return }
    if event == "[DONE]" {
      isDone = true
      return
    }
    try take(piece: Data(event.utf8))
  }

  private mutating func take(piece data: Data) throws(ChatFailure) {
    let piece: Piece
    do { piece = try JSONDecoder().decode(Piece.self, from: data) } catch {
      throw ChatFailure(.notAnAnswer, "the server's answer is not the JSON of a chat", usage: spent)
    }
    guard piece.error == nil else {
      throw ChatFailure(.serverFault, "the server reported an error in its answer", usage: spent)
    }
    model = model ?? piece.model
    if let counts = piece.usage, let input = counts.input, let output = counts.output,
      (0...10_000_000).contains(input), (0...10_000_000).contains(output)
    {
      usage = TokenUsage(input: max(input, 0), output: max(output, 0))
    }
    guard let choice = piece.choices?.first else { return }
    text += choice.delta?.content ?? choice.message?.content ?? ""
    finish = choice.finish ?? finish
    guard text.utf8.count <= Self.maximumText else {
      throw ChatFailure(.tooLarge, "the answer is larger than 64 KiB", usage: spent)
    }
  }

  /// The answer, once everything came.
  mutating func answer(_ server: ChatServerOptions) throws(ChatFailure) -> ChatAnswer {
    if isStream {
      // Half an event at the end is none: then there is no reason for stopping either.
      if let event = events.end() { try? take(event: event) }
    } else {
      try take(piece: body)
    }
    guard let finish else {
      throw ChatFailure(.cutOff, "the answer broke off before its end", usage: spent)
    }
    switch finish {
    case "stop": break
    case "length":
      throw ChatFailure(
        .truncated, "the model stopped at \(server.maximumTokens) tokens", usage: spent)
    case "content_filter":
      throw ChatFailure(.filtered, "the server's filter withheld the answer", usage: spent)
    default:
      throw ChatFailure(
        .notAnAnswer, "the model stopped for a reason that no text needs", usage: spent)
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw ChatFailure(.empty, "the answer is empty", usage: spent)
    }
    return ChatAnswer(
      text: text, model: String((model ?? server.model).prefix(120)), finish: finish, usage: spent)
  }
}
