import Interchange

/// Tokens of a request and its answer.
public struct TokenUsage: Codable, Sendable, Equatable {
  /// Tokens of the question.
  public var input: Int
  /// Tokens of the answer.
  public var output: Int

  /// Counts tokens.
  public init(input: Int = 0, output: Int = 0) {
    self.input = input
    self.output = output
  }

  /// All tokens.
  public var total: Int { input + output }

  /// About how many tokens a text has, rather too many than too few: three bytes a token.
  static func estimate(_ text: String) -> Int { (text.utf8.count + 2) / 3 }

  static func + (a: TokenUsage, b: TokenUsage) -> TokenUsage {
    TokenUsage(input: a.input + b.input, output: a.output + b.output)
  }
}

/// What a report may cost; nothing more is asked when the next question could exceed it.
public struct ChatBudget: Codable, Sendable, Equatable {
  /// The most tokens, of questions and answers together.
  public var tokens: Int?
  /// The most money, in the currency of the servers' prices.
  public var cost: Double?
  /// The most seconds from the first question.
  public var seconds: Double?

  /// Chooses limits; ten minutes if nothing is said.
  public init(tokens: Int? = nil, cost: Double? = nil, seconds: Double? = 600) {
    self.tokens = tokens
    self.cost = cost
    self.seconds = seconds
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case tokens, cost, seconds }

  /// Reads limits; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    tokens = try values.decodeIfPresent(Int.self, forKey: .tokens)
    cost = try values.decodeIfPresent(Double.self, forKey: .cost)
    seconds = try values.decodeIfPresent(Double.self, forKey: .seconds) ?? seconds
  }

  var problem: String? {
    if let tokens, tokens < 0 { return "budget.tokens takes a number from 0." }
    if let cost, !(cost.isFinite && cost >= 0) { return "budget.cost takes a number from 0." }
    if let seconds, !(seconds.isFinite && seconds > 0) {
      return "budget.seconds takes a number above 0."
    }
    return nil
  }

  /// Why a question may not be asked any more; nil if it may.
  ///
  /// - Parameters:
  ///   - spent: the tokens that were used.
  ///   - paid: what they cost.
  ///   - seconds: how long the report has been asking.
  ///   - next: the most tokens that the next question takes.
  ///   - price: what they cost.
  func refusal(
    spent: Int, paid: Double, seconds elapsed: Double, next: TokenUsage, price: TokenPrice?
  ) -> String? {
    if let tokens, spent + next.total > tokens {
      return "the budget of \(tokens) tokens does not allow another question after \(spent)"
    }
    if let cost {
      guard let price else { return "the budget limits cost, and the server has no price" }
      if paid + price.cost(next) > cost {
        return "the budget of \(cost) does not allow another question"
      }
    }
    if let seconds, elapsed > seconds { return "the budget of \(seconds) seconds is used up" }
    return nil
  }
}
