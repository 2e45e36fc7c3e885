import Findings

extension AttributionSectionMaker {
  /// Credits scaled by lift tests beside those that are not; nil without tests.
  func calibrationSection() -> Section? {
    guard let calibration = result.calibration else { return nil }
    let rows = zip(result.models, calibration.credits).flatMap { estimate, credits in
      credits.map { row(estimate, $0, calibration.measure) }
    }
    return Section(
      id: "attribution-calibration",
      title: Phrase(en: "Credit scaled to lift tests", de: "Auf Lift-Tests skalierte Gutschriften"),
      blocks: [assumption] + (rows.isEmpty ? [] : [.table(table(rows))]) + remainders()
        + notes(calibration))
  }

  private var assumption: Section.Block {
    .note(
      .init(
        .information,
        Phrase(
          en: "A test's measured effect over the model's credit in its window scales the channel's"
            + " credit of all journeys: the ratio is taken to hold outside the window, too. Credits of"
            + " untested channels stay as they are. The interval joins the test's standard error with"
            + " that of the credit as if they were independent.",
          de: "Der gemessene Effekt eines Tests im Verhältnis zur Gutschrift des Modells in seinem"
            + " Zeitraum skaliert die Gutschrift des Kanals aller Journeys: Das Verhältnis gilt also"
            + " auch außerhalb. Gutschriften ungetesteter Kanäle bleiben, wie sie sind. Das Intervall"
            + " verbindet den Standardfehler des Tests mit dem der Gutschrift, als wären sie"
            + " unabhängig.")))
  }

  private func row(
    _ estimate: ModelEstimate, _ credit: CalibratedCredit,
    _ measure: AttributionOptions.Calibration.Measure
  ) -> [Grid.Cell] {
    let (id, part): (String, CreditReplicates.Part) =
      measure == .value ? ("attribution.value", .value) : ("attribution.credit", .conversions)
    let channel = credit.channel
    let scaled = key("attribution.calibrated_credit", channel, estimate)
    let multiplier = key("attribution.calibration", channel, estimate)
    return [.text(Phrase(channels[channel])), .text(Phrase(estimate.model.rawValue))]
      + cells(key(id, channel, estimate), estimate.interval(part, channel: channel)) + [
        .value(multiplier), .interval(multiplier), .value(scaled), .interval(scaled),
        .text(Phrase(credit.tests.joined(separator: ", "))),
      ]
  }

  private func table(_ rows: [[Grid.Cell]]) -> Grid {
    Grid(
      id: "attribution.calibration",
      title: Phrase(en: "Credit before and after", de: "Gutschriften vorher und nachher"),
      columns: [
        Self.channel, Phrase(en: "Model", de: "Modell"),
        Phrase(en: "Uncalibrated", de: "Unkalibriert"), Self.interval,
        Phrase(en: "Multiplier", de: "Faktor"), Self.interval,
        Phrase(en: "Calibrated", de: "Kalibriert"), Self.interval, Phrase("Tests"),
      ], rows: rows)
  }

  /// What calibrated credits leave of the total, or by how much they exceed it.
  private func remainders() -> [Section.Block] {
    func text(_ language: Language) -> String {
      AttributionWriter(result, language: language, isForced: isForced).calibration()
        .filter { $0.subject["metric"] == "unattributed" }.map(\.text).joined(separator: " ")
    }
    let phrase = Phrase(en: text(.en), de: text(.de))
    return phrase.en.isEmpty ? [] : [.note(.init(.information, phrase))]
  }

  private func notes(_ calibration: Calibration) -> [Section.Block] {
    var notes = calibration.unusable.map { test in
      Section.Note(
        .warning,
        Phrase(
          en: "The test \(test.name) is not used: \(test.reason.en).",
          de: "Der Test \(test.name) wird nicht verwendet: \(test.reason.de)."))
    }
    for test in calibration.tests where test.scale != 1 {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "\(test.name) changed spend in part: its lift is scaled up as if the effect grew in"
              + " proportion to spend.",
            de:
              "\(test.name) änderte die Ausgaben teilweise: Der Lift wird hochgerechnet, als wüchse"
              + " der Effekt im Verhältnis zu den Ausgaben.")))
    }
    let divided = Set(
      calibration.credits.flatMap { $0 }.filter { $0.disagreement > 1.5 }.map(\.channel))
    for channel in divided.sorted() {
      notes.append(
        .init(
          .warning,
          Phrase(
            en:
              "The tests of \(channels[channel]) disagree by more than their errors; the interval is"
              + " widened accordingly.",
            de: "Die Tests von \(channels[channel]) weichen um mehr als ihre Fehler voneinander ab;"
              + " das Intervall ist entsprechend verbreitert.")))
    }
    return notes.map { .note($0) }
  }
}
