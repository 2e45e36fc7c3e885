public import Findings

/// What a question was answered with: sentences that rest on findings, and quoted passages.
public struct Answer: Codable, Sendable, Equatable {
  /// A sentence and what it rests on.
  public struct Statement: Codable, Sendable, Equatable {
    /// The sentence.
    public var text: String
    /// The hash of the run whose findings it states; of two runs compared, the later one.
    public var run: String
    /// The findings.
    public var findings: [FindingKey]
    /// The checks that it passed: `ok`.
    public var checks: [String: String]
  }

  /// A passage of a document, quoted.
  public struct Quote: Codable, Sendable, Equatable {
    /// The words of the document, as far as they are shown.
    public var text: String
    /// The headings above it.
    public var heading: String
    /// Where it stands; held against the stored text again before it was quoted.
    public var citation: Citation
  }

  /// A step of the search.
  public struct Step: Codable, Sendable, Equatable {
    /// Who chose it.
    public enum Choice: String, Codable, Sendable { case plan, model }

    /// The tool that was used.
    public var tool: AskTool
    /// Who chose it.
    public var by: Choice
    /// How many statements or passages it gave.
    public var found: Int
  }

  /// The version of the format.
  public static let currentSchema = "liftwerk.answer/1"

  /// The version of the format this answer follows.
  public var schema = Self.currentSchema
  /// Whether findings or passages answer the question.
  public var isAnswered: Bool
  /// The language of the sentences.
  public var language: Language
  /// What the question was taken to ask.
  public var intents: [Question.Intent]
  /// The names of the data that the question mentions.
  public var names: [Question.Name]
  /// The ids of the measures that it asks for.
  public var measures: [String]
  /// The sentences, in order.
  public var statements: [Statement]
  /// The passages, best first.
  public var passages: [Quote]
  /// What would be needed to answer what is not answered.
  public var needed: [String]
  /// What the reader should know: what was left out, and why.
  public var notices: [String]
  /// The steps of the search.
  public var steps: [Step]
  /// How many sentences the verifier kept out of the answer; a fault of the program if there are any.
  public var rejected: Int

  enum CodingKeys: String, CodingKey {
    case schema
    case isAnswered = "answered"
    case language, intents, names, measures, statements, passages, needed, notices, steps, rejected
  }
}

/// All that a search for an answer may do: it reads, and nothing else.
public enum AskTool: String, Codable, Sendable, CaseIterable {
  /// Lists findings of the latest runs.
  case findings = "list_findings"
  /// Holds findings against those of an earlier run or period.
  case comparison = "compare_runs"
  /// Looks for passages in documents.
  case passages = "retrieve_passages"
}
