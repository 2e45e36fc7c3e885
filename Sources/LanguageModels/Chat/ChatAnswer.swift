/// What a language model answered.
public struct ChatAnswer: Codable, Sendable, Equatable {
  /// The text.
  public let text: String
  /// The model that says it answered.
  public let model: String
  /// Why it stopped.
  public let finish: String
  /// The tokens it took, estimated where the server does not count them.
  public let usage: TokenUsage

  /// Makes an answer.
  public init(text: String, model: String, finish: String, usage: TokenUsage) {
    self.text = text
    self.model = model
    self.finish = finish
    self.usage = usage
  }
}
