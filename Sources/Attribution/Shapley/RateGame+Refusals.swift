import Findings

extension Credit.Refusal {
  /// A game of rates without journeys that did not convert.
  static let withoutNulls = Credit.Refusal(
    Phrase(
      en: "the data hold no journeys without conversion, so every coalition of channels has the "
        + "same rate",
      de: "die Daten enthalten keine Journeys ohne Conversion, daher hat jede Koalition von "
        + "Kanälen dieselbe Rate"),
    remedy: Phrase(
      en: "Export journeys without conversion too, or use shapley, the sum game.",
      de: "Auch Journeys ohne Conversion exportieren oder shapley verwenden, das "
        + "Summenspiel."))

  /// A value game without value.
  static let withoutValue = Credit.Refusal(
    Phrase(en: "the conversions have no value", de: "die Conversions haben keinen Wert"),
    remedy: Phrase(
      en: "Name the column of value, or use shapley-rate.",
      de: "Die Spalte des Werts nennen oder shapley-rate verwenden."))

  /// A game in which a channel has negative worth.
  static func mixedSigns(_ channel: String) -> Credit.Refusal {
    Credit.Refusal(
      Phrase(
        en: "journeys with \(channel) have a lower rate than those without it, so its worth is "
          + "negative and shares have no meaning",
        de:
          "Journeys mit \(channel) haben eine niedrigere Rate als solche ohne, sein Wert ist also "
          + "negativ, und Anteile haben keinen Sinn"),
      remedy: Phrase(
        en: "Read the worth of the channels as it is, or use shapley, the sum game, whose worth is "
          + "never negative.",
        de:
          "Den Wert der Kanäle lesen, wie er ist, oder shapley verwenden, das Summenspiel, "
          + "dessen Wert nie negativ ist."))
  }
}
