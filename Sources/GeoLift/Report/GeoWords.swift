import Findings

/// The words for an effect by the kind of test: a pause costs what a campaign brings.
struct GeoWords {
  let kind: GeoTestKind
  /// What a number counts: nothing for money, which says so itself.
  let unit: String

  init(_ analysis: GeoAnalysis) {
    kind = analysis.options.kind
    unit = analysis.options.isMoney ? "" : " \(analysis.options.kpi)"
  }

  /// What was done, as the subject of a sentence.
  private var deed: Phrase {
    switch kind {
    case .new: Phrase(en: "the test", de: "der Test")
    case .heavyUp: Phrase(en: "the change of spend", de: "die Änderung der Ausgaben")
    case .goDark: Phrase(en: "the pause", de: "die Pause")
    case .holdout: Phrase(en: "the campaign", de: "die Kampagne")
    }
  }

  func incremental(_ model: String, _ number: String, isLoss: Bool) -> Phrase {
    let amount = number + unit
    switch (kind, isLoss) {
    case (.goDark, true):
      return Phrase(
        en: "By \(model), the pause cost \(amount)", de: "Nach \(model) kostete die Pause \(amount)"
      )
    case (.goDark, false):
      return Phrase(
        en: "By \(model), there was \(amount) more in the pause than there would have been",
        de: "Nach \(model) gab es in der Pause \(amount) mehr, als es sonst gewesen wäre")
    case (.holdout, false):
      return Phrase(
        en: "By \(model), the geos held out went without \(amount) that the campaign would have "
          + "brought",
        de:
          "Nach \(model) entgingen den ausgenommenen Gebieten \(amount), die die Kampagne gebracht "
          + "hätte")
    case (.holdout, true):
      return Phrase(
        en: "By \(model), the geos held out had \(amount) more than with the campaign",
        de: "Nach \(model) hatten die ausgenommenen Gebiete \(amount) mehr als mit der Kampagne")
    case (_, false):
      return Phrase(
        en: "By \(model), \(deed.en) brought \(amount) more than there would have been",
        de: "Nach \(model) brachte \(deed.de) \(amount) mehr, als es sonst gewesen wäre")
    case (_, true):
      return Phrase(
        en: "By \(model), there was \(amount) less than without \(deed.en)",
        de: "Nach \(model) gab es \(amount) weniger als ohne \(without)")
    }
  }

  /// What was done, in German after "ohne".
  private var without: String {
    switch kind {
    case .new: "den Test"
    case .heavyUp: "die Änderung der Ausgaben"
    case .goDark: "die Pause"
    case .holdout: "die Kampagne"
    }
  }

  func att(_ model: String, _ number: String, isLoss: Bool) -> Phrase {
    let amount = number + unit
    return isLoss
      ? Phrase(
        en: "By \(model), \(deed.en) took \(amount) from a geo in a period",
        de: "Nach \(model) nahm \(deed.de) je Gebiet und Periode \(amount)")
      : Phrase(
        en: "By \(model), \(deed.en) added \(amount) to a geo in a period",
        de: "Nach \(model) brachte \(deed.de) je Gebiet und Periode \(amount)")
  }

  func lift(_ model: String, _ number: String, isLoss: Bool) -> Phrase {
    isLoss
      ? Phrase(
        en: "By \(model), \(deed.en) lowered the outcome by \(number)",
        de: "Nach \(model) senkte \(deed.de) das Ergebnis um \(number)")
      : Phrase(
        en: "By \(model), \(deed.en) raised the outcome by \(number)",
        de: "Nach \(model) hob \(deed.de) das Ergebnis um \(number)")
  }
}
