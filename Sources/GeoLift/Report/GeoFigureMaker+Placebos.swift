import Findings
import Probability

extension GeoFigureMaker {
  private var placebos: PlaceboResult? {
    guard let placebo = part.placebo, placebo.placebos.count >= GeoAnalysis.fewestPlacebos else {
      return nil
    }
    return placebo
  }

  /// How large the effects of placebos are, with the real one among them.
  func placeboEffects() -> Figure? {
    guard let placebos else { return nil }
    let real = estimate.att * direction
    let effects = placebos.placebos.map { $0.att * direction }
    let all = effects + [real]
    guard let least = all.min(), let most = all.max(), most > least else { return nil }
    let bins = 20
    let width = (most - least) / Double(bins)
    var counts = [Double](repeating: 0, count: bins)
    for effect in effects { counts[min(bins - 1, Int((effect - least) / width))] += 1 }
    let edges = (0...bins).map { least + Double($0) * width }
    let title = Phrase(en: "Effects of placebos", de: "Effekte von Placebos")
    let treated = Phrase(en: "Treated geos", de: "Behandelte Gebiete")
    return Figure(
      id: analysis.named("geo.placebos"), kind: .histogram, title: analysis.titled(title),
      caption: Phrase(
        en:
          "Each set of donors played the treated geos once. A real effect stands apart from theirs.",
        de:
          "Jede Gruppe von Spendern spielte einmal die behandelten Gebiete. Ein echter Effekt hebt sich "
          + "von ihren ab."),
      description: title,
      x: .init(
        label: Phrase(en: "Effect a geo and period", de: "Effekt je Gebiet und Periode"), unit: unit
      ),
      y: .init(label: Phrase(en: "Placebos", de: "Placebos")),
      columns: [
        .init("from", numbers: edges.dropLast().map { $0 }),
        .init("to", numbers: edges.dropFirst().map { $0 }), .init("placebos", numbers: counts),
        .init("real", numbers: counts.map { _ in real }),
      ],
      marks: [
        .init(
          .bar, role: .reference, label: Phrase("Placebos"), x: "from", y: "placebos", x2: "to"),
        .init(.rule, role: .actual, label: treated, x: "real"),
      ])
  }

  /// The gaps of placebos by period, with the real ones among them.
  func placeboGaps() -> Figure? {
    guard let placebos else { return nil }
    let tail = (1 - analysis.options.level) / 2
    let ends = labels.indices.map { t in
      Quantile.at([tail, 1 - tail], of: placebos.placebos.map { $0.gaps[t] * direction })
    }
    return figure(
      "geo.placebo_gaps", Phrase(en: "Gaps of placebos", de: "Abweichungen von Placebos"),
      Phrase(
        en:
          "Outcome less what the fit says, for the treated geos and for sets of donors that played them. "
          + "A real effect leaves the band in the test and not before.",
        de:
          "Ergebnis minus Anpassung, für die behandelten Gebiete und für Gruppen von Spendern, die sie "
          + "spielten. Ein echter Effekt verlässt das Band im Test und nicht davor."),
      y: Phrase(en: "Outcome less fit, a geo", de: "Ergebnis minus Anpassung je Gebiet"),
      columns: [
        .init("gap", numbers: estimate.gaps.map { $0 * direction }),
        .init("lower", numbers: ends.map { $0[0] }), .init("upper", numbers: ends.map { $0[1] }),
      ] + shadeColumns,
      marks: [
        shade,
        .init(
          .band, role: .reference,
          label: Phrase(en: "\(percent.en) of placebos", de: "\(percent.de) der Placebos"),
          x: "period",
          y: "lower", y2: "upper"),
        .init(
          .line, role: .actual, label: Phrase(en: "Treated geos", de: "Behandelte Gebiete"),
          x: "period", y: "gap"),
      ])
  }

  /// The effect with choices made otherwise.
  func sensitivity() -> Figure? {
    guard let rows = analysis.lead?.sensitivity, rows.count > 1 else { return nil }
    func numbers(_ isShown: (GeoSensitivity) -> Bool) -> [Double?] {
      rows.map { isShown($0) ? $0.att * direction : nil }
    }
    let title = Phrase(en: "Effect, chosen otherwise", de: "Effekt, anders gewählt")
    let hasPlacebo = rows.contains { $0.choice == .placeboStart }
    let own = rows.map { row in
      (analysis.parts.first { $0.estimator.rawValue == row.estimator }?.estimate?.att)
        .map { $0 * direction }
    }
    return Figure(
      id: analysis.named("geo.sensitivity"), kind: .points, title: analysis.titled(title),
      caption: Phrase(
        en:
          "Each point is the effect with one choice made otherwise; beside it the effect as it is. "
          + "Placebos in time should show none. − without a donor; ≥ time before begins there; λ ridge "
          + "penalty; α unit effects; ◦ placebo that starts there.",
        de:
          "Jeder Punkt ist der Effekt mit einer anders getroffenen Wahl, daneben der Effekt, wie er ist. "
          + "Placebos in der Zeit sollten keinen zeigen. − ohne einen Spender; ≥ die Zeit davor beginnt "
          + "dort; λ Ridge-Strafe; α Gebietseffekte; ◦ Placebo, das dort beginnt."),
      description: title, x: .init(label: Phrase(en: "Choice", de: "Wahl"), scale: .category),
      y: .init(
        label: Phrase(en: "Effect a geo and period", de: "Effekt je Gebiet und Periode"), unit: unit
      ),
      columns: [
        .init("choice", texts: rows.map { Self.name($0) }),
        .init("effect", numbers: numbers { $0.choice != .placeboStart }),
        .init("placebo", numbers: numbers { $0.choice == .placeboStart }),
        .init("own", numbers: own),
      ],
      marks: [
        .init(
          .point, role: .reference, label: Phrase(en: "As it is", de: "Wie er ist"), x: "choice",
          y: "own"),
        .init(
          .point, role: .posterior, label: Phrase(en: "Chosen otherwise", de: "Anders gewählt"),
          x: "choice", y: "effect"),
      ]
        + (hasPlacebo
          ? [
            .init(
              .point, role: .extrapolation,
              label: Phrase(en: "Placebo in time", de: "Placebo in der Zeit"), x: "choice",
              y: "placebo")
          ] : []))
  }

  /// How a choice was made, for people.
  static func scenario(_ row: GeoSensitivity) -> Phrase {
    guard row.choice == .unitEffects else { return Phrase(row.scenario) }
    return row.scenario == "yes" ? Phrase(en: "yes", de: "ja") : Phrase(en: "no", de: "nein")
  }

  /// The choice as a category, in signs that need no language.
  private static func name(_ row: GeoSensitivity) -> String {
    switch row.choice {
    case .withoutGeo: "− \(row.scenario)"
    case .fromPeriod: "≥ \(row.scenario)"
    case .penalty: row.scenario
    case .unitEffects: row.scenario == "yes" ? "+ α" : "− α"
    case .placeboStart: "◦ \(row.scenario)"
    }
  }
}
