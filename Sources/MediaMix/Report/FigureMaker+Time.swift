import Findings
import Inference
import Tables

// Figures of frequencies, of courses of time, and of what experiments taught.
extension FigureMaker {
  /// The outcome of each medium with reach and frequency, were its contacts had at one frequency.
  func frequencies() -> [Figure] {
    data.exposure.indices.compactMap { c in result.frequencyPlace(c).map { frequency(c, $0) } }
  }

  private func frequency(_ c: Int, _ k: Int) -> Figure {
    let (name, series) = (data.terms[c], result.series)
    let points = PosteriorRecorder.frequencies
    let curve = series.frequencyCurves[k]
    let best = Summary(series.bestFrequencies[k], level: level)
    func constant(_ value: Double) -> [Double?] { points.map { _ in value } }
    var columns: [Figure.Column] = [
      .init("frequency", numbers: points.map { $0 }), .init("outcome", numbers: curve.mean),
      .init("lower", numbers: curve.lower), .init("upper", numbers: curve.upper),
      .init("best", numbers: constant(points[series.bestPlaces[k]])),
    ]
    var marks: [Figure.Mark] = [
      .init(.band, role: .channel(name), x: "frequency", y: "lower", y2: "upper"),
      .init(.line, role: .channel(name), x: "frequency", y: "outcome"),
      .init(.rule, role: .posterior, label: Phrase(en: "Best", de: "Beste"), x: "best"),
    ]
    if let today = result.meanFrequency(c, result.window.periods) {
      columns.append(.init("today", numbers: constant(today)))
      marks.append(
        .init(.rule, role: .reference, label: Phrase(en: "Today", de: "Heute"), x: "today"))
    }
    if best.upper > best.lower {
      columns.append(.init("from", numbers: constant(best.lower)))
      columns.append(.init("to", numbers: constant(best.upper)))
      let label = Phrase(
        en: "\(intervalName(.en)) of the best", de: "\(intervalName(.de)) der besten")
      marks.insert(.init(.shade, role: .reference, label: label, x: "from", x2: "to"), at: 0)
    }
    return Figure(
      id: "mmm.frequency.\(name)", kind: .band, title: Phrase(name),
      caption: Phrase(
        en:
          "Outcome in the window if the same contacts were had at one frequency, by as many people"
          + " as that gives.",
        de: "Ergebnis im Fenster, wenn dieselben Kontakte mit einer Frequenz entstünden, bei so"
          + " vielen Menschen, wie sich daraus ergeben."),
      description: Phrase(
        en: "Outcome of \(name) by frequency with its interval, the best frequency and today's.",
        de: "Ergebnis von \(name) nach Frequenz mit Intervall, bester und heutiger Frequenz."),
      x: .init(
        label: Phrase(en: "Contacts per person", de: "Kontakte je Person"), unit: Unit("contacts")),
      y: outcomeAxis, columns: columns, marks: marks,
      findings: [key("mmm.optimal_frequency", ["channel": name])])
  }

  /// The course of time of each effect that has one.
  func timeEffects() -> [Figure] { result.courses.enumerated().map { timeEffect($1, $0) } }

  static func timeEffectID(_ course: MediaMixResult.Course) -> String {
    course.channel.map { "mmm.time_effect.\($0)" } ?? "mmm.time_effect"
  }

  private func timeEffect(_ course: MediaMixResult.Course, _ k: Int) -> Figure {
    let band = result.series.courses[k]
    let role: Figure.Mark.Role = course.channel.map { .channel($0) } ?? .posterior
    var subject = ["metric": "change"]
    subject["channel"] = course.channel
    let span = FindingWriter(result: result, language: .en).period(0, data.timeCount - 1)
    let title =
      course.channel.map { Phrase($0) } ?? Phrase(en: "All media", de: "Alle Medien")
    return Figure(
      id: Self.timeEffectID(course), kind: .band, title: title,
      caption: Phrase(
        en:
          "The effect of the same exposure in each period, over its geometric mean: the line at one"
          + " is no change.",
        de: "Die Wirkung desselben Kontakts in jeder Periode, über ihrem geometrischen Mittel: Die"
          + " Linie bei eins ist keine Veränderung."),
      description: Phrase(
        en: "Course of the effect of \(course.words.en) over time with its interval.",
        de: "Verlauf der Wirkung von \(course.words.de) über die Zeit mit Intervall."),
      x: time, y: .init(label: Phrase(en: "Relative effect", de: "Relative Wirkung")),
      columns: [
        .init("period", texts: data.times.labels), .init("effect", numbers: band.mean),
        .init("lower", numbers: band.lower), .init("upper", numbers: band.upper),
        .init("one", numbers: data.times.labels.map { _ in 1 }),
      ],
      marks: [
        .init(.band, role: role, x: "period", y: "lower", y2: "upper"),
        .init(.line, role: .reference, x: "period", y: "one"),
        .init(.line, role: role, x: "period", y: "effect"),
      ],
      findings: [FindingKey(id: "mmm.time_effect", subject: subject, period: span)])
  }

  /// The return of each channel without and with the experiments; none where there is nothing to
  /// compare, or where the fit without failed the gate and nothing is forced.
  func lessons(isForced: Bool) -> [Figure] {
    guard let other = result.withoutExperiments, other.verdict.passed || isForced else { return [] }
    let places = result.returningChannels.filter { other.channels[$0]["roi"] != nil }
    let channels = places.map { data.channels[$0] }
    let with = places.map { result.quantity($0, QuantityIndex.roi) }
    let without = places.compactMap { other.channels[$0]["roi"]?.summary }
    return [
      Figure(
        id: "mmm.experiments.roi", kind: .points,
        title: Phrase(
          en: "Return without and with the experiments",
          de: "Rendite ohne und mit den Experimenten"),
        caption: Phrase(
          en:
            "Dots are means, bars \(intervalName(.en))s; in grey, what the model would say without"
            + " the experiments.",
          de: "Punkte sind Mittelwerte, Balken \(intervalName(.de))e; in Grau, was das Modell ohne"
            + " die Experimente sagen würde."),
        description: Phrase(
          en: "Intervals of the return of each channel, without and with the experiments.",
          de: "Intervalle der Rendite je Kanal, ohne und mit den Experimenten."),
        x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
        y: .init(label: Phrase(en: "Return", de: "Rendite"), unit: units.roi),
        columns: [
          .init("channel", texts: channels), .init("mean", numbers: with.map(\.mean)),
          .init("lower", numbers: with.map(\.lower)), .init("upper", numbers: with.map(\.upper)),
          .init("without", numbers: without.map(\.mean)),
          .init("without lower", numbers: without.map(\.lower)),
          .init("without upper", numbers: without.map(\.upper)),
        ],
        marks: [
          .init(.range, role: .prior, x: "channel", y: "without lower", y2: "without upper"),
          .init(
            .point, role: .prior, label: Phrase(en: "Without", de: "Ohne"), x: "channel",
            y: "without"),
          .init(.range, role: .posterior, x: "channel", y: "lower", y2: "upper"),
          .init(
            .point, role: .posterior, label: Phrase(en: "With", de: "Mit"), x: "channel",
            y: "mean"),
        ],
        findings: channels.map {
          FindingKey(
            id: "mmm.information_gain", subject: ["channel": $0, "parameter": "roi"])
        })
    ]
  }
}
