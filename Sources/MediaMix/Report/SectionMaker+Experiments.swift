import Findings
import Inference
import Interchange
import Tables

extension SectionMaker {
  /// Every experiment beside what the model says of it, and what all of them taught.
  func experimentSection() -> Section? {
    guard !result.experiments.isEmpty else { return nil }
    var blocks: [Section.Block] = [.table(designGrid()), .table(liftGrid())]
    blocks += cellNotes.map { .note($0) }
    if showsNumbers { blocks += lessonBlocks }
    return Section(
      id: "experiments",
      title: Phrase(
        en: "What did the experiments say, and what did they teach?",
        de: "Was sagten die Experimente, und was lehrten sie?"), blocks: blocks)
  }

  private func designGrid() -> Grid {
    let rows = result.experiments.map { test -> [Grid.Cell] in
      let labels = (data.times.labels, data.times.lastDays)
      let treatment =
        "\(labels.0[test.treatment.lowerBound]) – \(labels.1[test.treatment.upperBound])"
      let end = labels.1[test.measurement.upperBound]
      let isMasked = test.cells == .mask
      return [
        .text(Phrase(test.name)), .text(Self.name(of: test)),
        .text(Phrase(Self.list(test.channels.map { data.channels[$0] }))),
        .text(
          test.geos.count == data.geoCount
            ? Phrase(en: "all", de: "alle") : Phrase(Self.list(test.geos.map { data.geos[$0] }))),
        .text(Phrase(treatment)), .text(Phrase(end)),
        .text(
          isMasked ? Phrase(en: "left out", de: "ausgelassen") : Phrase(en: "kept", de: "behalten")),
      ]
    }
    return Grid(
      id: "mmm.experiments", title: Phrase(en: "Experiments", de: "Experimente"),
      columns: [
        Phrase(en: "Experiment", de: "Experiment"), Phrase(en: "Kind", de: "Art"),
        Phrase(en: "Channels", de: "Kanäle"), Phrase(en: "Regions", de: "Regionen"),
        Phrase(en: "Treatment", de: "Eingriff"), Phrase(en: "Measured to", de: "Gemessen bis"),
        Phrase(en: "Its cells in the data", de: "Seine Zellen in den Daten"),
      ], rows: rows)
  }

  /// A long list cut after its first entries.
  private static func list(_ names: [String]) -> String {
    names.count <= 6
      ? names.joined(separator: ", ")
      : names.prefix(5).joined(separator: ", ") + ", … (\(names.count))"
  }

  private static func name(of test: ResolvedLiftTest) -> Phrase {
    func factor(_ language: Language) -> String {
      NumberStyle(language).quantity(test.spendFactor, as: .plain)
    }
    switch test.kind {
    case .heavyUp:
      return Phrase(
        en: "spend times \(factor(.en))", de: "Ausgaben mal \(factor(.de))")
    case .goDark: return Phrase(en: "go-dark", de: "Abschaltung")
    case .holdout: return Phrase(en: "holdout", de: "Holdout")
    case .conversionLift: return Phrase(en: "conversion lift", de: "Conversion-Lift")
    }
  }

  private func liftGrid() -> Grid {
    let modelled = Set(result.model.design.specification.experiments.map(\.name))
    let rows = result.experiments.map { test -> [Grid.Cell] in
      func key(_ parameter: String) -> FindingKey {
        FindingKey(
          id: "mmm.experiment", subject: ["metric": test.name, "parameter": parameter],
          period: writer.period(of: test))
      }
      let own: [Grid.Cell] =
        showsNumbers && modelled.contains(test.name)
        ? [.value(key("model")), .interval(key("model")), .value(key("z"))]
        : [Self.absent, Self.absent, Self.absent]
      return [.text(Phrase(test.name)), .value(key("lift")), .interval(key("lift"))] + own
    }
    let interval = Phrase(en: "Interval", de: "Intervall")
    return Grid(
      id: "mmm.experiment",
      title: Phrase(
        en: "Measured lift and the model's", de: "Gemessene Wirkung und die des Modells"),
      columns: [
        Phrase(en: "Experiment", de: "Experiment"),
        Phrase(en: "Measured lift", de: "Gemessene Wirkung"), interval,
        Phrase(en: "The model's", de: "Die des Modells"), interval,
        Phrase(en: "Apart by", de: "Abstand"),
      ], rows: rows)
  }

