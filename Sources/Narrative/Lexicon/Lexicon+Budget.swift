extension Lexicon {
  static let budget: [Measure] = [
    Measure(
      "budget.current", en: ["current spend", "today's spend", "spend"],
      de: ["heutiges Budget", "heutige Ausgaben", "Ausgaben"], .neuter),
    Measure(
      "budget.recommended", en: ["recommended spend", "spend"],
      de: ["empfohlenes Budget", "Ausgaben"], .neuter),
    Measure("budget.planned", en: ["planned spend"], de: ["geplante Ausgaben"], .plural),
    Measure(
      "budget.change", en: ["change of the spend"], de: ["Veränderung der Ausgaben"], .feminine),
    Measure(
      "budget.outcome", en: ["outcome of the plan"], de: ["Ergebnis des Plans"], .neuter, .more),
    Measure(
      "budget.roi", en: ["return of the plan"], de: ["Rendite des Plans"], .feminine, .more),
    Measure(
      "budget.mroi", en: ["return of the next unit of money"],
      de: ["Ertrag der nächsten Geldeinheit"], .masculine, .more),
    Measure(
      "budget.frequency", en: ["contacts per person reached"],
      de: ["Kontakte je erreichter Person"], .plural),
    Measure(
      "budget.outcome_change_share", en: ["change of the outcome in relation to the present plan"],
      de: ["Veränderung des Ergebnisses im Verhältnis zum jetzigen Plan"], .feminine, .more),
    Measure(
      "budget.probability_asked", en: ["probability asked for"],
      de: ["verlangte Wahrscheinlichkeit"], .feminine),
    Measure(
      "budget.optimism", en: ["flattery by choosing on the same draws"],
      de: ["Schönung durch die Wahl an denselben Ziehungen"], .feminine, .less),
    Measure(
      "budget.flighting_gain", en: ["gain by a free course"], de: ["Gewinn durch freien Verlauf"],
      .masculine, .more),
    Measure(
      "budget.flighting_gap", en: ["gap of the free course"], de: ["Lücke des freien Verlaufs"],
      .feminine, .less),
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
