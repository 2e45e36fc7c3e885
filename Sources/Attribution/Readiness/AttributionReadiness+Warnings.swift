import Findings

extension AttributionReadiness {
  /// What deserves a look, the most important first.
  package var items: [Warning] {
    [
      conversions, nulls, repeatBuyers, consent, orphans, strayValue, directShare, singleTouches,
    ].compactMap { $0 } + spendNames + uselessTests
  }

  private var intake: Intake { result.intake }

  private func percent(_ share: Double, _ language: Language) -> String {
    NumberStyle(language).number(share * 100, decimals: 0) + "\u{A0}%"
  }

  private func count(_ number: Int, _ language: Language) -> String {
    NumberStyle(language).number(Double(number), decimals: 0)
  }

  private var conversions: Warning? {
    let found = result.conversions
    guard found < Self.fewestConversions else { return nil }
    return Warning(
      place: "data",
      what: Phrase(
        en: found == 0
          ? "no journey converts." : "only \(found) conversions: intervals will be wide.",
        de: found == 0
          ? "keine Journey konvertiert." : "nur \(found) Conversions: Intervalle werden weit."),
      remedy: Phrase(
        en: "Check which column marks conversions, or take a longer span of time.",
        de: "Prüfen, welche Spalte Conversions nennt, oder einen längeren Zeitraum nehmen."))
  }

  private var nulls: Warning? {
    let models = result.options.models.filter(Self.needNulls.contains).map(\.rawValue)
    guard result.nulls == 0, result.conversions > 0, !models.isEmpty else { return nil }
    let list = models.joined(separator: ", ")
    return Warning(
      place: "data",
      what: Phrase(
        en: "there are no journeys without conversion, from which \(list) would learn what tells"
          + " buyers from others.",
        de: "es gibt keine Journeys ohne Conversion, aus denen \(list) lernen würde, was Käufer von"
          + " anderen unterscheidet."),
      remedy: Phrase(
        en: "Export all touches, or name the column of journeys without conversion.",
        de: "Alle Kontakte exportieren oder die Spalte der Journeys ohne Conversion nennen."))
  }

  private var repeatBuyers: Warning? {
    let share = Double(intake.repeatConverters) / Double(max(1, intake.convertingJourneys))
    guard result.options.journeys == .user, share > Self.notable else { return nil }
    func what(_ language: Language) -> String { count(intake.repeatConverters, language) }
    return Warning(
      place: "attribution.journeys",
      what: Phrase(
        en: "\(what(.en)) users convert more than once, and a journey of all their touches credits"
          + " later conversions to touches that earlier ones had.",
        de: "\(what(.de)) Nutzer konvertieren mehrfach, und eine Journey aus all ihren Kontakten"
          + " schreibt spätere Conversions Kontakten gut, die schon frühere hatten."),
      remedy: Phrase(
        en: "Write `journeys: conversion`, so that each conversion ends a journey.",
        de: "`journeys: conversion` schreiben, sodass jede Conversion eine Journey beendet."))
  }

  private var consent: Warning? {
    guard tellsConsent == false else { return nil }
    return Warning(
      place: "data",
      what: Phrase(
        en: "no column of consent is named, so every row is used.",
        de: "keine Spalte der Einwilligung ist genannt, also wird jede Zeile genutzt."),
      remedy: Phrase(
        en: "Name it as `consent: COLUMN`, or make sure that the export holds permitted rows only.",
        de:
          "Sie als `consent: SPALTE` nennen oder sicherstellen, dass der Export nur erlaubte Zeilen"
          + " enthält."))
  }

  private var orphans: Warning? {
    let share =
      Double(intake.conversionsWithoutTouch)
      / Double(max(1, intake.conversionsWithoutTouch + result.conversions))
    guard share > Self.notable else { return nil }
    return Warning(
      place: "data",
      what: Phrase(
        en: "\(percent(share, .en)) of conversions have no touch before them and are left out.",
        de: "\(percent(share, .de)) der Conversions haben keinen Kontakt vor sich und fallen weg."),
      remedy: Phrase(
        en: "Check the column of channels, a lookback that is too short, and users who change.",
        de: "Die Spalte der Kanäle prüfen, einen zu kurzen Rückblick und wechselnde Nutzer."))
  }

