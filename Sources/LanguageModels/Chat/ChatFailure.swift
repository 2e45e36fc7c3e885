/// Why a server gave no answer that can be used.
///
/// Nothing the server said is repeated, since it may hold anything.
public struct ChatFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure, as they are called in traces and manifests.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// No connection.
    case unreachable
    /// No connection in time.
    case connectTimeout = "connect_timeout"
    /// Not a word in time.
    case firstTokenTimeout = "first_token_timeout"
    /// No end in time.
    case totalTimeout = "total_timeout"
    /// Too many requests, or too much asked.
    case rateLimited = "rate_limited"
    /// The server loads its model.
    case loading
    /// The server has a fault.
    case serverFault = "server_fault"
    /// The server refuses the request.
    case refused
    /// What came is no answer of a language model.
    case notAnAnswer = "not_an_answer"
    /// The answer broke off.
    case cutOff = "cut_off"
    /// The model stopped at the most tokens it may say.
    case truncated
    /// The server's filter withheld the answer.
    case filtered
    /// The answer has no text.
    case empty
    /// The answer is too large.
    case tooLarge = "too_large"
    /// The answer does not have the form that was asked for.
    case schema
    /// The environment variable with the key is not set.
    case keyMissing = "key_missing"
    /// The budget is spent.
    case budget
    /// Several questions in a row failed; this server is not asked again for this report.
    case givenUp = "given_up"
    /// The user stopped.
    case cancelled
  }

  /// The kind.
  public let kind: Kind
  /// What happened, as a part of a sentence.
  public let detail: String
  /// The tokens that were used all the same.
  public let usage: TokenUsage
  /// How many seconds the server asks to wait.
  let retryAfter: Double?

  /// Makes a failure.
  public init(
    _ kind: Kind, _ detail: String, usage: TokenUsage = TokenUsage(), retryAfter: Double? = nil
  ) {
    self.kind = kind
    self.detail = detail
    self.usage = usage
    self.retryAfter = retryAfter
  }

  /// The message.
  public var description: String { detail }

  /// Whether the same request may fare better a moment later.
  var isPassing: Bool {
    switch kind {
    case .rateLimited, .loading, .serverFault, .cutOff: true
    default: false
    }
  }

  /// Whether it tells of the server rather than of the answer.
  var isOfServer: Bool {
    switch kind {
    case .unreachable, .connectTimeout, .firstTokenTimeout, .totalTimeout, .rateLimited, .loading,
      .serverFault, .refused, .notAnAnswer, .keyMissing:
      true
    default: false
    }
  }
}
