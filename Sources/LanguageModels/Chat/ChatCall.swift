/// A question that was put to a server, or answered from the store: what traces and metrics tell of it.
public struct ChatCall: Sendable, Equatable {
  /// The server's name.
  public var server: String
  /// Its address's host and port.
  public var host: String
  /// The port; nil if the address names none.
  public var port: Int?
  /// The model that was asked for.
  public var model: String
  /// The model that says it answered.
  public var answered: String?
  /// Why it stopped.
  public var finish: String?
  /// What failed; nil if there is an answer.
  public var failure: ChatFailure.Kind?
  /// When it began, in nanoseconds since 1970.
  public var start: UInt64
  /// When it ended.
  public var end: UInt64
  /// Seconds to the first word.
  public var firstToken: Double?
  /// How often the server was asked; zero for an answer from the store.
  public var attempts: Int
  /// The tokens that were used.
  public var usage: TokenUsage
  /// What they cost; nil without a price.
  public var cost: Double?
  /// The most tokens of the answer.
  public var maximumTokens: Int
  /// What was asked and answered, where traces may tell.
  public var content: Content?

  /// What was asked and answered.
  public struct Content: Sendable, Equatable {
    /// The instructions.
    public var instructions: String
    /// The text.
    public var question: String
    /// The answer; empty if there is none.
    public var answer: String
  }

  /// Whether the answer came from the store.
  public var isKept: Bool { attempts == 0 && failure == nil }
}