  private var cellNotes: [Section.Note] {
    let (masked, kept) = (
      result.experiments.filter { $0.cells == .mask },
      result.experiments.filter { $0.cells == .keep }
    )
    var notes: [Section.Note] = []
    func names(_ tests: [ResolvedLiftTest]) -> String {
      tests.map(\.name).joined(separator: ", ")
    }
    if !masked.isEmpty {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "\(names(masked)): the panel's own cells of the test were left out of the fit, so"
              + " that no outcome counts twice.",
            de: "\(names(masked)): Die eigenen Zellen des Experiments blieben außerhalb der"
              + " Anpassung, damit kein Ergebnis doppelt zählt.")))
    }
    if !kept.isEmpty {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "\(names(kept)): the panel's cells stayed in the fit, because the test was measured"
              + " on other people.",
            de: "\(names(kept)): Die Zellen der Daten blieben in der Anpassung, weil das Experiment"
              + " an anderen Menschen gemessen wurde.")))
    }
    if !result.model.design.specification.priorExperiments.isEmpty {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "The experiments entered as priors on the return of their channels, so there is no"
              + " lift of the model to compare with.",
            de: "Die Experimente gingen als Priors auf die Rendite ihrer Kanäle ein, darum gibt es"
              + " keine Wirkung des Modells zum Vergleich.")))
    }
    return notes
  }

  // MARK: What they taught

  private var lessonBlocks: [Section.Block] {
    guard let other = result.withoutExperiments else {
      return [
        .note(
          .init(
            .warning,
            Phrase(
              en: "The model could not be fitted without the experiments, so what they taught is"
                + " not known.",
              de: "Ohne die Experimente ließ sich das Modell nicht anpassen; was sie lehrten, ist"
                + " nicht bekannt.")))
      ]
    }
    let reason = MediaMixResult.lessonReason
    let failure: [Section.Block] =
      other.verdict.passed
      ? []
      : [
        .note(
          isForced
            ? .init(
              .warning,
              Phrase(
                en: "What the experiments taught is shown by force: \(reason.en).",
                de: "Was die Experimente lehrten, wird erzwungen gezeigt: \(reason.de)."))
            : .init(
              .withheld,
              Phrase(
                en: "What the experiments taught is withheld: \(reason.en).",
                de: "Was die Experimente lehrten, wird zurückgehalten: \(reason.de).")))
      ]
    guard other.verdict.passed || isForced else { return failure }
    return failure + [
      .figure("mmm.experiments.roi"), .table(lessonGrid("roi")), .table(lessonGrid(nil)),
      .note(
        .init(
          .information,
          Phrase(
            en: "The same model was fitted once more without the experiments, with their cells back"
              + " in the fit. The information gained is half the binary logarithm of the variance"
              + " without over the variance with them, on the logarithmic scale where numbers are"
              + " positive: one bit halves the interval. Below zero, the model is less sure with"
              + " them than without, because they contradict the rest of the data or took cells out"
              + " of it.",
            de: "Dasselbe Modell wurde noch einmal ohne die Experimente angepasst, mit deren Zellen"
              + " wieder in der Anpassung. Der Informationsgewinn ist der halbe Zweierlogarithmus"
              + " der Varianz ohne über der Varianz mit ihnen, auf der logarithmischen Skala, wo"
              + " Zahlen positiv sind: Ein Bit halbiert das Intervall. Unter null ist das Modell mit"
              + " ihnen weniger sicher als ohne, weil sie den übrigen Daten widersprechen oder Zellen"
              + " herausnahmen."))),
    ]
  }

  /// Interval beside interval for each paid channel: the return, or the first parameter of its
  /// carry-over.
  private func lessonGrid(_ parameter: String?) -> Grid {
    let rows = data.channels.indices.compactMap { c -> [Grid.Cell]? in
      let compared = result.comparedParameters(c)
      let adstock = result.terms[c].adstock.parameters.first?.symbol
      guard let symbol = parameter ?? adstock, compared.contains(symbol) else { return nil }
      let subject = ["channel": data.channels[c], "parameter": symbol]
      let isReturn = symbol == "roi"
      let with =
        isReturn
        ? key("mmm.roi", data.channels[c]) : FindingKey(id: "mmm.parameter", subject: subject)
      let without = FindingKey(
        id: "mmm.without_experiments", subject: subject, period: isReturn ? writer.period : nil)
      let gain = FindingKey(id: "mmm.information_gain", subject: subject)
      return [.text(Phrase(data.channels[c]))]
        + (isReturn ? [] : [.text(Phrase(symbol))])
        + [.value(without), .interval(without), .value(with), .interval(with), .value(gain)]
    }
    let interval = Phrase(en: "Interval", de: "Intervall")
    let isReturn = parameter == "roi"
    return Grid(
      id: isReturn ? "mmm.information_gain.roi" : "mmm.information_gain.carry_over",
      title: isReturn
        ? Phrase(
          en: "Return without and with the experiments",
          de: "Rendite ohne und mit den Experimenten")
        : Phrase(
          en: "Carry-over without and with the experiments",
          de: "Nachwirkung ohne und mit den Experimenten"),
      columns: [Phrase(en: "Channel", de: "Kanal")]
        + (isReturn ? [] : [Phrase(en: "Parameter", de: "Parameter")])
        + [
          Phrase(en: "Without", de: "Ohne"), interval, Phrase(en: "With", de: "Mit"), interval,
          Phrase(en: "Information gained", de: "Informationsgewinn"),
        ], rows: rows)
  }
}
