import Findings

extension FigureMaker {
  var window: Period { FindingWriter(result: result, language: .en).period }

  func key(_ id: String, _ subject: [String: String]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: window)
  }

  /// From the baseline by all terms to the whole; bars of terms that lower the outcome go down.
  func waterfall() -> Figure {
    let baseline = Phrase(en: "Baseline", de: "Grundniveau")
    let total = Phrase(en: "Outcome", de: "Ergebnis")
    let observed = ReportWindow.outcome(data, result.window.periods)
    let parts = data.terms.indices.map { result.quantity($0, QuantityIndex.contribution).mean }
    var level = observed - parts.reduce(0, +)
    var (from, to): ([Double?], [Double?]) = ([0], [level])
    for part in parts {
      from.append(level)
      level += part
      to.append(level)
    }
    from.append(0)
    to.append(level)
    let names = [baseline[language]] + data.terms + [total[language]]
    func only(_ index: Int, _ values: [Double?]) -> [Double?] {
      values.enumerated().map { $0.offset == index ? $0.element : nil }
    }
    var columns: [Figure.Column] = [.init("part", texts: names)]
    var marks: [Figure.Mark] = []
    for index in names.indices {
      columns.append(.init("to\(index)", numbers: only(index, to)))
      columns.append(.init("from\(index)", numbers: only(index, from)))
      let role: Figure.Mark.Role =
        index == 0
        ? .baseline : index == names.count - 1 ? .total : .channel(data.terms[index - 1])
      marks.append(.init(.bar, role: role, x: "part", y: "to\(index)", y2: "from\(index)"))
    }
    return Figure(
      id: "mmm.waterfall", kind: .waterfall,
      title: Phrase(en: "From baseline to outcome", de: "Vom Grundniveau zum Ergebnis"),
      caption: Phrase(
        en: "Posterior means over the whole window; the bars add up to the observed outcome."
          + (parts.contains { $0 < 0 } ? " A bar that goes down takes off." : ""),
        de: "Posteriormittel über das ganze Fenster; die Balken summieren sich zum Beobachteten."
          + (parts.contains { $0 < 0 } ? " Ein Balken nach unten geht ab." : "")),
      description: Phrase(
        en: "Waterfall from the baseline over each channel's contribution to the outcome.",
        de: "Wasserfall vom Grundniveau über die Beiträge der Kanäle zum Ergebnis."),
      x: .init(label: Phrase(en: "Part", de: "Teil"), scale: .category), y: outcomeAxis,
      columns: columns, marks: marks,
      findings: [key("mmm.baseline_share", [:])]
        + data.terms.map { key("mmm.contribution", ["channel": $0]) })
  }

  /// ROI of each channel with its interval, beside the prior's.
  func returns() -> Figure {
    let channels = result.returningChannels.map { data.channels[$0] }
    let summaries = result.returningChannels.map { result.quantity($0, QuantityIndex.roi) }
    let priors = result.returningChannels.map { result.priorROI($0) }
    return Figure(
      id: "mmm.roi", kind: .points,
      title: Phrase(en: "Return on spend", de: "Rendite der Ausgaben"),
      caption: Phrase(
        en: "Dots are means, bars \(intervalName(.en))s; in grey, what was believed before"
          + " the data. Where the two look alike, the data said little.",
        de: "Punkte sind Mittelwerte, Balken \(intervalName(.de))e; in Grau, was vor den"
          + " Daten angenommen wurde. Wo beide sich gleichen, sagten die Daten wenig."),
      description: Phrase(
        en: "Intervals of the return of each channel, posterior beside prior.",
        de: "Intervalle der Rendite je Kanal, Posterior neben Prior."),
      x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
      y: .init(label: Phrase(en: "Return", de: "Rendite"), unit: units.roi),
      columns: [
        .init("channel", texts: channels),
        .init("mean", numbers: summaries.map(\.mean)),
        .init("lower", numbers: summaries.map(\.lower)),
        .init("upper", numbers: summaries.map(\.upper)),
        .init("prior", numbers: priors.map { $0?.mean }),
        .init("prior lower", numbers: priors.map { $0?.lower }),
        .init("prior upper", numbers: priors.map { $0?.upper }),
      ],
      marks: [
        .init(.range, role: .prior, x: "channel", y: "prior lower", y2: "prior upper"),
        .init(
          .point, role: .prior, label: Phrase(en: "Prior", de: "Prior"), x: "channel", y: "prior"),
        .init(.range, role: .posterior, x: "channel", y: "lower", y2: "upper"),
        .init(
          .point, role: .posterior, label: Phrase(en: "Posterior", de: "Posterior"), x: "channel",
          y: "mean"),
      ],
      findings: channels.map { key("mmm.roi", ["channel": $0]) })
  }

  /// One response curve a medium, with today's spend (or exposure) marked and what lies beyond the
  /// data shaded.
  func responses() -> [Figure] {
    (result.returningChannels + result.places(of: .organic)).map(response)
  }

  private func response(_ c: Int) -> Figure {
    let isPaid = c < data.channels.count
    let name = data.terms[c]
    let curve = result.series.curves[c]
    let spend = isPaid ? result.window.spend[c] : result.contacts(c, result.window.periods)
    let points = PosteriorRecorder.multipliers.map { $0 * spend }
    let beyond = extrapolation(c) * spend
    let last = points.last ?? spend
    func constant(_ value: Double) -> [Double?] { points.map { _ in value } }
    var columns: [Figure.Column] = [
      .init("spend", numbers: points), .init("outcome", numbers: curve.mean),
      .init("lower", numbers: curve.lower), .init("upper", numbers: curve.upper),
      .init("today", numbers: constant(spend)),
    ]
    var marks: [Figure.Mark] = [
      .init(.band, role: .channel(name), x: "spend", y: "lower", y2: "upper"),
      .init(.line, role: .channel(name), x: "spend", y: "outcome"),
      .init(
        .rule, role: .reference, label: Phrase(en: "Today", de: "Heute"), x: "today"),
    ]
    if beyond < last {
      columns.append(.init("from", numbers: constant(beyond)))
      columns.append(.init("to", numbers: constant(last)))
      marks.insert(
        .init(
          .shade, role: .extrapolation,
          label: Phrase(en: "Beyond the data", de: "Jenseits der Daten"), x: "from", x2: "to"),
        at: 0)
    }
    return Figure(
      id: "mmm.response.\(name)", kind: .band, title: Phrase(name),
      caption: responseCaption(c),
      description: Phrase(
        en: "Response curve of \(name) with its interval.",
        de: "Wirkungskurve von \(name) mit Intervall."),
      x: isPaid
        ? .init(label: Phrase(en: "Spend", de: "Ausgaben"), unit: units.money)
        : .init(label: Phrase(en: "Exposure", de: "Kontakte")), y: outcomeAxis,
      columns: columns, marks: marks,
      findings: [
        key("mmm.contribution", ["channel": name])
      ] + (isPaid ? [key("mmm.mroi", ["channel": name])] : []))
  }

  private func responseCaption(_ c: Int) -> Phrase {
    let what =
      c < data.channels.count
      ? Phrase(en: "all of its spend", de: "alle Ausgaben")
      : Phrase(en: "all of its exposure", de: "alle Kontakte")
    let people =
      result.frequencyPlace(c) == nil
      ? Phrase("")
      : Phrase(
        en: ", reaching more people as often as today",
        de: ", sodass mehr Menschen so oft wie heute erreicht werden")
    return Phrase(
      en: "Outcome in the window if \(what.en) were scaled\(people.en).",
      de: "Ergebnis im Fenster, wenn \(what.de) skaliert würden\(people.de).")
  }

  /// The multiple of today's spend at which the average period would spend more than the highest
  /// observed one: beyond it, the curve is a guess.
  private func extrapolation(_ c: Int) -> Double {
    let isPaid = c < data.channels.count
    let periods = result.window.periods.map {
      isPaid ? ReportWindow.spend(data, c, $0...$0) : result.contacts(c, $0...$0)
    }
    let active = periods.filter { $0 > 0 }
    guard let highest = active.max() else { return 1 }
    return highest / (active.reduce(0, +) / Double(active.count))
  }
}
