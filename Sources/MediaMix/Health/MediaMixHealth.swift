public import Findings

/// Whether a fit can be handed in: what each check found, and the verdict that follows.
///
/// A check looks at plain numbers of the fit and says good, review or fail; the verdict is the worst
/// of them, and no score is made up.
public struct MediaMixHealth: Sendable {
  /// The id of every finding: its subject holds `metric`, often `channel`, sometimes `parameter` or
  /// `geo`.
  public static let findingID = "mmm.health"

  /// What the checks found, in their order.
  package let outcomes: [HealthOutcome]
  let channels: [ChannelHealth]
  /// What was known of parameters before and after the data, channel by channel.
  let learned: [(channel: String, parameters: [HealthEvidence.Learned])]

  /// The checks, those that matter most first.
  private static let checks: [any HealthCheck.Type] = [
    Convergence.self, NegativeBaseline.self, OutcomePrediction.self, IntervalCoverage.self,
    HoldoutSkill.self, PriorMovement.self, PriorEdge.self, ExpectationMet.self,
    ChannelSeparation.self, ReturnInPrior.self, ReturnPlausibility.self, BreakEven.self,
    ResidualDependence.self, RegionDependence.self, ResidualTails.self, ResidualTrend.self,
    DataPerEffectiveParameter.self, BestChannel.self, ClosenessOfFit.self,
  ]

  /// Judges the plain numbers of a fit.
  package init(_ evidence: HealthEvidence) {
    outcomes = Self.checks.compactMap { $0.outcome(evidence) }.map(\.finite)
    channels = ChannelHealth.all(evidence, outcomes)
    learned = evidence.channels.map { ($0.name, $0.learned) }
  }

  /// Whether the fit can be handed in: any check that fails says no, any that asks for review says
  /// that the remarks come first.
  public var verdict: HealthVerdict { HealthVerdict(outcomes.map(\.status)) }

  /// The finding that holds the number of checks that want attention, its sentence the verdict.
  public static let attention = FindingKey(id: findingID, subject: ["metric": "attention"])

  /// What may be told: all checks, or convergence alone where numbers are withheld.
  func shown(_ showsNumbers: Bool) -> [HealthOutcome] {
    showsNumbers ? outcomes : outcomes.filter { $0.check == Convergence.name }
  }

  /// What a check found; nil where it does not apply.
  package func outcome(_ check: String) -> HealthOutcome? { outcomes.first { $0.check == check } }
}

extension HealthOutcome {
  /// The same without numbers that could not be computed.
  fileprivate var finite: HealthOutcome {
    var outcome = self
    outcome.measures = measures.filter(\.value.isFinite)
    let lost = measures.filter { !$0.value.isFinite }.map(\.key)
    if let shown, lost.contains(shown) { outcome.shown = nil }
    return outcome
  }
}
