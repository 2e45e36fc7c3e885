public import Findings

extension UpliftAnalysis {
  /// The parts of the report, in order.
  ///
  /// - Parameter isForced: whether to show what would be withheld.
  public func sections(isForced: Bool = false) -> [Section] {
    var blocks: [Section.Block] = []
    if sampleRatio.isMismatch {
      let (reason, remedy) = ExperimentWriter.objection(sampleRatio)
      blocks.append(
        .note(
          .init(
            isForced ? .warning : .withheld,
            Phrase(
              en: "Decide nothing: \(reason.en). To do: \(remedy.en).",
              de: "Entscheiden Sie nichts: \(reason.de). Zu tun: \(remedy.de)."))))
    }
    blocks += [.table(areas), .note(.init(.information, UpliftCurve.definition))]
    blocks += figures(isForced: isForced).map { .figure($0.id) }
    var sections = [
      Section(
        id: "uplift-learners",
        title: Phrase(en: "Who is moved?", de: "Wer lässt sich bewegen?"), blocks: blocks),
      Section(
        id: "uplift-groups",
        title: Phrase(en: "Groups of equal size by score", de: "Gleich große Gruppen nach Score"),
        blocks: learned.map { .table(groups($0)) }),
    ]
    if !slices.isEmpty {
      sections.append(
        Section(
          id: "uplift-slices",
          title: Phrase(
            en: "By what is known of people", de: "Nach dem, was über Menschen bekannt ist"),
          blocks: (options.segments + options.slices).map { .table(slices($0)) } + [
            .note(.init(.information, fairness))
          ]))
    }
    return sections
  }

  private var fairness: Phrase {
    Phrase(
      en:
        "Targeted are the units of the highest scores by the first learner, up to the share asked for. "
        + "Slices that are targeted unlike need a reason that may be said aloud: compare the share "
        + "targeted with the effect seen. Too small groups are withheld.",
      de:
        "Angesprochen werden die Einheiten mit den höchsten Scores des ersten Lerners, bis zum "
        + "verlangten Anteil. Werden Gruppen ungleich angesprochen, braucht das einen Grund, den man "
        + "laut sagen darf: Vergleichen Sie den Anteil mit der gesehenen Wirkung. Zu kleine Gruppen "
        + "werden zurückgehalten.")
  }

  private func key(_ id: String, _ subject: [String: String] = [:]) -> FindingKey {
    FindingKey(id: "uplift.\(id)", subject: subject)
  }

