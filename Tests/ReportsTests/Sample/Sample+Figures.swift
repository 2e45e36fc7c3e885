import Findings
import Foundation

extension Sample {
  static var figures: [Figure] {
    [fit, weekly, waterfall, roi, shares] + channels.map(response) + [adstock, correlation]
  }

  static let weeks: [String] = (0..<156).map { week in
    let date = Date(timeIntervalSince1970: 1_672_617_600 + Double(week) * 604_800)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    func two(_ number: Int?) -> String {
      let text = "\(number ?? 0)"
      return text.count < 2 ? "0" + text : text
    }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
  }

  static func baseline(_ week: Int) -> Double {
    620_000 + 900 * Double(week) + 70_000 * sin(2 * .pi * Double(week) / 52)
  }

  static func weekly(_ channel: Int, _ week: Int) -> Double {
    let phase = Double(week) * (0.31 + 0.11 * Double(channel)) + Double(channel)
    let wave = max(sin(phase), 0) + 0.4 + 0.2 * sin(Double(week * (channel + 3)))
    return channels[channel].share * revenue / 156 * max(wave, 0) * 1.35
  }

  static func total(_ week: Int) -> Double {
    baseline(week) + channels.indices.map { weekly($0, week) }.reduce(0, +)
  }

  static var fit: Figure {
    let model = (0..<156).map(total)
    let actual = (0..<156).map { total($0) + 42_000 * sin(Double($0 * $0)) }
    return Figure(
      id: "mmm.fit", kind: .band,
      title: Phrase(
        en: "Weekly revenue, observed and modelled",
        de: "Wöchentlicher Umsatz, beobachtet und modelliert"),
      caption: Phrase(
        en:
          "The shaded band holds the weekly revenue with the stated probability. The hatched weeks were kept from the model.",
        de:
          "Das Band enthält den Wochenumsatz mit der genannten Wahrscheinlichkeit. Die schraffierten Wochen kannte das Modell nicht."
      ),
      description: Phrase(
        en: "Two lines over three years that lie close together, with a band around the model.",
        de: "Zwei Linien über drei Jahre, die nah beieinander liegen, mit einem Band um das Modell."
      ),
      x: .init(label: Phrase(en: "Week", de: "Woche"), scale: .time),
      y: .init(label: Phrase(en: "Revenue per week", de: "Umsatz je Woche"), unit: .money("EUR")),
      columns: [
        .init("week", texts: weeks), .init("actual", numbers: actual),
        .init("model", numbers: model), .init("lower", numbers: model.map { $0 - 68_000 }),
        .init("upper", numbers: model.map { $0 + 71_000 }),
        .init("from", texts: [weeks[143]]), .init("to", texts: [weeks[155]]),
      ],
      marks: [
        .init(
          .shade, role: .extrapolation, label: Phrase(en: "held out", de: "zurückgelegt"),
          x: "from", x2: "to"),
        .init(
          .band, role: .model, label: Phrase(en: "90% interval", de: "90-%-Intervall"), x: "week",
          y: "lower", y2: "upper"),
        .init(.line, role: .model, label: Phrase(en: "Model", de: "Modell"), x: "week", y: "model"),
        .init(
          .line, role: .actual, label: Phrase(en: "Observed", de: "Beobachtet"), x: "week",
          y: "actual"),
      ])
  }

  static var weekly: Figure {
    Figure(
      id: "mmm.contribution.weekly", kind: .area,
      title: Phrase(
        en: "Revenue by cause, week by week", de: "Umsatz nach Ursache, Woche für Woche"),
      caption: Phrase(
        en:
          "Layers add up to the modelled revenue; the lowest is what would have come without media.",
        de:
          "Die Schichten ergeben zusammen den modellierten Umsatz; die unterste wäre auch ohne Werbung gekommen."
      ),
      description: Phrase(
        en: "Stacked areas over three years.", de: "Gestapelte Flächen über drei Jahre."),
      x: .init(label: Phrase(en: "Week", de: "Woche"), scale: .time),
      y: .init(label: Phrase(en: "Revenue per week", de: "Umsatz je Woche"), unit: .money("EUR")),
      columns: [
        .init("week", texts: weeks), .init("baseline", numbers: (0..<156).map(baseline)),
      ]
        + channels.indices.map { channel in
          .init(channels[channel].key, numbers: (0..<156).map { weekly(channel, $0) })
        },
      marks: [
        .init(
          .area, role: .baseline, label: Phrase(en: "Baseline", de: "Basis"), x: "week",
          y: "baseline")
      ] + channels.map { .init(.area, role: $0.role, label: $0.phrase, x: "week", y: $0.key) })
  }

