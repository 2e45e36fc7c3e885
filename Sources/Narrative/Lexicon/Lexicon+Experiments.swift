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
    Measure("experiment.statistic", en: ["test statistic"], de: ["Teststatistik"], .feminine),
    Measure("experiment.boundary", en: ["stopping boundary"], de: ["Abbruchgrenze"], .feminine),
    Measure(
      "experiment.expected_loss", en: ["expected loss"], de: ["erwarteter Schaden"], .masculine,
      .less),
    Measure(
      "experiment.guardrail", en: ["p-value of the guardrail"], de: ["p-Wert der Leitplanke"],
      .masculine, .less),
    Measure(
      "experiment.variance_share", en: ["variance that the covariate explains"],
      de: ["Varianz, die die Kovariate erklärt"], .feminine, .more),
    Measure(
      "experiment.check", en: ["rows set aside"], de: ["beiseitegelegte Zeilen"], .plural, .less),
    Measure(
      "experiment.power", en: ["power of the experiment"], de: ["Teststärke des Experiments"],
      .feminine, .more),
    Measure(
      "experiment.mde", en: ["smallest effect the experiment can show"],
      de: ["kleinster Effekt, den das Experiment zeigen kann"], .masculine, .less),
    Measure(
      "experiment.baseline", en: ["assumed baseline rate"], de: ["angenommene Ausgangsrate"],
      .feminine),
    Measure(
      "experiment.inflation", en: ["inflation by looks"], de: ["Zuschlag für Blicke"], .masculine,
      .less),
    Measure(
      "uplift.predicted", en: ["predicted uplift"], de: ["vorhergesagter Uplift"], .masculine, .more
    ),
    Measure(
      "uplift.segment", en: ["uplift of the segment"], de: ["Uplift des Segments"], .masculine,
      .more),
    Measure(
      "uplift.targeted_share", en: ["targeted share"], de: ["angesprochener Anteil"], .masculine),
    Measure(
      "uplift.srm", en: ["p-value of the allocation of the uplift test"],
      de: ["p-Wert der Zuteilung des Uplift-Tests"], .masculine, .more),
    Measure(
      "uplift.units", en: ["units of the uplift test"], de: ["Einheiten des Uplift-Tests"], .plural),
  ]
}
