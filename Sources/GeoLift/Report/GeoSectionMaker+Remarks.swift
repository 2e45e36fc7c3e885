import Findings

extension GeoSectionMaker {
  /// What must be known before a number is read.
  func warnings() -> [Section.Block] {
    var texts: [Phrase] = []
    if analysis.disagree {
      texts.append(
        Phrase(
          en: "The estimators disagree: about the sign, or by more than the interval of the first. "
            + "Trust none of them before you know why.",
          de: "Die Schätzer sind uneinig: über das Vorzeichen oder um mehr als das Intervall des "
            + "ersten. Trauen Sie keinem, bevor Sie den Grund kennen."))
    }
    if analysis.money?.startsEarly == true {
      texts.append(
        Phrase(
          en:
            "Money was spent on the treated geos before the test's start. If the campaign ran already, "
            + "the time before is no comparison: move the start, or choose the kind heavy-up.",
          de:
            "In den behandelten Gebieten wurde vor Beginn des Tests Geld ausgegeben. Lief die Kampagne "
            + "schon, taugt die Zeit davor nicht zum Vergleich: Verschieben Sie den Beginn, oder "
            + "wählen Sie die Art heavy-up."))
    }
    return texts.map { .note(.init(.warning, $0)) }
  }

  /// What was spent and what would have been, where that was worked out.
  func spendTable() -> [Section.Block] {
    guard let money = analysis.money, analysis.options.kind != .new else { return [] }
    var rows: [[Grid.Cell]] = []
    if money.treated != nil {
      rows.append([
        .text(Phrase(en: "Spent on the treated geos", de: "In behandelten Gebieten ausgegeben")),
        .value(key("geo.spend", ["metric": "treated"])),
      ])
    }
    if let usual = money.usual, usual >= 0 {
      rows.append([
        .text(Phrase(en: "Would have been spent", de: "Wäre ausgegeben worden")),
        .value(key("geo.spend", ["metric": "usual"])),
      ])
    }
    rows.append([
      .text(Phrase(en: "Changed by the test", de: "Durch den Test geändert")),
      .value(key("geo.investment", [:])),
    ])
    return [
      .table(
        Grid(
          id: name("geo.spend"), title: titled(Phrase(en: "Money", de: "Geld")),
          columns: [Phrase(""), Phrase(en: "Amount", de: "Betrag")], rows: rows))
    ]
  }

  /// How numbers came about that could be made otherwise.
  func remarks() -> [Section.Block] {
    var texts: [Phrase] = []
    if let kind = kindRemark { texts.append(kind) }
    if let basis = basisRemark { texts.append(basis) }
    let negative = analysis.experiment.panel.negativeCount
    if negative > 0 {
      texts.append(
        Phrase(
          en: "\(negative) values of the KPI are below zero; they were used as they are.",
          de: "\(negative) Werte der Kennzahl liegen unter null; sie wurden so verwendet."))
    }
    let still = analysis.experiment.panel.constantGeos
    if !still.isEmpty {
      let names = still.prefix(5).joined(separator: ", ") + (still.count > 5 ? ", …" : "")
      texts.append(
        Phrase(
          en: "The KPI of these geos never changes, so they tell a comparison nothing: \(names).",
          de: "Die Kennzahl dieser Gebiete ändert sich nie, sie sagen einem Vergleich also nichts: "
            + "\(names)."))
    }
    return texts.map { .note(.init(.information, $0)) }
  }

  private var kindRemark: Phrase? {
    switch analysis.options.kind {
    case .new, .heavyUp: nil
    case .goDark:
      Phrase(
        en: "Effects are what the pause changed: negative where the channel works.",
        de: "Effekte sind, was die Pause änderte: negativ, wo der Kanal wirkt.")
    case .holdout:
      Phrase(
        en:
          "Effects are what the campaign would have brought the geos that were held out: what they "
          + "lacked against the others.",
        de:
          "Effekte sind, was die Kampagne den ausgenommenen Gebieten gebracht hätte: was ihnen gegenüber "
          + "den anderen fehlte.")
    }
  }

  private var basisRemark: Phrase? {
    guard let money = analysis.money, money.change != nil else { return nil }
    return switch money.basis {
    case .nothing: nil
    case .stated:
      Phrase(
        en: "By how much the test changed spend was stated, not read from the data.",
        de:
          "Um wie viel der Test die Ausgaben änderte, wurde angegeben, nicht aus den Daten gelesen."
      )
    case .before:
      Phrase(
        en:
          "What would have been spent: the treated geos' spend in as many periods just before the "
          + "test, times what the donors' spend did from those to the test's.",
        de:
          "Was ausgegeben worden wäre: die Ausgaben der behandelten Gebiete in ebenso vielen Perioden "
          + "direkt vor dem Test, mal der Entwicklung der Ausgaben der Spender von da bis zum Test."
      )
    case .elsewhere:
      Phrase(
        en:
          "What would have been spent on the geos held out: as much for each unit of the outcome that "
          + "they would have had as was spent elsewhere.",
        de:
          "Was in den ausgenommenen Gebieten ausgegeben worden wäre: je Einheit des Ergebnisses, das "
          + "sie gehabt hätten, so viel wie anderswo.")
    }
  }
}