  static var waterfall: Figure {
    let names = ["Baseline"] + channels.map(\.name) + ["Total"]
    let parts = channels.map { $0.roi * $0.spend }
    let base = revenue - parts.reduce(0, +)
    var running = base
    var columns: [Figure.Column] = [.init("cause", texts: names)]
    func single(_ name: String, _ index: Int, _ number: Double) -> Figure.Column {
      .init(name, numbers: names.indices.map { $0 == index ? number : nil })
    }
    columns.append(single("baseline", 0, base))
    for (index, channel) in channels.enumerated() {
      columns.append(single(channel.key + ".from", index + 1, running))
      running += parts[index]
      columns.append(single(channel.key, index + 1, running))
    }
    columns.append(single("total", names.count - 1, running))
    return Figure(
      id: "mmm.waterfall", kind: .waterfall,
      title: Phrase(en: "From baseline to total revenue", de: "Von der Basis zum gesamten Umsatz"),
      caption: Phrase(
        en: "Each step is the revenue caused by one channel.",
        de: "Jede Stufe ist der von einem Kanal verursachte Umsatz."),
      description: Phrase(
        en: "A waterfall of seven bars.", de: "Ein Wasserfall aus sieben Balken."),
      x: .init(label: Phrase(en: "Cause", de: "Ursache"), scale: .category),
      y: .init(label: Phrase(en: "Revenue", de: "Umsatz"), unit: .money("EUR")), columns: columns,
      marks: [.init(.bar, role: .baseline, x: "cause", y: "baseline")]
        + channels.map { .init(.bar, role: $0.role, x: "cause", y: $0.key, y2: $0.key + ".from") }
        + [.init(.bar, role: .total, x: "cause", y: "total")],
      findings: channels.map { key("mmm.contribution", $0) })
  }

  static var roi: Figure {
    Figure(
      id: "mmm.roi", kind: .points,
      title: Phrase(
        en: "Return by channel, before and after the data",
        de: "Ertrag je Kanal, vor und nach den Daten"),
      caption: Phrase(
        en:
          "Grey is what was believed before; where both lie on each other, the data taught little.",
        de:
          "Grau ist die Annahme vorab; wo beide aufeinander liegen, haben die Daten wenig gelehrt."),
      description: Phrase(
        en: "Intervals of five channels, prior and posterior.",
        de: "Intervalle von fünf Kanälen, Prior und Posterior."),
      x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
      y: .init(label: Phrase(en: "Return", de: "Ertrag"), unit: .money("EUR") / .money("EUR")),
      columns: [
        .init("channel", texts: channels.map(\.name)),
        .init("prior", numbers: channels.map { _ in 1.83 }),
        .init("prior.lower", numbers: channels.map { _ in 0.28 }),
        .init("prior.upper", numbers: channels.map { _ in 5.37 }),
        .init("roi", numbers: channels.map(\.roi)),
        .init("lower", numbers: channels.map { $0.roi - $0.width * 0.46 }),
        .init("upper", numbers: channels.map { $0.roi + $0.width * 0.54 }),
        .init("one", numbers: channels.map { _ in 1 }),
      ],
      marks: [
        .init(
          .line, role: .reference, label: Phrase(en: "Break-even", de: "Gewinnschwelle"),
          x: "channel", y: "one"),
        .init(
          .range, role: .prior, label: Phrase("Prior"), x: "channel", y: "prior.lower",
          y2: "prior.upper"),
        .init(.point, role: .prior, label: Phrase("Prior"), x: "channel", y: "prior"),
        .init(
          .range, role: .posterior, label: Phrase("Posterior"), x: "channel", y: "lower",
          y2: "upper"),
        .init(.point, role: .posterior, label: Phrase("Posterior"), x: "channel", y: "roi"),
      ], findings: channels.map { key("mmm.roi", $0) })
  }

  static var shares: Figure {
    let spend = channels.map(\.spend).reduce(0, +)
    let effect = channels.map { $0.roi * $0.spend }.reduce(0, +)
    return Figure(
      id: "mmm.share", kind: .bars,
      title: Phrase(en: "Share of spend and of effect", de: "Anteil an Ausgaben und Wirkung"),
      caption: Phrase(
        en: "A channel whose effect bar is longer returns more than the average.",
        de: "Ein Kanal mit längerem Wirkungsbalken bringt mehr als der Durchschnitt."),
      description: Phrase(
        en: "Paired bars for five channels.", de: "Gepaarte Balken für fünf Kanäle."),
      x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
      y: .init(label: Phrase(en: "Share", de: "Anteil")),
      columns: [
        .init("channel", texts: channels.map(\.name)),
        .init("spend", numbers: channels.map { $0.spend / spend }),
        .init("effect", numbers: channels.map { $0.roi * $0.spend / effect }),
      ],
      marks: [
        .init(
          .bar, role: .prior, label: Phrase(en: "Spend", de: "Ausgaben"), x: "channel", y: "spend"),
        .init(
          .bar, role: .posterior, label: Phrase(en: "Effect", de: "Wirkung"), x: "channel",
          y: "effect"),
      ])
  }

