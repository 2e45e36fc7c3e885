import Findings

extension SectionMaker {
  func responseSection() -> Section {
    let media = result.returningChannels + result.places(of: .organic)
    var blocks: [Section.Block] = media.map { .figure("mmm.response.\(data.terms[$0])") }
    if !result.exposedMedia.isEmpty { blocks.append(.table(effectivenessGrid())) }
    return Section(
      id: "response",
      title: Phrase(en: "Where does each channel saturate?", de: "Wo sättigt jeder Kanal?"),
      blocks: blocks)
  }

  private func effectivenessGrid() -> Grid {
    // Contacts and other exposures have units of their own, which need columns of their own.
    let (frequency, exposure) = (
      result.exposedMedia.filter { result.frequencyPlace($0) != nil },
      result.exposedMedia.filter { result.frequencyPlace($0) == nil }
    )
    let interval = Phrase(en: "Interval", de: "Intervall")
    let kinds = [
      (exposure, Phrase(en: "Outcome by exposure", de: "Ergebnis nach Kontakteinheiten")),
      (frequency, Phrase(en: "Outcome by contact", de: "Ergebnis nach Kontakten")),
    ].filter { !$0.0.isEmpty }
    let rows = result.exposedMedia.sorted().map { c -> [Grid.Cell] in
      [.text(Phrase(data.terms[c]))]
        + kinds.flatMap { media, _ -> [Grid.Cell] in
          guard media.contains(c) else { return [Self.absent, Self.absent] }
          let key = key("mmm.effectiveness", data.terms[c])
          return [.value(key), .interval(key)]
        }
    }
    return Grid(
      id: "mmm.effectiveness",
      title: Phrase(
        en: "Effectiveness: outcome for exposure", de: "Effektivität: Ergebnis je Kontakt"),
      columns: [Phrase(en: "Channel", de: "Kanal")] + kinds.flatMap { [$0.1, interval] },
      rows: rows)
  }

  /// The best frequency of media with reach and frequency.
  func frequencySection() -> Section? {
    let media = data.exposure.indices.filter { result.frequencyPlace($0) != nil }
    guard !media.isEmpty else { return nil }
    let rows = media.map { c -> [Grid.Cell] in
      let name = data.terms[c]
      let best = key("mmm.optimal_frequency", name)
      let change = subjectKey(
        "mmm.optimal_frequency", ["channel": name, "metric": "outcome_change"])
      let today = result.meanFrequency(c, result.window.periods)
      return [
        .text(Phrase(name)), today.map { .number($0, Unit("contacts")) } ?? Self.absent,
        .median(best), .interval(best), .value(change), .interval(change),
      ]
    }
    let interval = Phrase(en: "Interval", de: "Intervall")
    let grid = Grid(
      id: "mmm.optimal_frequency", title: Phrase(en: "Best frequency", de: "Beste Frequenz"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Frequency today", de: "Frequenz heute"),
        Phrase(en: "Best frequency (median)", de: "Beste Frequenz (Median)"), interval,
        Phrase(en: "Outcome there against today", de: "Ergebnis dort gegenüber heute"), interval,
      ], rows: rows)
    let note = Section.Note(
      .information,
      Phrase(
        en: "The number of contacts is held fixed: a higher frequency reaches fewer people, each"
          + " more often. A best frequency at an end of the range means that the data and priors"
          + " see no better one inside it.",
        de: "Die Zahl der Kontakte bleibt gleich: Eine höhere Frequenz erreicht weniger Menschen,"
          + " diese öfter. Liegt die beste Frequenz an einem Ende des Bereichs, sehen Daten und"
          + " Priors keine bessere darin."))
    return Section(
      id: "frequency",
      title: Phrase(
        en: "How often should each person be reached?", de: "Wie oft soll man jeden erreichen?"),
      blocks: media.map { .figure("mmm.frequency.\(data.terms[$0])") } + [
        .table(grid), .note(note),
      ]
    )
  }

  func shapeSection() -> Section {
    var blocks: [Section.Block] = []
    if !result.carriedMedia.isEmpty { blocks.append(.figure("mmm.adstock")) }
    if data.frequency.contains(where: { $0 == nil }) { blocks.append(.figure("mmm.saturation")) }
    if data.frequency.contains(where: { $0 != nil }) {
      blocks.append(.figure("mmm.saturation.frequency"))
    }
    if !result.carriedMedia.isEmpty { blocks.append(.table(carryOverGrid())) }
    return Section(
      id: "shape",
      title: Phrase(
        en: "How long does an effect last, and how does it flatten?",
        de: "Wie lange wirkt ein Kontakt, und wie flacht die Wirkung ab?"), blocks: blocks)
  }

  private func carryOverGrid() -> Grid {
    let interval = Phrase(en: "Interval", de: "Intervall")
    let metrics = [
      ("half_life", Phrase(en: "Half of the effect after", de: "Halbe Wirkung nach")),
      ("mean_lag", Phrase(en: "Mean lag", de: "Mittlerer Abstand")),
      ("first_period_share", Phrase(en: "In the first period", de: "In der ersten Periode")),
    ]
    let rows = result.carriedMedia.map { c -> [Grid.Cell] in
      [.text(Phrase(data.terms[c]))]
        + metrics.flatMap { metric, _ -> [Grid.Cell] in
          let key = FindingKey(
            id: "mmm.carry_over", subject: ["channel": data.terms[c], "metric": metric])
          return [.value(key), .interval(key)]
        }
    }
    return Grid(
      id: "mmm.carry_over",
      title: Phrase(en: "How long effects last", de: "Wie lange Wirkungen dauern"),
      columns: [Phrase(en: "Channel", de: "Kanal")] + metrics.flatMap { [$0.1, interval] },
      rows: rows)
  }

  /// How effects drifted, where the model lets them.
  func timeSection() -> Section? {
    let courses = result.courses
    guard !courses.isEmpty else { return nil }
    let rows = courses.map { course -> [Grid.Cell] in
      var subject = ["metric": "change"]
      subject["channel"] = course.channel
      let key = FindingKey(
        id: "mmm.time_effect", subject: subject, period: writer.period(0, data.timeCount - 1))
      let name = course.channel.map { Phrase($0) } ?? Phrase(en: "All media", de: "Alle Medien")
      return [.text(name), .value(key), .interval(key)]
    }
    let grid = Grid(
      id: "mmm.time_effect",
      title: Phrase(
        en: "Change from the first quarter of the periods to the last",
        de: "Veränderung vom ersten Viertel der Perioden zum letzten"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Change", de: "Veränderung"),
        Phrase(en: "Interval", de: "Intervall"),
      ], rows: rows)
    return Section(
      id: "time",
      title: Phrase(
        en: "Did the effects change over time?", de: "Veränderten sich die Wirkungen?"),
      blocks: courses.map { .figure(FigureMaker.timeEffectID($0)) } + [.table(grid)])
  }

  /// What Student's t says about extreme periods, where the model has it.
  var tailNotes: [Section.Block] {
    let index = result.sampling.parameterIndex
    guard let place = index.entries.firstIndex(where: { $0.parameter == "nu" }) else { return [] }
    let median = result.parameters[place].median
    let words = TailWeight(degreesOfFreedom: median).words
    func text(_ language: Language) -> String {
      NumberStyle(language).number(median, decimals: median < 10 ? 1 : 0)
    }
    return [
      .note(
        .init(
          .information,
          Phrase(
            en: "\(words.en) (Student's t, \(text(.en)) degrees of freedom at the median).",
            de: "\(words.de) (Students t, im Median \(text(.de)) Freiheitsgrade).")))
    ]
  }
}
