public import Findings

extension MediaMixReadiness {
  /// What a person reads: first what deserves a look, then the numbers behind it.
  public func sections() -> [Section] {
    [attention, channels, experiments, priors.section, whole].compactMap { $0 }
  }

  private var attention: Section {
    let notes = items.compactMap { item in
      item.warning.map { warning in
        Section.Block.note(
          .init(
            .warning,
            Phrase(
              en: Self.sentence(warning.what.en) + " " + warning.remedy.en,
              de: Self.sentence(warning.what.de) + " " + warning.remedy.de)))
      }
    }
    let calm = Section.Block.note(
      .init(
        .information,
        Phrase(
          en: "Nothing in data or options stands out.",
          de: "In Daten und Angaben fällt nichts auf.")))
    return Section(
      id: "check-attention",
      title: Phrase(en: "What deserves a look", de: "Was Beachtung verdient"),
      blocks: notes.isEmpty ? [calm] : notes)
  }

  /// The text with a capital letter in front and a full stop behind, unless it starts with a name.
  private static func sentence(_ text: String) -> String {
    let isOwnWord = ["the ", "das ", "der ", "die ", "no "].contains { text.hasPrefix($0) }
    return (isOwnWord ? text.prefix(1).uppercased() + text.dropFirst() : text) + "."
  }

  private var channels: Section {
    let metrics: [(String, Phrase)] = [
      ("active_periods", Phrase(en: "Active periods", de: "Aktive Perioden")),
      ("variation", Phrase(en: "Variation", de: "Schwankung")),
      ("baseline_overlap_share", Phrase(en: "Followed by the baseline", de: "Im Grundniveau")),
      ("vif", Phrase("VIF")),
      ("expected_contraction", Phrase(en: "Expected contraction", de: "Erwartete Kontraktion")),
    ]
    let known = Set(items.map(\.key))
    let names =
      view.data.terms.map { ("channel", $0) } + view.data.controls.map { ("parameter", $0) }
    let rows = names.map { kind, name -> [Grid.Cell] in
      [.text(Phrase(name))]
        + metrics.map { metric, _ in
          let key = FindingKey(
            id: Self.findingID, subject: ["metric": metric, kind: name])
          return known.contains(key) ? .value(key) : .text(Phrase(""))
        }
    }
    let grid = Grid(
      id: "mmm.check.channels",
      title: Phrase(en: "Channels and controls", de: "Kanäle und Kontrollgrößen"),
      columns: [Phrase(en: "Name", de: "Name")] + metrics.map(\.1), rows: rows)
    return Section(
      id: "check-channels",
      title: Phrase(en: "Can each channel be measured?", de: "Ist jeder Kanal messbar?"),
      blocks: [.table(grid)] + channelFigures.map { .figure($0.id) })
  }

  /// What the experiments say; nil without any.
  private var experiments: Section? {
    let names = view.specification.allExperiments.map(\.name)
    guard !names.isEmpty else { return nil }
    let known = Set(items.map(\.key))
    let rows = names.map { name -> [Grid.Cell] in
      let channel = items.first { $0.metric == "experiment_roi" && $0.experiment == name }?.channel
      func cell(_ metric: String, _ make: (FindingKey) -> Grid.Cell) -> Grid.Cell {
        var subject = ["metric": metric, "experiment": name]
        subject["channel"] = channel.flatMap { metric == "experiment_roi" ? $0 : nil }
        let key = FindingKey(id: Self.findingID, subject: subject)
        return known.contains(key) ? make(key) : .text(Phrase("–"))
      }
      return [
        .text(Phrase(name)), cell("experiment_lift") { .value($0) },
        cell("experiment_lift") { .interval($0) }, cell("experiment_roi") { .value($0) },
        cell("experiment_roi") { .interval($0) },
      ]
    }
    let interval = Phrase(en: "Interval", de: "Intervall")
    let grid = Grid(
      id: "mmm.check.experiments", title: Phrase(en: "Experiments", de: "Experimente"),
      columns: [
        Phrase(en: "Experiment", de: "Experiment"), Phrase(en: "Lift", de: "Zusatz"), interval,
        Phrase(en: "Return", de: "Rendite"), interval,
      ], rows: rows)
    return Section(
      id: "check-experiments",
      title: Phrase(en: "What do the experiments say?", de: "Was sagen die Experimente?"),
      blocks: [.table(grid)])
  }

  private var whole: Section? {
    let names: [String: Phrase] = [
      "prior_media_share": Phrase(
        en: "Media share by the priors (median)", de: "Medienanteil nach den Priors (Median)"),
      "condition_number": Phrase(en: "Condition number", de: "Konditionszahl"),
      "observations_per_effect": Phrase(
        en: "Observations per effect", de: "Beobachtungen je Effekt"),
      "observations_per_parameter": Phrase(
        en: "Observations per parameter", de: "Beobachtungen je Parameter"),
      "kpi_outliers": Phrase(en: "Outliers of the KPI", de: "Ausreißer der Zielgröße"),
      "holdout_share": Phrase(en: "Periods held out", de: "Zurückgelegte Perioden"),
      "masked_cells": Phrase(
        en: "Cells left out for experiments", de: "Zellen, die wegen Experimenten entfallen"),
    ]
    let rows = items.compactMap { item -> [Grid.Cell]? in
      guard item.channel == nil, item.experiment == nil, let name = names[item.metric] else {
        return nil
      }
      return [.text(name), .value(item.key)]
    }
    guard !rows.isEmpty else { return nil }
    let grid = Grid(
      id: "mmm.check.model", title: Phrase(en: "Model and data", de: "Modell und Daten"),
      columns: [Phrase(en: "Measure", de: "Maß"), Phrase(en: "Value", de: "Wert")], rows: rows)
    return Section(
      id: "check-model",
      title: Phrase(en: "Do model and data fit each other?", de: "Passen Modell und Daten?"),
      blocks: [.table(grid)])
  }
}