  static func response(_ channel: Channel) -> Figure {
    let today = channel.spend / 156
    let spends = (0...50).map { today * 2 * Double($0) / 50 }
    let curve = spends.map { channel.roi * 1.9 * today * $0 / ($0 + today * 0.9) }
    return Figure(
      id: "mmm.response.\(channel.key)", kind: .band, title: channel.phrase,
      caption: Phrase(
        en: "Hatched: beyond any spend seen so far.",
        de: "Schraffiert: jenseits aller bisherigen Ausgaben."),
      description: Phrase(
        en: "A curve that flattens as spend grows.",
        de: "Eine Kurve, die mit wachsendem Budget flacher wird."),
      x: .init(label: Phrase(en: "Spend per week", de: "Ausgaben je Woche"), unit: .money("EUR")),
      y: .init(label: Phrase(en: "Revenue per week", de: "Umsatz je Woche"), unit: .money("EUR")),
      columns: [
        .init("spend", numbers: spends), .init("mean", numbers: curve),
        .init("lower", numbers: curve.map { $0 * 0.72 }),
        .init("upper", numbers: curve.map { $0 * 1.31 }), .init("today", numbers: [today]),
        .init("from", numbers: [today * 1.55]), .init("to", numbers: [today * 2]),
      ],
      marks: [
        .init(.shade, role: .extrapolation, x: "from", x2: "to"),
        .init(.band, role: channel.role, x: "spend", y: "lower", y2: "upper"),
        .init(.line, role: channel.role, x: "spend", y: "mean"),
        .init(.rule, role: .reference, label: Phrase(en: "today", de: "heute"), x: "today"),
      ])
  }

  static var adstock: Figure {
    let lags = (0...8).map(Double.init)
    let chosen = channels.prefix(3)
    return Figure(
      id: "mmm.adstock", kind: .bars,
      title: Phrase(
        en: "Effect left after the week of the contact", de: "Wirkung nach der Woche des Kontakts"),
      caption: Phrase(en: "Weights add up to one.", de: "Die Gewichte ergeben zusammen eins."),
      description: Phrase(en: "Falling bars by lag.", de: "Fallende Balken nach Verzögerung."),
      x: .init(label: Phrase(en: "Lag", de: "Verzögerung"), unit: Unit("week")),
      y: .init(label: Phrase(en: "Share of the effect", de: "Anteil der Wirkung")),
      columns: [.init("lag", numbers: lags)]
        + chosen.enumerated().map { index, channel in
          let decay = 0.72 - 0.2 * Double(index)
          return .init(channel.key, numbers: lags.map { (1 - decay) * pow(decay, $0) })
        },
      marks: chosen.map { .init(.bar, role: $0.role, label: $0.phrase, x: "lag", y: $0.key) })
  }

  static var correlation: Figure {
    let names = channels.map(\.name)
    let pairs = names.flatMap { a in names.map { b in (a, b) } }
    return Figure(
      id: "mmm.correlation", kind: .heatMap,
      title: Phrase(en: "Which channels move together", de: "Welche Kanäle sich gemeinsam bewegen"),
      caption: Phrase(
        en: "Strong colours mark pairs that are hard to tell apart.",
        de: "Kräftige Farben markieren schwer trennbare Paare."),
      description: Phrase(
        en: "A table of correlations between five channels.",
        de: "Eine Tabelle der Korrelationen von fünf Kanälen."),
      x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
      y: .init(label: Phrase(en: "Correlation", de: "Korrelation"), scale: .category),
      columns: [
        .init("a", texts: pairs.map(\.0)), .init("b", texts: pairs.map(\.1)),
        .init(
          "r",
          numbers: pairs.enumerated().map { index, pair in
            pair.0 == pair.1 ? 1 : sin(Double((index % 5 + 1) * (index / 5 + 1) * 3)) * 0.85
          }),
      ], marks: [.init(.point, role: .model, x: "a", y: "b", y2: "r")])
  }
}
