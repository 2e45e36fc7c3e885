public import Findings

/// What became of a sentence or a cell.
public struct Claim: Codable, Sendable, Equatable {
  /// The sentence, or the text of the cell.
  public let text: String
  /// The findings whose numbers it states.
  public let findings: [FindingKey]
  /// The checks that were made, by name: `ok`, or what is wrong.
  public let checks: [String: String]

  /// Makes a claim of what was checked.
  public init(text: String, findings: [FindingKey], checks: [String: String]) {
    self.text = text
    self.findings = findings
    self.checks = checks
  }

  /// Whether every check was passed.
  public var isTrue: Bool { checks.values.allSatisfy { $0 == "ok" } }
}

/// What came out of holding a report against findings: the contents of `claims.json`.
public struct ReportVerification: Codable, Sendable, Equatable {
  /// The version of the format.
  public let schema: String
  /// The run whose findings were used.
  public let run: String
  /// The sentences that state numbers, and the cells that show them, in the report's order.
  public let claims: [Claim]
  /// How many sentences state no number: of these only wording could be checked.
  public let sentencesWithoutNumbers: Int
  /// How many texts, table rows and parts of pictures were compared with what the page's own data draw;
  /// nil where there were none to compare with.
  public let comparedTexts: Int?

  /// What the project's rules decided; nil where there are none.
  public let policy: [PolicyDecision]?

  enum CodingKeys: String, CodingKey {
    case schema, run, claims, policy
    case sentencesWithoutNumbers = "sentences_without_numbers"
    case comparedTexts = "compared_texts"
  }

  init(
    run: String, claims: [Claim], sentencesWithoutNumbers: Int, comparedTexts: Int? = nil,
    policy: [PolicyDecision]? = nil
  ) {
    schema = "liftwerk.claims/1"
    self.run = run
    self.claims = claims
    self.sentencesWithoutNumbers = sentencesWithoutNumbers
    self.comparedTexts = comparedTexts
    self.policy = policy
  }

  /// The same with further claims.
  public func adding(_ more: [Claim]) -> ReportVerification {
    ReportVerification(
      run: run, claims: claims + more, sentencesWithoutNumbers: sentencesWithoutNumbers,
      comparedTexts: comparedTexts, policy: policy)
  }

  /// The same with what the project's rules decided.
  public func recording(_ decisions: [PolicyDecision]) -> ReportVerification {
    ReportVerification(
      run: run, claims: claims, sentencesWithoutNumbers: sentencesWithoutNumbers,
      comparedTexts: comparedTexts, policy: decisions)
  }

  /// The claims that are false.
  public var falseClaims: [Claim] { claims.filter { !$0.isTrue } }
}
