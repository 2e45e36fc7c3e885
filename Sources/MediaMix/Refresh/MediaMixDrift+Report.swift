public import Findings

extension MediaMixDrift {
  /// The earlier and the present return of each channel side by side; none where withheld.
  public func figures(isForced: Bool = false) -> [Figure] {
    guard passed || isForced, !channels.isEmpty else { return [] }
    let level = result.model.options.level
    let earlier = channels.map { $0.earlier.summary(level: level) }
    let present = channels.map(\.present)
    let then = Phrase(en: "Earlier run", de: "Früherer Lauf")
    let now = Phrase(en: "Now, same periods", de: "Jetzt, dieselben Perioden")
    return [
      Figure(
        id: "mmm.drift", kind: .points,
        title: Phrase(en: "Returns then and now", de: "Renditen damals und jetzt"),
        caption: Phrase(
          en: "Dots are means, bars intervals; in grey, what the earlier run said about the same"
            + " periods.",
          de: "Punkte sind Mittelwerte, Balken Intervalle; in Grau, was der frühere Lauf über"
            + " dieselben Perioden sagte."),
        description: Phrase(
          en: "Intervals of the return of each channel, earlier beside present.",
          de: "Intervalle der Rendite je Kanal, früher neben jetzt."),
        x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
        y: .init(
          label: Phrase(en: "Return", de: "Rendite"), unit: MediaMixUnits(result.model).roi),
        columns: [
          .init("channel", texts: channels.map(\.name)),
          .init("now", numbers: present.map(\.mean)),
          .init("now lower", numbers: present.map(\.lower)),
          .init("now upper", numbers: present.map(\.upper)),
          .init("earlier", numbers: earlier.map(\.mean)),
          .init("earlier lower", numbers: earlier.map(\.lower)),
          .init("earlier upper", numbers: earlier.map(\.upper)),
        ],
        marks: [
          .init(.range, role: .prior, x: "channel", y: "earlier lower", y2: "earlier upper"),
          .init(.point, role: .prior, label: then, x: "channel", y: "earlier"),
          .init(.range, role: .posterior, x: "channel", y: "now lower", y2: "now upper"),
          .init(.point, role: .posterior, label: now, x: "channel", y: "now"),
        ], findings: channels.flatMap { [key($0, .earlier), key($0, .now)] })
    ]
  }

  /// The part of the report about what changed.
  public func section(isForced: Bool = false) -> Section {
    var blocks: [Section.Block] = []
    if !passed {
      blocks.append(
        .note(
          .init(
            isForced ? .warning : .withheld,
            Phrase(
              en: "What moved the returns cannot be told: \(failure.en).",
              de: "Was die Renditen bewegte, lässt sich nicht sagen: \(failure.de)."))))
    }
    if passed || isForced, !channels.isEmpty {
      blocks += [.figure("mmm.drift"), .table(moves), .table(details)]
    }
    return Section(
      id: "drift",
      title: Phrase(
        en: "What changed since the last run?", de: "Was änderte sich seit dem letzten Lauf?"),
      blocks: blocks + notes.map { .note($0) })
  }

  private var moves: Grid {
    let interval = Phrase(en: "Interval", de: "Intervall")
    return Grid(
      id: "mmm.drift",
      title: Phrase(
        en: "Return over the periods of the earlier run", de: "Rendite in den früheren Perioden"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Earlier", de: "Früher"), interval,
        Phrase(en: "Now", de: "Jetzt"), interval, Phrase(en: "What happened", de: "Was geschah"),
      ],
      rows: channels.map { channel in
        [
          .text(Phrase(channel.name)), .value(key(channel, .earlier)),
          .interval(key(channel, .earlier)), .value(key(channel, .now)),
          .interval(key(channel, .now)), .text(verdict(channel)),
        ]
      })
  }

  private var details: Grid {
    let absent = Grid.Cell.text(Phrase("–"))
    return Grid(
      id: "mmm.drift.parts",
      title: Phrase(en: "What moved the returns", de: "Was die Renditen bewegte"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Data", de: "Daten"),
        Phrase(en: "Specification", de: "Spezifikation"), Phrase(en: "Prior", de: "Prior"),
        Phrase(en: "Total", de: "Gesamt"),
        Phrase(en: "Data, in earlier deviations", de: "Daten, in früheren Abweichungen"),
        Phrase(en: "Probability", de: "Wahrscheinlichkeit"),
        Phrase(en: "Other periods", de: "Andere Perioden"),
      ],
      rows: channels.map { channel in
        [.text(Phrase(channel.name))]
          + [.data, .specification, .prior, .total].map { .value(key(channel, $0)) }
          + [.z, .probability].map { channel.z == nil ? absent : .value(key(channel, $0)) }
          + [channel.window == nil ? absent : .value(key(channel, .window))]
      })
  }

  private var notes: [Section.Note] {
    var notes = [
      Section.Note(
        .information,
        Phrase(
          en: "The parts add up: the earlier options on the present data, then the present"
            + " specification, then the present priors. The probability is the earlier fit's own,"
            + " for a move at least as large as the data's part.",
          de: "Die Teile summieren sich: die früheren Optionen auf den heutigen Daten, dann die"
            + " heutige Spezifikation, dann die heutigen Priors. Die Wahrscheinlichkeit ist die der"
            + " früheren Schätzung, für eine Bewegung mindestens so groß wie der Teil der Daten."))
    ]
    func note(_ applies: Bool, _ text: Phrase) {
      if applies { notes.append(.init(.warning, text)) }
    }
    note(
      isWindowCut,
      Phrase(
        en: "The present data do not hold all periods of the earlier window: the returns compared"
          + " are not of the same periods.",
        de: "Die heutigen Daten enthalten nicht alle früheren Perioden: Die verglichenen Renditen"
          + " gelten nicht für dieselben Perioden."))
    note(
      !isDataRead,
      Phrase(
        en: "The present data lack columns of the earlier model: what data and specification moved"
          + " stands together under data.",
        de: "Den heutigen Daten fehlen Spalten des früheren Modells: Was Daten und Spezifikation"
          + " bewegten, steht zusammen unter Daten."))
    note(
      !isSplit,
      Phrase(
        en: "The earlier priors do not fit the present specification: what both moved stands"
          + " together under specification.",
        de: "Die früheren Priors passen nicht zur heutigen Spezifikation: Was beide bewegten, steht"
          + " zusammen unter Spezifikation."))
    let (new, gone) = (added.joined(separator: ", "), removed.joined(separator: ", "))
    note(
      !added.isEmpty,
      Phrase(en: "Not in the earlier run: \(new).", de: "Nicht im früheren Lauf: \(new)."))
    note(
      !removed.isEmpty,
      Phrase(en: "No longer in the model: \(gone).", de: "Nicht mehr im Modell: \(gone)."))
    return notes
  }
}
