public import Findings
import Inference

extension MediaMixComparison {
  /// The parts of the report: the answer, a specification curve a channel, and the models.
  public func sections() -> [Section] {
    guard !spreads.isEmpty else { return [answer(withheldNotes), models] }
    return [
      answer([predictionNote, rankingNote] + unpassedNotes), curves, models, reading,
    ]
  }

  /// The numbers that head a report: the returns that the other models put to the test.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    guard let reference, !spreads.isEmpty else { return [] }
    return [
      (
        referenceReturn,
        channels.indices.map { (Phrase(channels[$0]), key(reference, channel: $0)) }
      )
    ]
  }

  /// The name of the model that the others are measured by.
  var referencePhrase: Phrase { reference.map { entries[$0].phrase } ?? Phrase("") }

  private var referenceReturn: Phrase {
    Phrase(en: "Return, \(referencePhrase.en)", de: "Rendite, \(referencePhrase.de)")
  }

  private func answer(_ notes: [Section.Note]) -> Section {
    var blocks = notes.map { Section.Block.note($0) }
    if !spreads.isEmpty { blocks += [.table(spreadGrid), .figure("mmm.compare.spread")] }
    return Section(
      id: "compare",
      title: Phrase(en: "Which model is right?", de: "Welches Modell ist das richtige?"),
      blocks: blocks)
  }

  private var withheldNotes: [Section.Note] {
    [
      .init(
        .withheld,
        Phrase(
          en: "Fewer than two models passed the gate, so there is nothing to compare.",
          de: "Weniger als zwei Modelle bestanden die Prüfung; es gibt nichts zu vergleichen."))
    ] + unpassedNotes
  }

  private var unpassedNotes: [Section.Note] {
    gateReasons.map { .init(isForced ? .warning : .withheld, $0) }
  }

  /// Models whose difference to the best is within two standard errors, or below 4, the size under
  /// which differences are too small to matter and their errors too optimistic (Sivula, Magnusson,
  /// Matamoros and Vehtari 2020, arXiv:2008.10296).
  private var indistinguishable: [Int] {
    usable.filter { k in
      guard let difference = differences[k] else { return false }
      return -difference.elpd <= max(4, 2 * difference.standardError)
    }
  }

  private var predictionNote: Section.Note {
    guard let best else { return .init(.information, Phrase("")) }
    let close = indistinguishable
    let name = entries[best].phrase
    if close.count == usable.count {
      return .init(
        .information,
        Phrase(
          en: "The data cannot tell these models apart: no one predicts reliably better than"
            + " another. Do not pick one by its result; report what all of them say.",
          de: "Die Daten können diese Modelle nicht unterscheiden: Keines sagt verlässlich besser"
            + " voraus. Keines nach seinem Ergebnis auswählen, sondern berichten, was alle sagen.")
      )
    }
    if close.count == 1 {
      return .init(
        .information,
        Phrase(
          en: "\"\(name.en)\" predicts better than every other model, beyond the noise.",
          de: "„\(name.de)“ sagt besser voraus als jedes andere Modell, jenseits des Rauschens."))
    }
    func list(_ models: [Int], _ text: (Phrase) -> String) -> String {
      models.map { "\"\(text(entries[$0].phrase))\"" }.joined(separator: ", ")
    }
    let worse = usable.filter { !close.contains($0) }
    return .init(
      .information,
      Phrase(
        en: "The data speak against \(list(worse, \.en)); between the others they cannot decide.",
        de: "Die Daten sprechen gegen \(list(worse, \.de)); zwischen den übrigen können sie nicht"
          + " entscheiden."))
  }

  /// Which answers hold, which stay open, and whether the ranking does.
  private var rankingNote: Section.Note {
    let moved = spreads.filter { $0.bestRank != $0.worstRank }
    func list(_ spreads: [ChannelSpread]) -> String {
      spreads.map(\.channel).joined(separator: ", ")
    }
    let open = spreads.filter { $0.isRobust && $0.isOpen }
    let firm = spreads.filter { $0.isRobust && !$0.isOpen }
    let loose = spreads.filter { !$0.isRobust }
    var sentences: [Phrase] = []
    if !firm.isEmpty {
      sentences.append(
        Phrase(
          en: "Robust, whatever the model: \(list(firm)).",
          de: "Robust, gleich welches Modell: \(list(firm))."))
    }
    if !open.isEmpty {
      sentences.append(
        Phrase(
          en: "Open in every model, because the data say too little: \(list(open)).",
          de: "In jedem Modell offen, weil die Daten zu wenig sagen: \(list(open))."))
    }
    if !loose.isEmpty {
      sentences.append(
        Phrase(
          en: "Dependent on the specification: \(list(loose)); state these returns as ranges over"
            + " models.",
          de: "Von der Spezifikation abhängig: \(list(loose)); diese Renditen als Spannen über"
            + " Modelle angeben."))
    }
    sentences.append(
      moved.isEmpty
        ? Phrase(
          en: "The ranking of channels is the same in every model.",
          de: "Die Rangfolge der Kanäle ist in jedem Modell dieselbe.")
        : Phrase(
          en: "The ranking depends on the specification: \(list(moved)) change places.",
          de: "Die Rangfolge hängt von der Spezifikation ab: \(list(moved)) tauschen Plätze."))
    return .init(
      loose.isEmpty && moved.isEmpty ? .information : .warning,
      Phrase(
        en: sentences.map(\.en).joined(separator: " "),
        de: sentences.map(\.de).joined(separator: " ")))
  }

  private var spreadGrid: Grid {
    let hasBreakEven = spreads.contains { $0.above != nil }
    var columns = [
      Phrase(en: "Channel", de: "Kanal"),
      referenceReturn,
      Phrase(en: "Interval", de: "Intervall"), Phrase(en: "Lowest", de: "Kleinste"),
      Phrase(en: "Highest", de: "Größte"),
    ]
    if hasBreakEven {
      columns.append(Phrase(en: "Models above break-even", de: "Modelle über der Gewinnschwelle"))
    }
    columns += [
      Phrase(en: "Rank", de: "Rang"), Phrase(en: "Conclusion", de: "Schluss"),
    ]
    let rows = spreads.enumerated().map { c, spread -> [Grid.Cell] in
      var row: [Grid.Cell] = [.text(Phrase(spread.channel))]
      if let reference {
        row += [.value(key(reference, channel: c)), .interval(key(reference, channel: c))]
      }
      row += [.value(key(spread, "roi_min")), .value(key(spread, "roi_max"))]
      if hasBreakEven { row.append(.value(key(spread, "above_share"))) }
      let ranks =
        spread.bestRank == spread.worstRank
        ? "\(spread.bestRank)" : "\(spread.bestRank)–\(spread.worstRank)"
      return row + [.text(Phrase(ranks)), .text(spread.conclusion)]
    }
    return Grid(
      id: "mmm.compare_spread",
      title: Phrase(en: "Each channel over all models", de: "Jeder Kanal über alle Modelle"),
      columns: columns, rows: rows)
  }

  private var curves: Section {
    Section(
      id: "compare-channels",
      title: Phrase(
        en: "What does each model say about each channel?",
        de: "Was sagt jedes Modell über jeden Kanal?"),
      blocks: channels.map { .figure(Self.curveID($0)) } + [.table(returnGrid)])
  }

  private var returnGrid: Grid {
    Grid(
      id: "mmm.compare.roi",
      title: Phrase(en: "Return under every model", de: "Rendite unter jedem Modell"),
      columns: [Phrase(en: "Model", de: "Modell")]
        + channels.flatMap { [Phrase($0), Phrase(en: "Interval", de: "Intervall")] },
      rows: entries.indices.map { model in
        [.text(entries[model].phrase)]
          + channels.indices.flatMap { c -> [Grid.Cell] in
            [.value(key(model, channel: c)), .interval(key(model, channel: c))]
          }
      })
  }

  private var models: Section {
    let shown = Measure.allCases.filter { measure in
      entries.indices.contains { value(measure, $0) != nil }
    }
    let passed = Phrase(en: "passed", de: "bestanden")
    let failed = Phrase(en: "failed", de: "nicht bestanden")
    let grid = Grid(
      id: "mmm.compare",
      title: Phrase(en: "Models side by side", de: "Modelle nebeneinander"),
      columns: [Phrase(en: "Model", de: "Modell"), Phrase(en: "Gate", de: "Prüfung")]
        + shown.map(\.phrase),
      rows: entries.indices.map { model in
        [.text(entries[model].phrase), .text(entries[model].verdict.passed ? passed : failed)]
          + shown.map { measure in
            value(measure, model) == nil ? .text(Phrase("–")) : .value(key(model, measure))
          }
      })
    let figure: [Section.Block] = spreads.isEmpty ? [] : [.figure("mmm.compare.elpd")]
    return Section(
      id: "compare-models",
      title: Phrase(
        en: "How well does each model predict?", de: "Wie gut sagt jedes Modell voraus?"),
      blocks: figure + [.table(grid)])
  }

  private var reading: Section {
    let texts = [
      Phrase(
        en: "Prediction ranks models by how well they tell an outcome they have not seen. A model"
          + " can predict well and still be wrong about a channel, because baseline and media can"
          + " stand in for each other: an experiment decides, not a score.",
        de: "Vorhersage ordnet Modelle danach, wie gut sie ein ungesehenes Ergebnis treffen. Ein"
          + " Modell kann gut vorhersagen und sich über einen Kanal doch irren, weil Grundniveau und"
          + " Medien einander vertreten können: Ein Experiment entscheidet, kein Maß."),
      Phrase(
        en:
          "\"Robust\" means: every model puts the interval on the same side of break-even, and its"
          + " mean within the interval of the model asked for.",
        de: "„Robust“ heißt: Jedes Modell legt das Intervall auf dieselbe Seite der Gewinnschwelle"
          + " und den Mittelwert in das Intervall des angegebenen Modells."),
      Phrase(
        en: "Weights are those of the mixture of models that predicts best (stacking): models that"
          + " say the same share one weight, so a small weight is no verdict.",
        de: "Gewichte sind die der Mischung, die am besten vorhersagt (Stacking): Modelle, die"
          + " dasselbe sagen, teilen sich eines; ein kleines Gewicht ist kein Urteil."),
    ]
    return Section(
      id: "compare-reading", title: Phrase(en: "How to read this", de: "Wie man das liest"),
      blocks: texts.map { .note(.init(.information, $0)) })
  }
}