  private var strayValue: Warning? {
    guard intake.valueWithoutConversion > 0 else { return nil }
    return Warning(
      place: "data",
      what: Phrase(
        en: "\(count(intake.valueWithoutConversion, .en)) rows have a value but are no conversion;"
          + " their value does not count.",
        de: "\(count(intake.valueWithoutConversion, .de)) Zeilen haben einen Wert, sind aber keine"
          + " Conversion; ihr Wert zählt nicht."),
      remedy: Phrase(
        en: "Check which column marks conversions.",
        de: "Prüfen, welche Spalte Conversions nennt."))
  }

  private var directShare: Warning? {
    var touches = 0
    var directTouches = 0
    for path in 0..<data.paths.count {
      let journeys = data.counts.conversions[path] + data.counts.nulls[path]
      touches += data.paths[path].count * journeys
      directTouches += data.paths[path].count(where: direct.contains) * journeys
    }
    let share = Double(directTouches) / Double(max(1, touches))
    guard share > Self.mostDirect, result.options.direct == .keep else { return nil }
    return Warning(
      place: "attribution.direct",
      what: Phrase(
        en:
          "\(percent(share, .en)) of touches are direct visits, which take credit from what led to"
          + " them.",
        de: "\(percent(share, .de)) der Kontakte sind direkte Besuche; sie nehmen dem, was zu ihnen"
          + " führte, Gutschriften."),
      remedy: Phrase(
        en: "Compare with `direct: drop`, or add `last-non-direct` to the models.",
        de: "Mit `direct: drop` vergleichen oder `last-non-direct` zu den Modellen nehmen."))
  }

  private var singleTouches: Warning? {
    var single = 0
    for path in 0..<data.paths.count where data.paths[path].count == 1 {
      single += data.counts.conversions[path]
    }
    let share = Double(single) / Double(max(1, result.conversions))
    guard share > Self.mostSingle else { return nil }
    return Warning(
      place: "data",
      what: Phrase(
        en: "\(percent(share, .en)) of conversions come from journeys of one touch, of which every"
          + " rule says the same.",
        de:
          "\(percent(share, .de)) der Conversions stammen aus Journeys mit einem Kontakt, über die"
          + " jede Regel dasselbe sagt."),
      remedy: Phrase(
        en: "Check that users keep their identifier between visits.",
        de: "Prüfen, ob Nutzer ihre Kennung zwischen Besuchen behalten."))
  }

  private var spendNames: [Warning] {
    (result.spend?.unknown ?? []).map { unknown in
      let name = PlainText.clean(unknown.name)
      let en = unknown.nearest.map { " Is it \"\($0)\"?" } ?? ""
      let de = unknown.nearest.map { " Ist „\($0)“ gemeint?" } ?? ""
      return Warning(
        place: "attribution.spend",
        what: Phrase(
          en: "no journey holds \"\(name)\", so what was spent on it is left out.\(en)",
          de: "keine Journey enthält „\(name)“, also bleiben seine Ausgaben außen vor.\(de)"),
        remedy: Phrase(
          en: "Write names as the journeys do, or map those of the log with `channel_map`.",
          de: "Namen schreiben wie in den Journeys oder die des Protokolls mit `channel_map`"
            + " abbilden."))
    }
  }

  /// A sentence with a full stop, unless it ends as a question.
  private static func ended(_ text: String) -> String { text.hasSuffix("?") ? text : text + "." }

  private var uselessTests: [Warning] {
    (result.calibration?.unusable ?? []).map { test in
      let name = PlainText.clean(test.name)
      return Warning(
        place: "attribution.calibration",
        what: Phrase(
          en: "the test \"\(name)\" cannot be used: \(Self.ended(test.reason.en))",
          de: "der Test „\(name)“ ist nicht nutzbar: \(Self.ended(test.reason.de))"),
        remedy: Phrase(
          en: "Correct it, or take it out of the file.",
          de: "Ihn berichtigen oder aus der Datei nehmen."))
    }
  }
}
