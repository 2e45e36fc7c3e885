/// Where a campaign stands when shares are set anew.
public struct CampaignProgress: Sendable, Equatable {
  /// The number of the version to be made; it addresses random numbers.
  public var version = 1
  /// Decisions by arm since the burn-in; guardrails and baseline count these.
  public var served: [String: Double] = [:]
  /// All decisions so far.
  public var total = 0.0
  /// Decisions until the next version.
  public var next = 1000.0
  /// Decisions until the campaign's end; at least `next`.
  public var remaining = 1000.0
  /// Money left in the span of the budget; nil without a budget.
  public var budgetLeft: Double?
  /// Decisions until that span ends.
  public var budgetDecisions = 1000.0
  /// The shares of the version before; empty if there is none.
  public var previous: [String: Double] = [:]
  /// What steps so far have added to each guardrail's risk, by its metric's name.
  public var riskSpent: [String: Double] = [:]
  /// Whether the kill switch is thrown.
  public var isStopped = false

  /// Makes the progress of a campaign that has not begun.
  public init() {}
}