  private var areas: Grid {
    Grid(
      id: "uplift.areas", title: Phrase(en: "Areas by learner", de: "Flächen je Lerner"),
      columns: [
        Phrase(en: "Learner", de: "Lerner"), Phrase("Qini"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase("AUUC"), Phrase(en: "Interval", de: "Intervall"),
      ],
      rows: learned.map { learned in
        let subject = ["model": learned.learner.rawValue]
        return [
          .text(Phrase(learned.learner.rawValue)), .value(key("qini", subject)),
          .interval(key("qini", subject)), .value(key("auuc", subject)),
          .interval(key("auuc", subject)),
        ]
      })
  }

  private func groups(_ learned: Learned) -> Grid {
    let model = learned.learner.rawValue
    return Grid(
      id: "uplift.groups.\(model)",
      title: Phrase(en: "Learner \(model)", de: "Lerner \(model)"),
      columns: [
        Phrase(en: "Group", de: "Gruppe"), Phrase(en: "Units", de: "Einheiten"),
        Phrase(en: "Predicted", de: "Vorhergesagt"), Phrase(en: "Seen", de: "Gesehen"),
        Phrase(en: "Interval", de: "Intervall"),
      ],
      rows: learned.segments.enumerated().map { index, segment in
        let subject = ["model": model, "segment": "\(index + 1)"]
        let units = Grid.Cell.number(Double(segment.treated + segment.control), Unit("units"))
        guard segment.observed != nil else {
          let absent = Grid.Cell.text(Phrase("–"))
          return [.text(Phrase("\(index + 1)")), units, absent, absent, absent]
        }
        return [
          .text(Phrase("\(index + 1)")), units, .value(key("predicted", subject)),
          .value(key("segment", subject)), .interval(key("segment", subject)),
        ]
      })
  }

  private func slices(_ column: String) -> Grid {
    let shown = slices.filter { $0.column == column }
    let isSlice = options.slices.contains(column)
    return Grid(
      id: "uplift.slices.\(column)", title: Phrase(column),
      columns: [
        Phrase(en: "Value", de: "Wert"), Phrase(en: "Units", de: "Einheiten"),
        Phrase(en: "Effect", de: "Wirkung"), Phrase(en: "Interval", de: "Intervall"),
      ] + (isSlice ? [Phrase(en: "Share targeted", de: "Angesprochener Anteil")] : []),
      rows: shown.map { slice in
        let subject = ["segment": "\(slice.column)=\(slice.value)"]
        return [
          .text(
            slice.value.isEmpty ? Phrase(en: "(empty)", de: "(leer)") : Phrase(slice.value)),
          .value(key("units", subject)), .value(key("effect", subject)),
          .interval(key("effect", subject)),
        ] + (isSlice ? [.value(key("targeted_share", subject))] : [])
      })
  }

  /// The numbers that head the report.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    [
      (
        label: Phrase(en: "Effect on all", de: "Wirkung auf alle"),
        entries: [(label: Phrase(options.outcome), finding: key("effect"))]
      ),
      (
        label: Phrase("Qini"),
        entries: learned.map {
          (
            label: Phrase($0.learner.rawValue),
            finding: key("qini", ["model": $0.learner.rawValue])
          )
        }
      ),
    ]
  }

  /// The Qini curve of every learner, and the effect by group of the first.
  ///
  /// - Parameter isForced: whether to draw what would be withheld.
  public func figures(isForced: Bool = false) -> [Figure] {
    guard isForced || !sampleRatio.isMismatch, let first = learned.first else { return [] }
    return [qini, groupFigure(first)]
  }

  /// Curves at every hundredth of the units.
  private var qini: Figure {
    let shares = (0...100).map { Double($0) / 100 }
    let end = learned.first?.curve.qini.last ?? 0
    let curves = learned.map { learned in
      Figure.Column(
        learned.learner.rawValue, numbers: shares.map { learned.curve.qini(at: $0) })
    }
    return Figure(
      id: "uplift.qini", kind: .line, title: Phrase(en: "Qini curves", de: "Qini-Kurven"),
      caption: Phrase(
        en:
          "What targeting the units of the highest scores adds, by the share targeted; the straight "
          + "line is targeting at random.",
        de: "Was es bringt, die Einheiten mit den höchsten Scores anzusprechen, je angesprochenem "
          + "Anteil; die Gerade ist zufällige Auswahl."),
      description: Phrase(
        en: "A curve for each learner and a straight line.",
        de: "Eine Kurve je Lerner und eine Gerade."),
      x: .init(label: Phrase(en: "Share targeted", de: "Angesprochener Anteil")),
      y: .init(
        label: Phrase(en: "Outcomes a treated unit", de: "Ergebnisse je behandelter Einheit")),
      columns: [
        .init("share", numbers: shares), .init("random", numbers: shares.map { $0 * end }),
      ] + curves,
      marks: [
        .init(
          .line, role: .reference, label: Phrase(en: "At random", de: "Zufällig"), x: "share",
          y: "random")
      ]
        + learned.map {
          .init(
            .line, role: .channel($0.learner.rawValue),
            label: Phrase(
              en: "Learner \($0.learner.rawValue)", de: "Lerner \($0.learner.rawValue)"),
            x: "share", y: $0.learner.rawValue)
        },
      findings: learned.map { key("qini", ["model": $0.learner.rawValue]) })
  }

  private func groupFigure(_ learned: Learned) -> Figure {
    let model = learned.learner.rawValue
    let segments = learned.segments
    return Figure(
      id: "uplift.groups", kind: .points,
      title: Phrase(
        en: "Effect by group of score, learner \(model)",
        de: "Wirkung je Score-Gruppe, Lerner \(model)"),
      caption: Phrase(
        en:
          "The effect seen in groups of equal size, the first having the highest scores, with its "
          + "interval, and what was predicted.",
        de: "Die gesehene Wirkung in gleich großen Gruppen, die erste mit den höchsten Scores, mit "
          + "Intervall, und die Vorhersage."),
      description: Phrase(
        en: "Points with intervals, one for each group.",
        de: "Punkte mit Intervallen, je Gruppe einer."),
      x: .init(label: Phrase(en: "Group", de: "Gruppe"), scale: .category),
      y: .init(label: Phrase(en: "Effect", de: "Wirkung")),
      columns: [
        .init("group", texts: segments.indices.map { "\($0 + 1)" }),
        .init("seen", numbers: segments.map(\.observed)),
        .init("lower", numbers: segments.map { $0.limits?.lower }),
        .init("upper", numbers: segments.map { $0.limits?.upper }),
        .init("predicted", numbers: segments.map(\.predicted)),
      ],
      marks: [
        .init(.range, role: .posterior, x: "group", y: "lower", y2: "upper"),
        .init(
          .point, role: .posterior, label: Phrase(en: "Seen", de: "Gesehen"), x: "group", y: "seen"),
        .init(
          .point, role: .model, label: Phrase(en: "Predicted", de: "Vorhergesagt"), x: "group",
          y: "predicted"),
      ])
  }
}
