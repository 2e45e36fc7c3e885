public import Findings

/// What became of a sentence or a cell.
public struct Claim: Codable, Sendable, Equatable {
  /// The sentence, or the text of the cell.
  public let text: String
  /// The findings whose numbers it states.
  public let findings: [FindingKey]
  /// The checks that were made, by name: `ok`, or what is wrong.
  public let checks: [String: String]

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

  enum CodingKeys: String, CodingKey {
    case schema, run, claims
    case sentencesWithoutNumbers = "sentences_without_numbers"
  }

  init(run: String, claims: [Claim], sentencesWithoutNumbers: Int) {
    schema = "liftwerk.claims/1"
    self.run = run
    self.claims = claims
    self.sentencesWithoutNumbers = sentencesWithoutNumbers
  }

  /// The claims that are false.
  public var falseClaims: [Claim] { claims.filter { !$0.isTrue } }
}
