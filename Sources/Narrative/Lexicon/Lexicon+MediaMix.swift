extension Lexicon {
  static let mediaMix: [Measure] = [
    Measure(
      "mmm.contribution", en: ["contribution"],
      de: ["Beitrag", "Beiträge"], .masculine, .more),
    Measure(
      "mmm.contribution_share", en: ["share of the outcome", "contribution share"],
      de: ["Anteil am Ergebnis", "Beitragsanteil"], .masculine, .more),
    Measure(
      "mmm.roi", en: ["ROI", "return on investment", "return"],
      de: ["ROI", "Ertrag je Geldeinheit", "Rendite"], .masculine, .more),
    Measure(
      "mmm.mroi", en: ["marginal ROI", "mROI", "marginal return"],
      de: ["Grenz-ROI", "mROI", "Grenzertrag"], .masculine, .more),
    Measure(
      "mmm.cost_per_kpi", en: ["cost per unit of the KPI", "cost per outcome"],
      de: ["Kosten je Einheit der Kennzahl"], .plural, .less),
    Measure(
      "mmm.baseline_share", en: ["share without media", "baseline share", "baseline"],
      de: ["Anteil ohne Werbung", "Grundanteil", "Grundlinie"], .masculine),
    Measure(
      "mmm.effectiveness", en: ["effectiveness", "outcome for 1000 exposures"],
      de: ["Wirkung je 1000 Kontakte"], .feminine, .more),
    Measure(
      "mmm.carry_over", "half_life", en: ["half-life"], de: ["Halbwertszeit"], .feminine),
    Measure(
      "mmm.carry_over", "mean_lag", en: ["mean lag"], de: ["mittlere Verzögerung"], .feminine),
    Measure(
      "mmm.carry_over", "first_period_share", en: ["share of the first period"],
      de: ["Anteil der ersten Periode"], .masculine),
    Measure("mmm.fit", "r2", en: ["R²"], de: ["R²", "Bestimmtheitsmaß"], .neuter, .more),
    Measure(
      "mmm.fit", "mape", en: ["mean absolute percentage error", "MAPE"],
      de: ["mittlerer prozentualer Fehler", "MAPE"], .masculine, .less),
    Measure(
      "mmm.fit", "wmape", en: ["weighted error", "WMAPE"], de: ["gewichteter Fehler", "WMAPE"],
      .masculine, .less),
    Measure(
      "mmm.fit", "coverage", en: ["coverage"], de: ["Überdeckung"], .feminine),
    Measure(
      "mmm.holdout", en: ["error in the held-out periods"],
      de: ["Fehler in zurückgehaltenen Perioden"], .masculine, .less),
    Measure(
      "mmm.health", "best_probability", en: ["probability of the highest ROI"],
      de: ["Wahrscheinlichkeit des höchsten ROI"], .feminine),
    Measure(
      "mmm.health", "profit_probability",
      en: ["probability of returning more than its cost", "probability of a profit"],
      de: ["Wahrscheinlichkeit, mehr als die Kosten einzubringen", "Gewinnwahrscheinlichkeit"],
      .feminine, .more),
    Measure(
      "mmm.diagnostic", "rhat_max", en: ["largest R-hat", "R-hat"], de: ["größtes R-hat", "R-hat"],
      .neuter, .less),
    Measure(
      "mmm.diagnostic", "ess_bulk_min", en: ["smallest effective sample size"],
      de: ["kleinste effektive Stichprobe"], .feminine, .more),
    Measure(
      "mmm.diagnostic", "divergences", en: ["divergences", "divergent transitions"],
      de: ["Divergenzen"], .plural, .less),
    Measure("mmm.forecast", en: ["forecast"], de: ["Prognose"], .feminine, .more),
    Measure(
      "mmm.forecast_change", en: ["change on the year before"],
      de: ["Veränderung zum Vorjahr"], .feminine, .more),
    Measure(
      "mmm.forecast_roi", en: ["planned ROI"], de: ["geplanter ROI"], .masculine, .more),
    Measure(
      "mmm.experiment", en: ["lift measured by the experiment"],
      de: ["im Experiment gemessener Lift"], .masculine),
    Measure(
      "mmm.baseline_part", en: ["part of the baseline"], de: ["Teil der Grundlinie"], .masculine),
    Measure("mmm.check", en: ["readiness measure"], de: ["Bereitschaftsmaß"], .neuter),
    Measure(
      "mmm.compare", "roi", en: ["ROI by the compared model"],
      de: ["ROI nach dem verglichenen Modell"], .masculine, .more),
    Measure(
      "mmm.compare", en: ["score of the compared model"], de: ["Güte des verglichenen Modells"],
      .feminine),
    Measure(
      "mmm.compare_spread", en: ["spread over the compared models"],
      de: ["Spanne über die verglichenen Modelle"], .feminine, .less),
    Measure(
      "mmm.contraction", en: ["contraction of the prior"], de: ["Verengung des Priors"], .feminine,
      .more),
    Measure("mmm.cv", en: ["cross-validated score"], de: ["kreuzvalidierte Güte"], .feminine),
    Measure(
      "mmm.diagnostic", "ess_tail_min", en: ["smallest tail sample size"],
      de: ["kleinste Rand-Stichprobe"], .feminine, .more),
    Measure(
      "mmm.diagnostic", "ebfmi_min", en: ["smallest energy fraction"],
      de: ["kleinster Energieanteil"], .masculine, .more),
    Measure(
      "mmm.drift", en: ["drift since the earlier run"], de: ["Verschiebung seit dem früheren Lauf"],
      .feminine),
    Measure(
      "mmm.fit", "crps", en: ["ranked probability score"], de: ["Rangwahrscheinlichkeitsmaß"],
      .neuter, .less),
    Measure(
      "mmm.fit", "r2_geo", en: ["R² within regions"], de: ["R² innerhalb der Regionen"], .neuter,
      .more),
    Measure(
      "mmm.forecast_carry_in", en: ["effect carried in from before the plan"],
      de: ["aus der Zeit vor dem Plan mitgebrachte Wirkung"], .feminine),
    Measure(
      "mmm.forecast_carry_out", en: ["effect carried out beyond the plan"],
      de: ["über den Plan hinausreichende Wirkung"], .feminine),
    Measure(
      "mmm.forecast_caused", en: ["outcome of the planned media"],
      de: ["Ergebnis der geplanten Medien"], .neuter, .more),
    Measure(
      "mmm.forecast_extrapolation_share", en: ["share beyond the observed spend"],
      de: ["Anteil jenseits der beobachteten Ausgaben"], .masculine, .less),
    Measure(
      "mmm.health", en: ["finding of the health check"], de: ["Befund der Gesundheitsprüfung"],
      .masculine),
    Measure(
      "mmm.information_gain", en: ["information gained from experiments"],
      de: ["Informationsgewinn aus Experimenten"], .masculine, .more),
    Measure("mmm.loo", en: ["leave-one-out measure"], de: ["Leave-one-out-Maß"], .neuter),
    Measure(
      "mmm.optimal_frequency", en: ["optimal frequency"], de: ["optimale Kontaktdosis"], .feminine),
    Measure("mmm.parameter", en: ["model parameter"], de: ["Modellparameter"], .masculine),
    Measure(
      "mmm.ppc", en: ["posterior predictive probability"],
      de: ["prädiktive Posterior-Wahrscheinlichkeit"], .feminine),
    Measure(
      "mmm.prior_predictive", en: ["prior predictive value"], de: ["prädiktiver Prior-Wert"],
      .masculine),
    Measure("mmm.time_effect", en: ["effect over time"], de: ["zeitlicher Effekt"], .masculine),
    Measure(
      "mmm.without_experiments", en: ["value without the experiments"],
      de: ["Wert ohne die Experimente"], .masculine),
  ]
}
