import Findings
import Inference

extension SectionMaker {
  /// Whether the fit can be handed in: every check, what the gate looked at, and what was assumed.
  func healthSection() -> Section {
    let gate = ConvergenceGate()
    func row(
      _ metric: String, _ name: Phrase, _ sign: String, _ threshold: (NumberStyle) -> String
    ) -> [Grid.Cell] {
      [
        .text(name), .value(FindingKey(id: "mmm.diagnostic", subject: ["metric": metric])),
        .text(
          Phrase(
            en: "\(sign) \(threshold(NumberStyle(.en)))",
            de: "\(sign) \(threshold(NumberStyle(.de)))")),
      ]
    }
    let rows = [
      row("rhat_max", Phrase(en: "Largest R-hat", de: "Größtes R-Dach"), "<") {
        $0.number(gate.rHat, decimals: 2)
      },
      row(
        "ess_bulk_min",
        Phrase(en: "Smallest bulk effective size", de: "Kleinster wirksamer Umfang, Kern"),
        "≥"
      ) { $0.number(gate.effectiveSampleSize, decimals: 0) },
      row(
        "ess_tail_min",
        Phrase(en: "Smallest tail effective size", de: "Kleinster wirksamer Umfang, Enden"),
        "≥"
      ) { $0.number(gate.effectiveSampleSize, decimals: 0) },
      row("divergences", Phrase(en: "Divergent transitions", de: "Divergente Übergänge"), "≤") {
        $0.quantity(gate.divergenceShare, as: .share, decimals: 1)
      },
      row("ebfmi_min", Phrase(en: "Smallest E-BFMI", de: "Kleinstes E-BFMI"), "≥") {
        $0.number(gate.energyFraction, decimals: 1)
      },
    ]
    let diagnostics = Grid(
      id: "mmm.diagnostic", title: Phrase(en: "Convergence", de: "Konvergenz"),
      columns: [
        Phrase(en: "Check", de: "Prüfung"), Phrase(en: "Found", de: "Gefunden"),
        Phrase(en: "Required", de: "Verlangt"),
      ], rows: rows)
    return result.health.section(
      showsNumbers: showsNumbers, diagnostics: diagnostics, notes: assumptionNotes)
  }

  /// What was believed of each channel before the data, beside what is known after them.
  func learnedSection() -> Section {
    Section(
      id: "learned",
      title: Phrase(
        en: "What did the data teach, and what was believed before?",
        de: "Was lehrten die Daten, und was wurde vorher angenommen?"),
      blocks: [.table(contractionGrid())] + result.health.figureIDs.map { .figure($0) })
  }

  private func contractionGrid() -> Grid {
    // That of the return stands in the table of channels, on a scale that suits long tails.
    let parameters = ["alpha", "ec", "slope"]
    let names = [
      "alpha": Phrase(en: "Carry-over", de: "Nachwirkung"),
      "ec": Phrase(en: "Half saturation", de: "Halbsättigung"),
      "slope": Phrase(en: "Slope", de: "Steigung"),
    ]
    let found = result.data.channels.indices.map { c in
      Dictionary(uniqueKeysWithValues: result.contractions(c).map { ($0.parameter, $0.value) })
    }
    let shown = parameters.filter { name in found.contains { $0[name] != nil } }
    let rows = result.data.channels.enumerated().map { c, channel -> [Grid.Cell] in
      [.text(Phrase(channel))]
        + shown.map { parameter in
          found[c][parameter] == nil
            ? .text(Phrase("–"))
            : .value(
              FindingKey(
                id: "mmm.contraction", subject: ["parameter": parameter, "channel": channel]))
        }
    }
    return Grid(
      id: "mmm.contraction",
      title: Phrase(
        en: "How much the data narrowed what was believed of shapes",
        de: "Wie weit die Daten die Annahmen über Formen verengten"),
      columns: [Phrase(en: "Channel", de: "Kanal")] + shown.compactMap { names[$0] }, rows: rows)
  }

  private var assumptionNotes: [Section.Note] {
    var notes = [
      Section.Note(
        .information,
        Phrase(
          en: "These are estimates of a model, not of an experiment: they hold as far as its"
            + " assumptions do.",
          de: "Dies sind Schätzungen eines Modells, nicht eines Experiments: Sie gelten, soweit"
            + " seine Annahmen gelten."))
    ]
    let data = result.data
    if data.geoCount > 1 && data.population.allSatisfy({ $0 == 1 }) {
      notes.append(
        .init(
          .warning,
          Phrase(
            en: "No population was given: all regions count alike, whatever their size.",
            de: "Ohne Einwohnerzahl zählen alle Regionen gleich, unabhängig von ihrer Größe.")))
    }
    if result.model.options.target.isMoney && data.currency == nil {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "No currency was stated, so amounts of money carry none.",
            de: "Ohne Angabe einer Währung tragen Geldbeträge keine.")))
    }
    return notes
  }
}
