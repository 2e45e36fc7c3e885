public import Findings

/// What a rule did to a report.
public struct PolicyDecision: Codable, Sendable, Equatable {
  /// What was done.
  public enum Action: String, Codable, Sendable {
    /// A number may not be stated.
    case withheld
    /// A sentence was left out.
    case leftOut = "left_out"
    /// A disclaimer was added.
    case added
    /// A term was replaced by the preferred one.
    case replaced
    /// The rule itself was not used.
    case notUsed = "not_used"
  }

  /// The rule's id, or the preferred term.
  public let rule: String
  /// What was done.
  public let action: Action
  /// The sentence, disclaimer or term; nil where only numbers are concerned.
  public let text: String?
  /// The findings concerned.
  public let findings: [FindingKey]
  /// Why.
  public let reason: Phrase

  init(
    _ rule: String, _ action: Action, text: String? = nil, findings: [FindingKey] = [],
    _ reason: Phrase
  ) {
    self.rule = rule
    self.action = action
    self.text = text
    self.findings = findings
    self.reason = reason
  }
}
