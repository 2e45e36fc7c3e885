public import Findings
public import LanguageModels

/// Answers questions from findings and from passages of documents, and from nothing else.
///
/// The question is understood without a language model. A bounded search lists findings, compares runs and
/// retrieves passages; it can do nothing else and writes nothing. Every sentence passes the verifier before
/// it stands in the answer, and every quotation is held against the stored text. A language model may choose
/// the order of the search, and more of it than is planned; less it cannot. It may reword what the latest runs
/// say, behind the gate of reports.
public struct Asker: Sendable {
  /// The most steps of a search.
  public static let maximumSteps = 6
  /// The most sentences of an answer.
  static let maximumStatements = 16

  let evidence: Evidence
  private let base: FactBase
  private let language: Language?
  private let fallback: Language
  private let passages: (any PassageSource)?
  private let chain: ChatChain?

  /// Prepares to answer.
  ///
  /// - Parameters:
  ///   - evidence: the findings.
  ///   - language: the language of the answer; nil takes that of the question.
  ///   - fallback: the language where that of the question cannot be told.
  ///   - passages: the documents, if there are any.
  ///   - chain: language models that may choose steps.
  public init(
    _ evidence: Evidence, language: Language? = nil, fallback: Language = .en,
    passages: (any PassageSource)? = nil, chain: ChatChain? = nil
  ) {
    self.evidence = evidence
    self.language = language
    self.fallback = fallback
    self.passages = passages
    self.chain = chain
    base = FactBase(evidence.findings)
  }

  /// Answers a question, or says that it cannot and what would be needed.
  ///
  /// - Throws: `NarrativeError.badOptions` if the question is empty or longer than
  ///   `Question.maximumLength`.
  public func answer(_ text: String) async throws(NarrativeError) -> Answer {
    let question = try Question(text, base)
    var search = AnswerSearch(
      question, evidence, base, language ?? question.language ?? fallback, passages)
    var left = AskTool.allCases.filter { $0 != .passages || passages != nil }
    var plan = search.plan.filter(left.contains)
    var isAsking = chain != nil
    var steps = 0
    while steps < Self.maximumSteps, !left.isEmpty {
      steps += 1
      var choice = Answer.Step.Choice.plan
      var next = plan.first
      if isAsking, let chain {
        switch await ToolChoice.ask(chain, question, left: left, used: search.steps.map(\.tool)) {
        case .tool(let tool): (next, choice) = (tool, .model)
        case .enough: isAsking = false
        case .none(let reason):
          isAsking = false
          search.refused = reason
        }
      }
      guard let tool = next else { break }
      left.removeAll { $0 == tool }
      plan.removeAll { $0 == tool }
      search.use(tool, by: choice)
    }
    let answer = search.answer()
    guard let chain else { return answer }
    return await reworded(answer, chain)
  }
}
