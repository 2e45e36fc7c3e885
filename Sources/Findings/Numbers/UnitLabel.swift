extension NumberStyle {
  /// What a heading says of a unit: `€ per €`, `weeks`; nil where the numbers show it themselves.
  public func heading(of unit: Unit) -> String? {
    let parts = unit.symbol.split(separator: "/").map(String.init)
    if unit == .one || parts.isEmpty { return nil }
    if parts.count == 2 {
      let per = language == .de ? "je" : "per"
      return "\(name(of: parts[0], plural: true)) \(per) \(name(of: parts[1], plural: false))"
    }
    if unit.symbol != "money" && NumberForm.isMoney(unit.symbol) { return nil }
    return name(of: unit.symbol, plural: true)
  }

  /// A label with the unit of its numbers behind it, unless it names the unit already.
  public func labelled(_ label: Phrase, unit: Unit) -> String {
    let text = PlainText.clean(label[language])
    guard let heading = heading(of: unit) else { return text }
    if text.isEmpty { return heading }
    let lower = text.lowercased()
    if lower.contains(heading.lowercased()) || lower.contains(unit.symbol.lowercased()) {
      return text
    }
    return "\(text) (\(heading))"
  }

  private func name(of symbol: String, plural: Bool) -> String {
    switch (symbol, language, plural) {
    case ("money", .en, _): "money"
    case ("money", .de, _): "Geldeinheiten"
    case ("week", .en, true): "weeks"
    case ("week", .de, true): "Wochen"
    case ("week", .de, false): "Woche"
    case ("day", .en, true): "days"
    case ("day", .de, true): "Tage"
    case ("day", .de, false): "Tag"
    case ("periods", .de, _): "Perioden"
    case ("draws", .de, _): "Ziehungen"
    case ("medians", .de, _): "Mediane"
    case ("maxima", .de, _): "Maxima"
    case ("contacts", .de, _): "Kontakte"
    case ("1000 contacts", .de, _): "1000 Kontakte"
    case ("1000 exposures", .de, _): "1000 Kontakteinheiten"
    case ("standard errors", .de, _): "Standardfehler"
    case ("bits", .de, _): "Bit"
    case ("touches", .de, _): "Kontakte"
    case ("rows", .de, _): "Zeilen"
    case ("users", .de, _): "Personen"
    case ("units", .de, _): "Einheiten"
    case ("campaigns", .de, _): "Kampagnen"
    case ("decisions", .de, _): "Entscheidungen"
    case ("geos", .en, _): "regions"
    case ("geos", .de, _): "Regionen"
    case ("journeys", .en, false): "journey"
    case ("journeys", .de, true): "Journeys"
    case ("journeys", .de, false): "Journey"
    case ("conversions", .en, false): "conversion"
    case ("conversions", .de, true): "Conversions"
    case ("conversions", .de, false): "Conversion"
    default:
      NumberForm.isMoney(symbol) ? Self.sign(of: symbol) : PlainText.clean(symbol)
    }
  }
}
