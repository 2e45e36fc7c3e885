import Findings

/// Whether the model foresees periods it has not seen: coverage of its intervals there, and whether
/// it beats their mean.
///
/// An R² below zero says that the mean of the held-out periods would have been closer; the model did
/// not know that mean, so this asks for review and never fails. Coverage is judged as in
/// `IntervalCoverage`.
enum HoldoutSkill: HealthCheck {
  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    guard let holdout = evidence.holdout else { return nil }
    let title = Phrase(en: "Forecast of held-out periods", de: "Vorhersage zurückgelegter Perioden")
    let coverage = IntervalCoverage.outcome(
      holdout, evidence.level, check: "holdout", id: "mmm.holdout", title: title,
      good: Phrase(
        en: "The model foresaw periods it had not seen, as well as it said.",
        de: "Das Modell sah ungesehene Perioden so gut voraus, wie es angab."))
    guard let rSquared = holdout.rSquared, rSquared < 0, coverage?.status == .good else {
      return coverage
    }
    return HealthOutcome(
      check: "holdout", title: title, status: .review,
      shown: FindingKey(id: "mmm.holdout", subject: ["metric": "r2"], period: holdout.period),
      meaning: Phrase(
        en: "The forecast is further off than the plain mean of the held-out periods.",
        de: "Die Vorhersage liegt weiter daneben als das bloße Mittel der zurückgelegten Perioden."),
      remedy: Phrase(
        en: "Do not forecast with this fit; try fewer knots or a season of another order.",
        de: "Mit dieser Anpassung nicht vorhersagen; weniger Knoten oder eine andere Saison"
          + " versuchen."))
  }
}
