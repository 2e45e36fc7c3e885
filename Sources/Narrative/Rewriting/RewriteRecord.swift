/// What became of a paragraph that a language model was to reword: an entry of `rewrites.json`.
public struct RewriteRecord: Codable, Sendable, Equatable {
  /// A server that gave no answer.
  public struct Failure: Codable, Sendable, Equatable {
    /// The server's name.
    public var server: String
    /// The kind of failure.
    public var kind: String
    /// What happened.
    public var detail: String
  }

  /// What stands in the report.
  public enum Outcome: String, Codable, Sendable {
    /// The model's words.
    case rewritten
    /// The words written without a model.
    case kept
  }

  /// The section.
  public var section: String
  /// The paragraph's number in the section, from one.
  public var paragraph: Int
  /// What stands in the report.
  public var outcome: Outcome
  /// The server that answered.
  public var server: String?
  /// The model that answered.
  public var model: String?
  /// The check that rejected the answer, or `no_answer`.
  public var check: String?
  /// What the check found.
  public var detail: String?
  /// The servers that gave no answer, in order.
  public var failures: [Failure]
}
