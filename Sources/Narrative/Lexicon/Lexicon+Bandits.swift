extension Lexicon {
  static let bandits: [Measure] = [
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
    Measure("bandit.regret", en: ["regret"], de: ["Regret", "Bedauern"], .masculine, .less),
  ]
}
