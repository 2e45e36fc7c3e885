public import Findings

extension AttributionResult {
  /// Why a number is withheld, and what to do.
  typealias Objection = Credit.Refusal

  /// The fewest conversions after a touch of a channel that its share is stated for.
  package static let fewestConversions = 5

  /// Why nothing a model credits is shown; nil if it is.
  func objection(_ estimate: ModelEstimate) -> Objection? {
    if conversions == 0 {
      return Objection(
        Phrase(
          en: "no journey converts, so there is nothing to credit",
          de: "keine Journey konvertiert, es gibt also nichts gutzuschreiben"),
        remedy: Phrase(
          en: "Check which column tells conversions, and that the data hold converting journeys.",
          de: "Prüfen, welche Spalte Conversions nennt, und ob die Daten konvertierende Journeys"
            + " enthalten."))
    }
    if let refusal = estimate.credit.refusal { return refusal }
    guard estimate.credit.conversions == nil else { return nil }
    return Objection(
      Phrase(en: "the model has no credits", de: "das Modell hat keine Gutschriften"),
      remedy: Phrase(en: "Choose another model.", de: "Ein anderes Modell wählen."))
  }

  /// Why a channel's share is withheld although its credit is shown; nil if it is not.
  ///
  /// The data cannot tell a share where fewer than five conversions followed a touch of the channel,
  /// where the interval is wider than twice the share (so that its error is more than about 0.6 of
  /// it) or reaches down to a tenth of it (so that about one user decides), or where the model has no credits in more than one of twenty replicates.
  func shareObjection(_ estimate: ModelEstimate, _ channel: Int) -> Objection? {
    if let objection = objection(estimate) { return objection }
    let more = Phrase(
      en: "Gather more conversions, or join the channel with a similar one.",
      de: "Mehr Conversions sammeln oder den Kanal mit einem ähnlichen zusammenlegen.")
    if paths.touched[channel] < Self.fewestConversions {
      return Objection(
        Phrase(
          en: "fewer than five conversions followed a touch of the channel",
          de: "weniger als fünf Conversions folgten auf einen Kontakt des Kanals"), remedy: more)
    }
    if estimate.replicates.refusedShare > 0.05 {
      return Objection(
        Phrase(
          en: "the model has no valid shares for many resamples of the users",
          de: "das Modell hat für viele Neuziehungen der Nutzer keine gültigen Anteile"),
        remedy: Phrase(
          en: "Gather more journeys, or choose another model.",
          de: "Mehr Journeys sammeln oder ein anderes Modell wählen."))
    }
    guard let share = estimate.credit.share(channel),
      let interval = estimate.interval(.share, channel: channel),
      interval.upper - interval.lower > 2 * share || interval.lower < 0.1 * share
    else { return nil }
    return Objection(
      Phrase(
        en: "the interval is wider than twice the share itself, or reaches down to a tenth of it",
        de: "das Intervall ist breiter als das Doppelte des Anteils oder reicht bis auf ein Zehntel"
          + " davon hinab"), remedy: more)
  }

  /// What the gate objects to, each reason once; empty if every model has credits.
  ///
  /// Shares of rare channels that are withheld one by one are no matter of the gate.
  public var gateReasons: [Phrase] {
    var reasons: [Phrase] = []
    for estimate in models {
      guard let objection = objection(estimate) else { continue }
      let name = estimate.model.rawValue
      let text =
        conversions == 0
        ? Phrase(
          en: "\(objection.reason.en). \(objection.remedy.en)",
          de: "\(objection.reason.de). \(objection.remedy.de)")
        : Phrase(
          en: "\(name): \(objection.reason.en). \(objection.remedy.en)",
          de: "\(name): \(objection.reason.de). \(objection.remedy.de)")
      if !reasons.contains(text) { reasons.append(text) }
    }
    return reasons
  }
}
