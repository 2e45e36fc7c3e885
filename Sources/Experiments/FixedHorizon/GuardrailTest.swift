/// Whether an arm keeps a guardrail: the test that it is not worse than control by the margin.
///
/// Every guardrail has to pass before an arm may, so none is corrected for their number: the
/// probability that an arm which breaks one passes them all is at most alpha.
public struct GuardrailTest: Sendable, Equatable {
  /// What the data say.
  public enum Verdict: String, Codable, Sendable {
    /// The arm is not worse than the margin allows.
    case kept
    /// The arm is worse than the margin allows.
    case broken
    /// The data cannot tell.
    case unclear
  }

  /// How much worse the arm may be, in the metric's unit.
  public let margin: Double
  /// The probability of data at least as favourable if the arm were worse by just the margin.
  public let pValue: Double
  /// What the data say at level alpha.
  public let verdict: Verdict

  init(_ contrast: Contrast, _ rule: ExperimentMetric.Guardrail, alpha: Double) {
    let isRelative = rule.scale == .relative
    let direction = rule.harm == .decrease ? -1.0 : 1.0
    // A margin is a fraction of control's size, also where control is below zero.
    let outward = contrast.control.value < 0 ? -direction : direction
    let factor = isRelative ? max(0, 1 + outward * rule.margin) : 1
    let offset = isRelative ? 0 : direction * rule.margin
    margin = isRelative ? rule.margin * abs(contrast.control.value) : rule.margin
    let z = -direction * contrast.standardised(factor: factor, offset: offset)
    pValue = contrast.law.lowerTail(-z)
    verdict =
      pValue <= alpha ? .kept : contrast.law.lowerTail(z) <= alpha ? .broken : .unclear
  }
}
