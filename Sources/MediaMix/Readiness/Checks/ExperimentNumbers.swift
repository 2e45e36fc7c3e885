import Findings
import Interchange
import Tables

/// Whether an experiment's numbers look like slips: of sign, of units, of dates, of counting twice.
enum ExperimentNumbers: ReadinessCheck {
  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    let tests = view.specification.allExperiments
    return tests.map { lift($0, view) } + tests.compactMap { share($0, view) }
      + tests.compactMap(precision) + partialPeriods(view) + repetitions(tests)
  }

  private static func place(_ test: ResolvedLiftTest) -> String {
    "media_mix.experiments[\(test.name)]"
  }

  /// The lift; a remark where media lowered the outcome.
  private static func lift(_ test: ResolvedLiftTest, _ view: ReadinessView) -> ReadinessItem {
    let reach = 1.6448536269514722 * test.standardError
    func shown(_ style: NumberStyle) -> String { style.number(test.lift, significant: 3) }
    var item = ReadinessItem(
      metric: "experiment_lift", experiment: test.name, value: test.lift,
      interval: Interval(
        lower: test.lift - reach, upper: test.lift + reach, level: 0.9, kind: .confidence),
      unit: MediaMixUnits(view.model).kpi,
      text: ReadinessText.phrase { language, style in
        language == .de
          ? "Das Experiment \(test.name) maß einen Zusatz von \(shown(style))"
          : "The experiment \(test.name) measured a lift of \(shown(style))"
      })
    guard test.lift * test.expectedSign < 0 else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        language == .de
          ? "der Zusatz \(shown(style)) des Experiments \(test.name) hieße, dass Medien schaden"
          : "the lift \(shown(style)) of the experiment \(test.name) would mean that media do harm"
      }, location: place(test),
      remedy: Phrase(
        en:
          "Check the sign: lift is treated less usual for heavy-up and go-dark, usual less none for "
          + "holdout and conversion-lift.",
        de:
          "Das Vorzeichen prüfen: lift ist behandelt minus üblich bei heavy-up und go-dark, üblich "
          + "minus nichts bei holdout und conversion-lift."))
    return item
  }

  /// The lift as a share of the KPI of its own cells; more than all of it is a slip of units.
  private static func share(_ test: ResolvedLiftTest, _ view: ReadinessView) -> ReadinessItem? {
    let data = view.data
    var total = 0.0
    for g in test.geos {
      for t in test.measurement { total += data.kpi[g * data.timeCount + t] }
    }
    guard total > 0 else { return nil }
    let share = abs(test.lift) / total
    let text = ReadinessText.phrase { language, style in
      let number = ReadinessText.share(share, style)
      return language == .de
        ? "Der Zusatz des Experiments \(test.name) ist \(number) der Zielgröße seiner Zellen"
        : "The lift of the experiment \(test.name) is \(number) of the KPI of its cells"
    }
    var item = ReadinessItem(
      metric: "experiment_kpi_share", experiment: test.name, value: share, text: text)
    guard share > 1 else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "der Zusatz des Experiments \(test.name) ist \(number) der ganzen Zielgröße seiner Zellen"
          : "the lift of the experiment \(test.name) is \(number) of the whole KPI of its cells"
      }, location: place(test),
      remedy: Phrase(
        en: "Give lift in the KPI's own unit, summed over the test's regions and periods.",
        de: "lift in der Einheit der Zielgröße angeben, summiert über Regionen und Perioden."))
    return item
  }

  /// An error under one percent of the lift, which no experiment reaches; nil if it is larger.
  private static func precision(_ test: ResolvedLiftTest) -> ReadinessItem? {
    let ratio = abs(test.lift) / test.standardError
    guard ratio > 100 else { return nil }
    let what = Phrase(
      en: "the standard error of the experiment \(test.name) is less than a hundredth of its lift",
      de:
        "der Standardfehler des Experiments \(test.name) ist kleiner als ein Hundertstel des Zusatzes"
    )
    return ReadinessItem(
      metric: "experiment_precision", experiment: test.name, value: ratio,
      text: Phrase(
        en: "The lift of the experiment \(test.name) is more than a hundred standard errors",
        de: "Der Zusatz des Experiments \(test.name) ist mehr als hundert Standardfehler"),
      warning: .init(
        what: what, location: place(test),
        remedy: Phrase(
          en: "Give standard_error in the unit of lift.",
          de: "standard_error in der Einheit von lift angeben.")))
  }

  /// Dates inside a period: the model takes the whole period as treated.
  private static func partialPeriods(_ view: ReadinessView) -> [ReadinessItem] {
    let times = view.data.times
    let written = Dictionary(
      (view.options.experiments?.tests ?? []).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return view.specification.allExperiments.compactMap { test in
      guard let dates = written[test.name] else { return nil }
      let (first, last) = (test.treatment.lowerBound, test.treatment.upperBound)
      let cuts = [
        CivilDate(iso: dates.from) != nil && dates.from != times.labels[first],
        CivilDate(iso: dates.to) != nil && dates.to != times.lastDays[last]
          && dates.to != times.labels[last],
      ].count { $0 }
      guard cuts > 0 else { return nil }
      let span = "\(times.labels[first]) – \(times.lastDays[last])"
      let text = Phrase(
        en: "The experiment \(test.name) counts as running from \(span)",
        de: "Das Experiment \(test.name) zählt als gelaufen von \(span)")
      return ReadinessItem(
        metric: "experiment_partial_periods", experiment: test.name, value: Double(cuts),
        text: text,
        warning: .init(
          what: Phrase(
            en:
              "the experiment \(test.name) begins or ends inside a period, which counts as a whole: "
              + span,
            de: "das Experiment \(test.name) beginnt oder endet in einer Periode, die ganz zählt: "
              + span), location: place(test),
          remedy: Phrase(
            en: "Give dates at the ends of periods if the change covered them, or use daily data.",
            de: "Daten an den Enden von Perioden angeben oder Tagesdaten verwenden.")))
    }
  }

  /// Tests that are the same but for their names, which would count twice.
  private static func repetitions(_ tests: [ResolvedLiftTest]) -> [ReadinessItem] {
    tests.enumerated().compactMap { position, test in
      let twin = tests[..<position].first { other in
        var renamed = other
        renamed.name = test.name
        renamed.source = test.source
        return renamed == test
      }
      guard let twin else { return nil }
      return ReadinessItem(
        metric: "experiment_repetitions", experiment: test.name, value: 2,
        text: Phrase(
          en: "The experiments \(twin.name) and \(test.name) are the same",
          de: "Die Experimente \(twin.name) und \(test.name) sind gleich"),
        warning: .init(
          what: Phrase(
            en: "the experiments \(twin.name) and \(test.name) differ in nothing but their names",
            de: "die Experimente \(twin.name) und \(test.name) unterscheiden sich nur im Namen"),
          location: place(test),
          remedy: Phrase(en: "Keep one of them.", de: "Eines davon behalten.")))
    }
  }
}
