/// The rule that decides whether draws may be reported from.
///
/// Thresholds of Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021, doi:10.1214/20-BA1221) for
/// R-hat and effective sample size, and of Betancourt (2016, arXiv:1604.00695) for E-BFMI.
public struct ConvergenceGate: Sendable, Equatable {
  /// Rank-normalised split R-hat has to stay below this.
  public var rHat = 1.01
  /// The smallest bulk and tail effective sample size that passes, in draws.
  public var effectiveSampleSize = 400.0
  /// The largest share of divergent draws that passes.
  public var divergenceShare = 0.001
  /// The smallest energy fraction of missing information that passes.
  public var energyFraction = 0.3

  /// The usual thresholds.
  public init() {}

  /// A threshold that was missed.
  public enum Failure: String, Sendable, Equatable, CaseIterable {
    case rHat, essBulk, essTail, divergences, energyFraction
  }

  /// What was found, and what of it fails.
  public struct Verdict: Sendable, Equatable {
    /// The largest R-hat, and whose it is.
    public var rHatMax = 1.0
    /// The quantity with the largest R-hat.
    public var worstRHat = ""
    /// The smallest bulk effective sample size.
    public var essBulkMin = Double.infinity
    /// The smallest tail effective sample size.
    public var essTailMin = Double.infinity
    /// The quantity with the smallest effective sample size of either kind.
    public var worstEffectiveSampleSize = ""
    /// Divergent draws.
    public var divergences = 0
    /// The smallest E-BFMI of a chain.
    public var energyFractionMin = Double.infinity
    /// Each threshold that was missed.
    public var failures: [Failure] = []

    /// Whether nothing fails.
    public var passed: Bool { failures.isEmpty }

    /// Takes one quantity in; a number that could not be computed counts as the worst.
    mutating func include(_ name: String, _ summary: ConvergenceSummary) {
      let rHat = summary.rHat.isNaN ? .infinity : summary.rHat
      if rHat > rHatMax {
        rHatMax = rHat
        worstRHat = name
      }
      let bulk = summary.essBulk.isNaN ? 0 : summary.essBulk
      let tail = summary.essTail.isNaN ? 0 : summary.essTail
      if min(bulk, tail) < min(essBulkMin, essTailMin) { worstEffectiveSampleSize = name }
      essBulkMin = min(essBulkMin, bulk)
      essTailMin = min(essTailMin, tail)
    }
  }

  /// Judges named quantities and the run as a whole.
  ///
  /// A quantity that does not vary at all is left out: it is known, not badly sampled.
  ///
  /// - Parameters:
  ///   - summaries: the sampled parameters and every reported quantity.
  ///   - divergences: divergent draws after warm-up, of `draws` in all.
  ///   - energyFractions: the E-BFMI of each chain.
  public func judge(
    _ summaries: [(name: String, summary: ConvergenceSummary)], divergences: Int, draws: Int,
    energyFractions: [Double]
  ) -> Verdict {
    var verdict = Verdict()
    for (name, summary) in summaries where summary.standardDeviation != 0 {
      verdict.include(name, summary)
    }
    verdict.divergences = divergences
    verdict.energyFractionMin = energyFractions.map { $0.isNaN ? 0 : $0 }.min() ?? 0
    if verdict.rHatMax >= rHat { verdict.failures.append(.rHat) }
    if verdict.essBulkMin < effectiveSampleSize { verdict.failures.append(.essBulk) }
    if verdict.essTailMin < effectiveSampleSize { verdict.failures.append(.essTail) }
    if Double(divergences) > divergenceShare * Double(draws) {
      verdict.failures.append(.divergences)
    }
    if verdict.energyFractionMin < energyFraction { verdict.failures.append(.energyFraction) }
    return verdict
  }
}
