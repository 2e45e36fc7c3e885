import Findings

/// What a finished geo test says.
struct GeoPassage: Passage {
  static let heading = (id: "prose-geo", title: Phrase(en: "Geo test", de: "Geotest"))

  private let table: FindingTable
  private let words: Wording
  private let model: String?

  init(_ table: FindingTable, _ words: Wording) {
    self.table = table
    self.words = words
    model = table.all("geo.incremental", ["model"]).first { $0.value != nil }?.subject["model"]
  }

  func messages() -> [Message] {
    [effect(), chance(), money(), spread(), withheld(), fit()].compactMap { $0 }
  }

  private func effect() -> Message? {
    guard let model, let total = table.shown("geo.incremental", ["model": model]),
      let lift = table.shown("geo.lift", ["model": model])
    else { return nil }
    let (more, share) = (words.withInterval(total), words.withInterval(lift))
    let isSure = total.interval.map { $0.lower > 0 || $0.upper < 0 } ?? false
    return Message(
      .result, isKey: true,
      isSure
        ? words.sentence(
          "The test caused an incremental outcome of \(more), a lift of \(share), by \(model).",
          "Der Test hat ein inkrementelles Ergebnis von \(more) bewirkt, einen Lift von \(share), nach "
            + "\(model).", [total, lift])
        : words.sentence(
          "By \(model), the incremental outcome of the test is \(more), a lift of \(share); an effect is "
            + "not established.",
          "Nach \(model) beträgt das inkrementelle Ergebnis des Tests \(more), ein Lift von \(share); ein "
            + "Effekt ist damit nicht belegt.", [total, lift]))
  }

  private func chance() -> Message? {
    guard let model else { return nil }
    let values = table.all("geo.p_value", ["metric", "model"])
      .filter { $0.subject["model"] == model && $0.value != nil }
    guard let p = values.first, let law = p.subject["metric"] else { return nil }
    return Message(
      .result, for: .analyst,
      words.sentence(
        "By \(model) and \(law) permutation, the p-value of no effect is \(words.value(p)).",
        "Nach \(model) und \(law)-Permutation ist der p-Wert für keinen Effekt \(words.value(p)).",
        [p]))
  }

  private func money() -> Message? {
    guard let model, let back = table.shown("geo.iroas", ["model": model]) else { return nil }
    return Message(
      .breakdown, isKey: true,
      words.sentence(
        "By \(model), the iROAS was \(words.withInterval(back)).",
        "Nach \(model) lag der iROAS bei \(words.withInterval(back)).", [back]))
  }

  /// How far the estimators lie from each other.
  private func spread() -> Message? {
    let lifts = table.all("geo.lift", ["model"]).falling
    guard lifts.count > 1, let high = lifts.first, let low = lifts.last else { return nil }
    let (top, bottom) = (high.subject["model"] ?? "", low.subject["model"] ?? "")
    return Message(
      .doubt, for: .analyst,
      words.sentence(
        "The estimators put the lift between \(words.value(low)) (\(bottom)) and "
          + "\(words.value(high)) (\(top)).",
        "Die Schätzer sehen den Lift zwischen \(words.value(low)) (\(bottom)) und "
          + "\(words.value(high)) (\(top)).", [low, high]))
  }

  private func withheld() -> Message? {
    guard model == nil, let absent = table.all("geo.incremental", ["model"]).first,
      let reason = absent.reason
    else { return nil }
    return Message(
      .doubt, isKey: true,
      words.sentence(
        "The effect of the geo test is withheld: \(reason).",
        "Der Effekt des Geotests wird zurückgehalten: \(reason).", [absent]))
  }

  private func fit() -> Message? {
    guard let model,
      let scaled = table.shown("geo.pre_fit", ["metric": "scaled_l2", "model": model])
    else { return nil }
    return Message(
      .method, for: .specialist,
      words.sentence(
        "The scaled imbalance before the test is \(words.value(scaled)) by \(model).",
        "Die relative Abweichung vor dem Test ist \(words.value(scaled)) nach \(model).", [scaled]))
  }
}
