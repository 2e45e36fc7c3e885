extension Lexicon {
  static let budget: [Measure] = [
    Measure(
      "budget.current", en: ["current spend", "today's spend", "spend"],
      de: ["heutiges Budget", "heutige Ausgaben", "Ausgaben"], .neuter),
    Measure(
      "budget.recommended", en: ["recommended spend", "spend"],
      de: ["empfohlenes Budget", "Ausgaben"], .neuter),
    Measure(
      "budget.outcome_change", en: ["change of the outcome"], de: ["Veränderung des Ergebnisses"],
      .feminine, .more),
    Measure(
      "budget.probability_better", en: ["probability of beating the present plan"],
      de: ["Wahrscheinlichkeit, den jetzigen Plan zu übertreffen"], .feminine, .more),
    Measure(
      "budget.optimality_gap", en: ["optimality gap"], de: ["Optimalitätslücke"], .feminine, .less),
    Measure("budget.regret", en: ["expected regret"], de: ["erwartetes Bedauern"], .neuter, .less),
    Measure(
      "budget.evpi", en: ["value of perfect information"],
      de: ["Wert vollständiger Information"], .masculine),
    Measure(
      "budget.next_experiment", en: ["value of the next experiment"],
      de: ["Wert des nächsten Experiments"], .masculine, .more),
  ]
}
