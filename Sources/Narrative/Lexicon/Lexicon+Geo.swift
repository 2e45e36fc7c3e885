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
  ]
}
