public import Findings
import Tables

extension GeoDesign {
  /// What to draw: power over effects of the best designs, and the best one's treated geos against
  /// their synthetic control.
  public func figures() -> [Figure] { [powerCurves(), courses()].compactMap { $0 } }

  private func powerCurves() -> Figure? {
    let best = plans.prefix(Self.drawn)
    guard let effects = best.first?.curve.effects, effects.count > 1 else { return nil }
    let title = Phrase(en: "Power by effect", de: "Trennschärfe je Effekt")
    return Figure(
      id: "geo.power", kind: .line, title: title,
      caption: Phrase(
        en: "How often an effect of each size is found, by design; the best designs are shown.",
        de: "Wie oft ein Effekt jeder Größe gefunden wird, je Entwurf; gezeigt sind die besten."),
      description: title,
      x: .init(label: Phrase(en: "Lift", de: "Lift")),
      y: .init(label: Phrase(en: "Power", de: "Trennschärfe (Power)")),
      columns: [.init("effect", numbers: effects)]
        + best.map { .init($0.scenario, numbers: $0.curve.power) },
      marks: best.map {
        .init(
          .line, role: .channel($0.scenario), label: Phrase($0.scenario), x: "effect",
          y: $0.scenario)
      })
  }

  private func courses() -> Figure? {
    guard let course, let best = plans.first else { return nil }
    let labels = Array(space.panel.axis.labels.prefix(course.observed.count))
    let start = labels[labels.count - best.duration]
    let title = Phrase(
      en: "The best design before it starts", de: "Der beste Entwurf vor seinem Beginn")
    return Figure(
      id: "geo.design_course", kind: .line, title: title,
      caption: Phrase(
        en: "Mean of the geos to treat and of their donors by weight. The shaded time was not used "
          + "for the weights; as nothing happened in it, both lines should stay together.",
        de:
          "Mittel der zu behandelnden Gebiete und ihrer gewichteten Spender. Die hinterlegte Zeit "
          + "ging nicht in die Gewichte ein; da in ihr nichts geschah, sollten beide Linien beisammen "
          + "bleiben."),
      description: title,
      x: .init(label: Phrase(en: "Period", de: "Periode"), scale: .time),
      y: .init(
        label: Phrase(space.options.kpi), unit: space.options.isMoney ? .money(currency) : .one),
      columns: [
        .init("period", texts: labels), .init("observed", numbers: course.observed),
        .init("synthetic", numbers: course.synthetic),
        .init("from", texts: labels.map { _ in start }),
        .init("to", texts: labels.map { _ in labels[labels.count - 1] }),
      ],
      marks: [
        .init(.shade, role: .extrapolation, x: "from", x2: "to"),
        .init(
          .line, role: .actual, label: Phrase(en: "To treat", de: "Zu behandeln"), x: "period",
          y: "observed"),
        .init(
          .line, role: .model, label: Phrase(en: "Donors", de: "Spender"), x: "period",
          y: "synthetic"),
      ])
  }
}
