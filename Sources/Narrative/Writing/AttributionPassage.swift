import Findings

/// What attribution says.
struct AttributionPassage: Passage {
  static let heading = (
    id: "prose-attribution", title: Phrase(en: "Attribution", de: "Attribution")
  )

  private let table: FindingTable
  private let words: Wording
  private let model: String?

  init(_ table: FindingTable, _ words: Wording) {
    self.table = table
    self.words = words
    model = table.all("attribution.credit", ["channel", "model"]).first?.subject["model"]
  }

  func messages() -> [Message] {
    [total(), leader(), calibrated(), disagreement(), cheapest()].compactMap { $0 }
  }

  private func total() -> Message? {
    guard let conversions = table.shown("attribution.conversions"),
      let journeys = table.shown("attribution.journeys")
    else { return nil }
    return Message(
      .result, isKey: true,
      words.sentence(
        "The touch log holds \(words.value(conversions)) conversions in \(words.value(journeys)) journeys.",
        "Das Protokoll der Kontakte enthält \(words.value(conversions)) Conversions in "
          + "\(words.value(journeys)) Customer Journeys.", [conversions, journeys]))
  }

  private func shares() -> [Finding] {
    guard let model else { return [] }
    return table.all("attribution.share", ["channel", "model"])
      .filter { $0.subject["model"] == model }.falling
  }

  /// Credit is bookkeeping: a channel is associated with conversions, it is not said to cause them.
  private func leader() -> Message? {
    guard let model, let first = shares().first, let name = first.subject["channel"] else {
      return nil
    }
    let share = words.withInterval(first)
    let rank = table.shown(
      "attribution.rank", ["channel": name, "model": model, "metric": "probability_first"])
    if let rank, (rank.value ?? 0) >= 0.8 {
      let chance = words.value(rank)
      return Message(
        .breakdown, isKey: true,
        words.sentence(
          "By \(model), \(name) is associated with \(share) of the credit, the largest share with a "
            + "probability of \(chance).",
          "Nach \(model) entfallen auf \(name) \(share) der Zurechnung, mit einer Wahrscheinlichkeit von "
            + "\(chance) der größte Anteil.", [first, rank]))
    }
    return Message(
      .breakdown, isKey: true,
      words.sentence(
        "By \(model), \(name) is associated with \(share) of the credit; whether that is the largest "
          + "share is not sure.",
        "Nach \(model) entfallen auf \(name) \(share) der Zurechnung; ob das der größte Anteil ist, ist "
          + "nicht sicher.", [first]))
  }

  private func calibrated() -> Message? {
    guard let model else { return nil }
    let scaled = table.all("attribution.calibrated_credit", ["channel", "model"])
      .filter { $0.subject["model"] == model && $0.value != nil }
    guard let first = scaled.first, let name = first.subject["channel"],
      let credit = table.shown("attribution.credit", ["channel": name, "model": model])
    else { return nil }
    return Message(
      .doubt, isKey: true,
      words.sentence(
        "Lift tests correct this: the credit of \(name) by \(model) is \(words.value(credit)) "
          + "conversions, and the credit scaled to lift tests is \(words.withInterval(first)).",
        "Lift-Tests rücken das zurecht: Die Zurechnung von \(name) nach \(model) beträgt "
          + "\(words.value(credit)) Conversions, die an Lift-Tests angepasste Zurechnung "
          + "\(words.withInterval(first)).",
        [credit, first]))
  }

  private func disagreement() -> Message? {
    let ranges = table.all(
      "attribution.disagreement", ["channel", "metric"], metric: "share_range"
    )
    .falling
    guard let first = ranges.first, let name = first.subject["channel"], (first.value ?? 0) > 0.05
    else { return nil }
    return Message(
      .doubt,
      words.sentence(
        "The models disagree most about \(name): their shares of the credit lie "
          + "\(words.value(first)) apart.",
        "Am meisten uneinig sind die Modelle bei \(name): Ihre Anteile an der Zurechnung liegen "
          + "\(words.value(first)) auseinander.", [first]))
  }

  private func cheapest() -> Message? {
    guard let model else { return nil }
    let costs = table.all("attribution.cost_per_conversion", ["channel", "model"])
      .filter { $0.subject["model"] == model }.falling
    guard costs.count > 1, let low = costs.last, let high = costs.first else { return nil }
    let (cheap, dear) = (low.subject["channel"] ?? "", high.subject["channel"] ?? "")
    return Message(
      .breakdown, for: .analyst,
      words.sentence(
        "By \(model), the cost per conversion goes from \(words.value(low)) for \(cheap) to "
          + "\(words.value(high)) for \(dear).",
        "Nach \(model) reichen die Kosten je Conversion von \(words.value(low)) bei \(cheap) bis "
          + "\(words.value(high)) bei \(dear).", [low, high]))
  }
}
