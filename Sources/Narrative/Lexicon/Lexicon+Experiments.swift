extension Lexicon {
  static let experiments: [Measure] = [
    Measure("experiment.effect", en: ["effect"], de: ["Effekt"], .masculine),
    Measure("experiment.lift", en: ["lift"], de: ["Lift"], .masculine),
    Measure("experiment.value", en: ["mean"], de: ["Mittelwert"], .masculine),
    Measure("experiment.p_value", en: ["p-value", "p"], de: ["p-Wert", "p"], .masculine, .less),
    Measure(
      "experiment.srm", en: ["p-value of the sample-ratio test"],
      de: ["p-Wert der Aufteilungsprüfung"], .masculine),
    Measure(
      "experiment.sample_size", en: ["sample size"], de: ["Stichprobengröße"], .feminine, .less),
    Measure("experiment.run_time", en: ["run time"], de: ["Laufzeit"], .feminine, .less),
    Measure(
      "experiment.probability_more", en: ["probability of more than control"],
      de: ["Wahrscheinlichkeit, die Kontrolle zu übertreffen"], .feminine, .more),
    Measure(
      "experiment.probability_most", en: ["probability of being best"],
      de: ["Wahrscheinlichkeit, am besten zu sein"], .feminine, .more),
    Measure("experiment.units", en: ["units"], de: ["Einheiten"], .plural),
    Measure(
      "uplift.qini", en: ["Qini coefficient", "Qini"], de: ["Qini-Koeffizient", "Qini"], .masculine,
      .more),
    Measure("uplift.auuc", en: ["AUUC"], de: ["AUUC"], .feminine, .more),
    Measure("uplift.effect", en: ["average effect"], de: ["durchschnittlicher Effekt"], .masculine),
  ]
}
