import Findings

extension AttributionWriter {
  /// What was read and what was left out.
  func checks() -> [Finding] {
    result.intake.checks.map { check in
      finding("attribution.check", ["metric": check.metric], value: Double(check.count), check.unit)
      {
        _ in
        let count = style.number(Double(check.count), decimals: 0)
        return Phrase(en: "\(check.label.en): \(count)", de: "\(check.label.de): \(count)")
      }
    }
  }
}

/// One count of the intake.
struct IntakeCheck: Sendable {
  var metric: String
  var count: Int
  var unit: Unit
  var label: Phrase
}

extension Intake {
  /// What was read, then whatever was left out.
  var checks: [IntakeCheck] {
    let rows = Unit("rows")
    let touches = Unit("touches")
    let read = [
      IntakeCheck(
        metric: "rows", count: self.rows, unit: rows,
        label: Phrase(en: "Rows read", de: "Gelesene Zeilen")),
      IntakeCheck(
        metric: "users", count: users, unit: Unit("users"),
        label: Phrase(en: "Users", de: "Nutzer")),
      IntakeCheck(
        metric: "converting_journeys", count: convertingJourneys, unit: AttributionUnits.journeys,
        label: Phrase(en: "Journeys with a conversion", de: "Journeys mit Conversion")),
      IntakeCheck(
        metric: "repeat_converters", count: repeatConverters, unit: Unit("users"),
        label: Phrase(
          en: "Users with more than one conversion", de: "Nutzer mit mehreren Conversions")),
    ]
    let leftOut = [
      IntakeCheck(
        metric: "duplicates", count: duplicates, unit: rows,
        label: Phrase(
          en: "Rows left out as repeats of another",
          de: "Weggelassene Zeilen, die andere wiederholen")),
      IntakeCheck(
        metric: "denied", count: denied, unit: rows,
        label: Phrase(
          en: "Rows left out for want of consent", de: "Weggelassene Zeilen ohne Einwilligung")),
      IntakeCheck(
        metric: "without_user", count: withoutUser, unit: rows,
        label: Phrase(
          en: "Rows left out because they name no user",
          de: "Weggelassene Zeilen ohne Nutzer")),
      IntakeCheck(
        metric: "skipped_lines", count: skippedLines, unit: rows,
        label: Phrase(
          en: "Lines around the data that are no rows",
          de: "Zeilen um die Daten herum, die keine Datenzeilen sind")),
      IntakeCheck(
        metric: "value_without_conversion", count: valueWithoutConversion, unit: rows,
        label: Phrase(
          en: "Rows whose value does not count since they are no conversion",
          de: "Zeilen, deren Wert nicht zählt, da sie keine Conversion sind")),
      IntakeCheck(
        metric: "without_channel", count: withoutChannel, unit: rows,
        label: Phrase(
          en: "Rows without channel and conversion", de: "Zeilen ohne Kanal und Conversion")),
      IntakeCheck(
        metric: "conversions_without_touch", count: conversionsWithoutTouch,
        unit: AttributionUnits.conversions,
        label: Phrase(
          en: "Conversions left out because no touch came before",
          de: "Weggelassene Conversions ohne vorherigen Kontakt")),
      IntakeCheck(
        metric: "after_conversion", count: afterConversion, unit: touches,
        label: Phrase(
          en: "Touches left out behind the last conversion",
          de: "Weggelassene Kontakte nach der letzten Conversion")),
      IntakeCheck(
        metric: "before_lookback", count: beforeLookback, unit: touches,
        label: Phrase(
          en: "Touches left out before the lookback window",
          de: "Weggelassene Kontakte vor dem Rückblickfenster")),
      IntakeCheck(
        metric: "direct", count: direct, unit: touches,
        label: Phrase(
          en: "Direct touches left out beside others",
          de: "Weggelassene direkte Kontakte neben anderen")),
      IntakeCheck(
        metric: "collapsed", count: collapsed, unit: touches,
        label: Phrase(
          en: "Touches merged with the one before",
          de: "Mit dem vorherigen zusammengefasste Kontakte")),
    ]
    return (read + leftOut).filter { $0.count > 0 }
  }
}
