extension Lexicon {
  static let attribution: [Measure] = [
    Measure(
      "attribution.journeys", en: ["journeys"], de: ["Customer Journeys", "Journeys"], .plural),
    Measure("attribution.conversions", en: ["conversions"], de: ["Conversions"], .plural, .more),
    Measure(
      "attribution.value", en: ["value of conversions", "attributed value"],
      de: ["Wert der Conversions", "zugerechneter Wert"], .masculine, .more),
    Measure(
      "attribution.credit", en: ["credit", "credited conversions"],
      de: ["Zurechnung", "zugerechnete Conversions"], .feminine, .more),
    Measure(
      "attribution.share", en: ["share of the credit"], de: ["Anteil an der Zurechnung"],
      .masculine,
      .more),
    Measure(
      "attribution.removal_effect", en: ["removal effect"], de: ["Entfernungseffekt"], .masculine,
      .more),
    Measure(
      "attribution.conversion_probability", en: ["conversion probability"],
      de: ["Conversion-Wahrscheinlichkeit"], .feminine, .more),
    Measure(
      "attribution.cost_per_conversion", en: ["cost per conversion"],
      de: ["Kosten je Conversion"], .plural, .less),
    Measure(
      "attribution.roas", en: ["ROAS", "return on ad spend"], de: ["ROAS"], .masculine, .more),
    Measure(
      "attribution.calibrated_credit",
      en: ["credit scaled to lift tests", "calibrated credit"],
      de: ["an Lift-Tests angepasste Zurechnung", "kalibrierte Zurechnung"], .feminine, .more),
    Measure(
      "attribution.calibration", en: ["calibration factor"], de: ["Kalibrierungsfaktor"],
      .masculine),
    Measure(
      "attribution.rank", "probability_first", en: ["probability of the largest credit"],
      de: ["Wahrscheinlichkeit der größten Zurechnung"], .feminine),
    Measure(
      "attribution.rank", "probability_above_next",
      en: ["probability of more credit than the next"],
      de: ["Wahrscheinlichkeit von mehr Zurechnung als der Nächste"], .feminine),
    Measure(
      "attribution.disagreement", "share_range",
      en: ["disagreement between models", "shares apart"],
      de: ["Uneinigkeit der Modelle", "Anteile auseinander"], .feminine, .less),
    Measure(
      "attribution.check", en: ["rows of the intake check"], de: ["Zeilen der Eingangsprüfung"],
      .plural),
    Measure(
      "attribution.score", en: ["score of the attribution model"],
      de: ["Güte des Attributionsmodells"], .feminine),
    Measure(
      "attribution.worth", en: ["worth in the coalition game"], de: ["Wert im Koalitionsspiel"],
      .masculine, .more),
    Measure(
      "attribution.worth_error", en: ["error of the worth"], de: ["Fehler des Koalitionswerts"],
      .masculine, .less),
  ]
}
