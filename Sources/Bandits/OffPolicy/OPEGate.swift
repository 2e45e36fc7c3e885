public import Findings

/// Decides whether a policy may take over, by what an evaluation says of it: the lower bound of its gain
/// over the policy that wrote the log, the effective number of rows, and what the log does not show.
public struct OPEGate: Sendable, Equatable, Codable {
  /// The estimator whose word counts.
  public var estimator: OffPolicyOptions.Estimator
  /// The probability that the lower bound holds, one-sided.
  public var level: Double
  /// The fewest effective rows.
  public var fewestEffectiveRows: Double
  /// The largest share of the policy's choices that no row of the log shows.
  public var mostUncovered: Double
  /// How much may be lost against the baseline, in rewards a decision; 0 demands a gain.
  public var margin: Double

  /// Makes a gate.
  public init(
    estimator: OffPolicyOptions.Estimator = .dr, level: Double = 0.95,
    fewestEffectiveRows: Double = 100, mostUncovered: Double = 0.01, margin: Double = 0
  ) {
    self.estimator = estimator
    self.level = level
    self.fewestEffectiveRows = fewestEffectiveRows
    self.mostUncovered = mostUncovered
    self.margin = margin
  }

  /// What the gate decided.
  public struct Verdict: Sendable, Equatable {
    /// Whether the policy may take over.
    public var passes: Bool
    /// The lower bound of the gain, or of value less baseline; nil where there is none.
    public var lowerBound: Double?
    /// Why not, each with what to do; empty if the policy passes.
    public var reasons: [Phrase]
  }

  /// Judges an evaluation.
  ///
  /// - Parameter baseline: the value to beat; what the log earned if nil, whose error then goes together
  ///   with the estimate's.
  /// - Throws: `BanditError.badOptions` if the evaluation does not hold the gate's estimator, or has
  ///   intervals of another level than the gate's two-sided one, or none.
  public func verdict(
    _ evaluation: OffPolicyEvaluation, baseline: Double? = nil
  ) throws(BanditError) -> Verdict {
    guard let part = evaluation.parts.first(where: { $0.estimator == estimator }) else {
      throw .badOptions("The gate judges by \(estimator.rawValue), which was not evaluated.")
    }
    guard abs(evaluation.options.level - twoSidedLevel) < 1e-9 else {
      throw .badOptions(
        "The gate needs intervals of level \(twoSidedLevel), the evaluation has "
          + "\(evaluation.options.level).")
    }
    var reasons: [Phrase] = []
    if evaluation.support.uncovered > mostUncovered {
      reasons.append(
        Phrase(
          en: "The log never shows some of the policy's choices. Log them at random first, or take "
            + "them out of the policy.",
          de:
            "Das Protokoll zeigt einige Entscheidungen der Strategie nie. Protokollieren Sie diese "
            + "zuerst mit zufälliger Wahl, oder nehmen Sie sie aus der Strategie."))
    }
    if part.effectiveRows < fewestEffectiveRows {
      reasons.append(
        Phrase(
          en:
            "Too few effective rows carry the estimate. Log longer, or move the policy in smaller "
            + "steps.",
          de:
            "Zu wenige effektive Zeilen tragen die Schätzung. Protokollieren Sie länger, oder ändern "
            + "Sie die Strategie in kleineren Schritten."))
    }
    let bound = lowerBound(part, baseline)
    if let bound {
      if bound < -margin || (margin == 0 && bound == 0) {
        reasons.append(
          Phrase(
            en:
              "The lower bound of the gain does not clear the bar. Keep the present policy, or log "
              + "longer.",
            de:
              "Die untere Grenze des Gewinns reicht nicht aus. Behalten Sie die jetzige Strategie, "
              + "oder protokollieren Sie länger."))
      }
    } else {
      reasons.append(
        part.problem?.reason
          ?? Phrase(
            en: "There is no interval of the gain. Log longer.",
            de: "Es gibt kein Intervall des Gewinns. Protokollieren Sie länger."))
    }
    return Verdict(passes: reasons.isEmpty, lowerBound: bound, reasons: reasons)
  }

  /// The level of two-sided intervals whose lower end holds with `level`.
  public var twoSidedLevel: Double { 2 * level - 1 }

  private func lowerBound(
    _ part: OffPolicyEvaluation.Part, _ baseline: Double?
  ) -> Double? {
    guard let baseline else { return part.gain?.interval?.lower }
    return (part.value?.interval?.lower).map { $0 - baseline }
  }
}
