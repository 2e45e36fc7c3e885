import Findings

extension SectionMaker {
  func contributionSection() -> Section {
    Section(
      id: "contribution",
      title: Phrase(en: "What made the outcome?", de: "Woraus entstand das Ergebnis?"),
      blocks: [
        .figure("mmm.decomposition"), .figure("mmm.waterfall"), .table(contributionGrid()),
      ] + contributionNotes.map { .note($0) } + baselineBlocks)
  }

  /// Every term, its kind's total below each kind, and all media at the end.
  private func contributionGrid() -> Grid {
    let interval = Phrase(en: "Interval", de: "Intervall")
    let segments = writer.segments
    let showsKind = !segments.isEmpty
    func row(_ name: Phrase, _ kind: Phrase, _ subject: [String: String]) -> [Grid.Cell] {
      let contribution = subjectKey("mmm.contribution", subject)
      let share = subjectKey("mmm.contribution_share", subject)
      return [.text(name)] + (showsKind ? [.text(kind)] : [])
        + [.value(contribution), .interval(contribution), .value(share), .interval(share)]
    }
    func rows(
      _ role: MediaMixSpecification.Term.Role, _ segment: String, _ total: Phrase
    ) -> [[Grid.Cell]] {
      let places = result.places(of: role)
      let own = places.map {
        row(Phrase(data.terms[$0]), Self.name(of: role), ["channel": data.terms[$0]])
      }
      guard places.count > 1, segments.contains(where: { $0.name == segment }) else { return own }
      return own + [row(total, Self.name(of: role), ["segment": segment])]
    }
    let media =
      rows(.paid, "paid", Phrase(en: "All paid media", de: "Alle bezahlten Medien"))
      + rows(.organic, "organic", Phrase(en: "All organic media", de: "Alle organischen Medien"))
    let all = row(Phrase(en: "All media", de: "Alle Medien"), Phrase(""), [:])
    return Grid(
      id: "mmm.contribution",
      title: Phrase(en: "Contribution of each channel", de: "Beitrag jedes Kanals"),
      columns: [Phrase(en: "Channel", de: "Kanal")]
        + (showsKind ? [Phrase(en: "Kind", de: "Art")] : [])
        + [
          Phrase(en: "Contribution", de: "Beitrag"), interval, Phrase(en: "Share", de: "Anteil"),
          interval,
        ],
      rows: media + [all]
        + rows(.treatment, "treatments", Phrase(en: "All treatments", de: "Alle Maßnahmen")))
  }

  private var contributionNotes: [Section.Note] {
    var notes: [Section.Note] = []
    if !data.treatments.isEmpty {
      let baselines = data.treatments.enumerated().map { k, name in
        let words = writer.treatmentBaseline(k)
        let de = words.de.hasSuffix(",") ? String(words.de.dropLast()) : words.de
        return Phrase(en: "\(name) \(words.en)", de: "\(name) \(de)")
      }
      notes.append(
        .init(
          .information,
          Phrase(
            en: "What a treatment contributed is the outcome less what would have come with it at"
              + " its baseline (\(baselines.map(\.en).joined(separator: "; "))). It may be negative.",
            de: "Der Beitrag einer Maßnahme ist das Ergebnis abzüglich dessen, was auf ihrer"
              + " Vergleichsbasis gekommen wäre (\(baselines.map(\.de).joined(separator: "; ")))."
              + " Er kann negativ sein.")))
    }
    if writer.shareBase != ReportWindow.outcome(data, result.window.periods) {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "The outcome has both signs, so its sum says little about its size: shares are of"
              + " the sum of its amounts without their signs, and need not add up to the whole.",
            de: "Das Ergebnis hat beide Vorzeichen, darum sagt seine Summe wenig über seine Größe:"
              + " Anteile beziehen sich auf die Summe der Beträge ohne Vorzeichen und müssen sich"
              + " nicht zum Ganzen ergänzen.")))
    }
    return notes
  }
}
