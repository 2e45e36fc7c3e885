extension Lexicon {
  static let bandits: [Measure] =
    [
      Measure(
        "bandit.share", en: ["share of decisions", "allocation"], de: ["Anteil der Ausspielungen"],
        .masculine),
      Measure(
        "bandit.probability_best", en: ["probability of being the best arm"],
        de: ["Wahrscheinlichkeit, der beste Arm zu sein"], .feminine, .more),
      Measure("bandit.guardrail", "cpa", en: ["CPA"], de: ["CPA"], .masculine, .less),
      Measure("bandit.guardrail", "roas", en: ["ROAS"], de: ["ROAS"], .masculine, .more),
      Measure(
        "bandit.guardrail", "frequency", en: ["frequency"], de: ["Kontaktdosis"], .feminine, .less),
      Measure(
        "bandit.value", en: ["policy value", "value of the policy"], de: ["Wert der Strategie"],
        .masculine, .more),
      Measure(
        "bandit.ess", en: ["effective sample size"], de: ["effektive Stichprobe"], .feminine, .more),
      Measure(
        "bandit.regret_ratio", en: ["ratio of regrets"], de: ["Verhältnis der Regrets"], .neuter,
        .less),
      Measure("bandit.regret", en: ["regret"], de: ["Regret", "Bedauern"], .masculine, .less),
      Measure(
        "bandit.campaigns", en: ["number of simulated campaigns"],
        de: ["Zahl der simulierten Kampagnen"], .feminine),
    ]
    + [("cpa", "CPA", "CPA"), ("roas", "ROAS", "ROAS"), ("frequency", "frequency", "Kontaktdosis")]
    .flatMap(bounds)

  /// How often a simulated bandit misses the bound on a metric.
  private static func bounds(_ metric: String, _ english: String, _ german: String) -> [Measure] {
    [
      Measure(
        "bandit.violation_share", metric, en: ["share of campaigns beyond the \(english) bound"],
        de: ["Anteil der Kampagnen jenseits der \(german)-Grenze"], .masculine, .less),
      Measure(
        "bandit.permitted_violation_share", metric, en: ["permitted share of \(english) misses"],
        de: ["erlaubte Anteil an \(german)-Verfehlungen"], .masculine),
    ]
  }
}
