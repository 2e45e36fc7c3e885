extension Lexicon {
  static let geo: [Measure] = [
    Measure("geo.investment", en: ["cost of the test"], de: ["Kosten des Tests"], .plural, .less),
    Measure(
      "geo.incremental", en: ["incremental outcome", "increment"],
      de: ["inkrementelles Ergebnis", "Zuwachs"], .neuter, .more),
    Measure(
      "geo.att", en: ["effect a geo and period", "ATT"],
      de: ["Effekt je Gebiet und Periode", "ATT"], .masculine, .more),
    Measure("geo.lift", en: ["lift"], de: ["Lift"], .masculine, .more),
    Measure(
      "geo.iroas", en: ["iROAS", "incremental return on ad spend"], de: ["iROAS"], .masculine,
      .more),
    Measure(
      "geo.cost_per_outcome", en: ["cost per incremental unit"],
      de: ["Kosten je zusätzlicher Einheit"], .plural, .less),
    Measure("geo.p_value", en: ["p-value", "p"], de: ["p-Wert", "p"], .masculine, .less),
    Measure(
      "geo.smallest_p", en: ["smallest possible p-value"], de: ["kleinstmöglicher p-Wert"],
      .masculine),
    Measure(
      "geo.mde", en: ["minimum detectable effect", "MDE"],
      de: ["kleinster nachweisbarer Effekt", "MDE"], .masculine, .less),
    Measure("geo.power", en: ["power"], de: ["Teststärke"], .feminine, .more),
    Measure(
      "geo.pre_fit", "scaled_l2", en: ["scaled imbalance before the test"],
      de: ["relative Abweichung vor dem Test"], .feminine, .less),
    Measure(
      "geo.sensitivity", en: ["effect under another choice"], de: ["Effekt bei anderer Wahl"],
      .masculine),
    Measure(
      "geo.needed", "periods", en: ["periods that would do"], de: ["Perioden, die genügen würden"],
      .plural),
    Measure(
      "geo.needed", "geos", en: ["geos that would do"], de: ["Gebiete, die genügen würden"], .plural
    ),
    Measure(
      "geo.winner_probability", en: ["probability of being the best cell"],
      de: ["Wahrscheinlichkeit, die beste Zelle zu sein"], .feminine, .more),
    Measure(
      "geo.cell_difference", en: ["difference between cells"], de: ["Unterschied der Zellen"],
      .masculine),
    Measure(
      "geo.optimum", en: ["value of the fit at its optimum"], de: ["Wert der Anpassung im Optimum"],
      .masculine, .less),
    Measure(
      "geo.optimum_weight", en: ["weight at the other optimum"], de: ["Gewicht im anderen Optimum"],
      .neuter),
    Measure(
      "geo.predictor_weight", en: ["weight of the predictor"], de: ["Gewicht des Prädiktors"],
      .neuter),
    Measure("geo.weight", en: ["weight in the comparison"], de: ["Gewicht im Vergleich"], .neuter),
    Measure(
      "geo.inclusion", en: ["inclusion probability"], de: ["Aufnahmewahrscheinlichkeit"], .feminine),
    Measure(
      "geo.tail_probability", en: ["probability of the opposite sign"],
      de: ["Wahrscheinlichkeit des Gegenteils"], .feminine, .less),
    Measure("geo.placebo", "p", en: ["placebo p-value"], de: ["Placebo-p-Wert"], .masculine, .less),
    Measure(
      "geo.placebo", "p_ratio", en: ["placebo p-value of the error ratio"],
      de: ["Placebo-p-Wert des Fehlerverhältnisses"], .masculine, .less),
    Measure(
      "geo.placebo", "standard_error", en: ["placebo standard error"],
      de: ["Placebo-Standardfehler"], .masculine, .less),
    Measure("geo.jackknife", en: ["jackknife error"], de: ["Jackknife-Fehler"], .masculine, .less),
    Measure(
      "geo.pre_fit", "l2", en: ["imbalance before the test"], de: ["Abweichung vor dem Test"],
      .feminine, .less),
    Measure(
      "geo.diagnostic", "rhat_max", en: ["largest R-hat of the time series"],
      de: ["größtes R-hat der Zeitreihe"], .neuter, .less),
    Measure(
      "geo.diagnostic", "ess_bulk_min", en: ["effective sample size of the time series"],
      de: ["effektive Stichprobe der Zeitreihe"], .feminine, .more),
    Measure(
      "geo.diagnostic", "ess_tail_min", en: ["tail sample size of the time series"],
      de: ["Rand-Stichprobe der Zeitreihe"], .feminine, .more),
    Measure(
      "geo.diagnostic", "innovations_p", en: ["p-value of dependent innovations"],
      de: ["p-Wert abhängiger Innovationen"], .masculine, .more),
    Measure(
      "geo.spend", "elsewhere", en: ["spend in the other geos"],
      de: ["Ausgaben in den anderen Gebieten"], .plural),
    Measure(
      "geo.spend", "treated", en: ["spend in the treated geos"],
      de: ["Ausgaben in den behandelten Gebieten"], .plural),
    Measure(
      "geo.spend", "usual", en: ["usual spend of the treated geos"],
      de: ["übliche Ausgaben der behandelten Gebiete"], .plural),
    Measure(
      "geo.audit", en: ["audited rate of the design"], de: ["geprüfte Rate des Entwurfs"], .feminine
    ),
    Measure(
      "geo.design", en: ["property of the design"], de: ["Eigenschaft des Entwurfs"], .feminine),
  ]
}
