import Findings
import Resampling

extension AttributionSectionMaker {
  /// Credits of every model.
  func credit() -> Section {
    Section(
      id: "attribution-credit",
      title: Phrase(en: "Credit by channel", de: "Gutschriften je Kanal"),
      blocks: [meaning] + figures(["attribution.credit"])
        + result.models.flatMap { [.table(table($0))] + notes($0) } + [intervalNote])
  }

  private var meaning: Section.Block {
    .note(
      .init(
        .information,
        Phrase(
          en: "Credit divides the conversions of the data between channels by a rule or a model. It"
            + " does not say how many there would be without a channel; lift tests do.",
          de: "Gutschriften teilen die Conversions der Daten nach einer Regel oder einem Modell auf"
            + " Kanäle auf. Sie sagen nicht, wie viele es ohne einen Kanal gäbe; das tun Lift-Tests."
        )
      ))
  }

  private func table(_ estimate: ModelEstimate) -> Grid {
    let credited = estimate.credit
    let hasValue = result.intake.hasValue
    let hasWorth =
      credited.worth != nil && units.worth(estimate.model) != AttributionUnits.conversions
    let share = Phrase(en: "Share", de: "Anteil")
    var columns = [
      Self.channel, Phrase(en: "Conversions", de: "Conversions"), Self.interval, share,
      Self.interval,
    ]
    if hasValue { columns += [Phrase(en: "Value", de: "Wert"), Self.interval] }
    if credited.removalEffects != nil {
      columns += [Phrase(en: "Removal effect", de: "Entfernungseffekt"), Self.interval]
    }
    // In a sum game the worth is the credit itself.
    if hasWorth { columns += [Phrase(en: "Worth in the game", de: "Spielwert"), Self.interval] }
    let order = credited.conversions == nil ? Array(channels.indices) : estimate.order
    let rows = order.map { channel -> [Grid.Cell] in
      func pair(_ id: String, _ part: CreditReplicates.Part) -> [Grid.Cell] {
        cells(key(id, channel, estimate), estimate.interval(part, channel: channel))
      }
      var row: [Grid.Cell] = [.text(Phrase(channels[channel]))]
      row += pair("attribution.credit", .conversions) + pair("attribution.share", .share)
      if hasValue { row += pair("attribution.value", .value) }
      if credited.removalEffects != nil {
        row += pair("attribution.removal_effect", .removalEffect)
      }
      if hasWorth { row += pair("attribution.worth", .worth) }
      return row
    }
    let name = estimate.model.rawValue
    return Grid(
      id: "attribution.credit.\(name)",
      title: Phrase(en: "Credit by \(name)", de: "Gutschriften nach \(name)"), columns: columns,
      rows: rows)
  }

  /// Refusals, and which channels the data cannot put in order.
  private func notes(_ estimate: ModelEstimate) -> [Section.Block] {
    let name = estimate.model.rawValue
    if let objection = result.objection(estimate) {
      let text = Phrase(
        en: "\(name): \(objection.reason.en). \(objection.remedy.en)",
        de: "\(name): \(objection.reason.de). \(objection.remedy.de)")
      return [.note(.init(isForced ? .warning : .withheld, text))]
    }
    let runs = estimate.unclear.map { run in run.map { channels[$0] } }
    guard !runs.isEmpty else { return [] }
    let list = runs.map { $0.joined(separator: ", ") }.joined(separator: "; ")
    return [
      .note(
        .init(
          .warning,
          Phrase(
            en: "By \(name), neighbours in these lists are not distinguishable: \(list)."
              + leaders(estimate, .en),
            de: "Nach \(name) sind Nachbarn in diesen Listen nicht unterscheidbar: \(list)."
              + leaders(estimate, .de))))
    ]
  }

  /// Who may have the largest credit, where it is not clear.
  private func leaders(_ estimate: ModelEstimate, _ language: Language) -> String {
    let first = estimate.replicates.ranks.first
    guard let largest = first.max(), largest < estimate.level else { return "" }
    let style = NumberStyle(language)
    let list = first.indices.filter { first[$0] >= 0.01 }
      .sorted { (first[$0], $1) > (first[$1], $0) }
      .prefix(5)
      .map { "\(channels[$0]) \(style.quantity(first[$0], as: .share))" }
    let words = Phrase(
      en: "Probability of the largest credit",
      de: "Wahrscheinlichkeit der größten Gutschrift")[language]
    return " \(words): \(list.joined(separator: ", "))."
  }

  private var intervalNote: Section.Block {
    guard result.options.bootstrap > 0 else {
      return .note(
        .init(
          .warning,
          Phrase(
            en: "No intervals: the bootstrap was switched off.",
            de: "Keine Intervalle: Der Bootstrap war abgeschaltet.")))
    }
    let text =
      result.intake.users > 0 && !result.intake.takesJourneysAsUsers
      ? Phrase(
        en: "Intervals come from resampled users with all their journeys; how many users come is"
          + " taken as chance, too.",
        de: "Intervalle kommen aus neu gezogenen Nutzern mit allen ihren Journeys; auch wie viele"
          + " Nutzer kommen, gilt als Zufall.")
      : Phrase(
        en:
          "The data do not tell which journeys are of one user: intervals come from resampled journeys, as if each were of"
          + " another user, and are too narrow where users come again.",
        de:
          "Die Daten sagen nicht, welche Journeys zu einem Nutzer gehören: Intervalle kommen aus neu gezogenen Journeys, als wäre"
          + " jede von einem anderen Nutzer, und sind zu schmal, wo Nutzer wiederkommen.")
    return .note(.init(.information, text))
  }
}
