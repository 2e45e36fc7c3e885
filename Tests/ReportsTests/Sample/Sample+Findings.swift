import Findings

extension Sample {
  static var findings: [Finding] {
    let share = channels.map(\.share).reduce(0, +)
    var findings = [
      finding("mmm.contribution_share", [:], share, 0.062, .one),
      finding("mmm.contribution", [:], share * revenue, 0.062 * revenue, .money("EUR")),
    ]
    for channel in channels {
      let subject = ["channel": channel.key]
      let contribution = channel.roi * channel.spend
      findings += [
        finding("mmm.roi", subject, channel.roi, channel.width, .money("EUR") / .money("EUR")),
        finding(
          "mmm.mroi", subject, channel.roi * 0.62, channel.width * 0.7,
          .money("EUR") / .money("EUR")),
        finding(
          "mmm.contribution", subject, contribution, channel.width * channel.spend, .money("EUR")),
        finding(
          "mmm.contribution_share", subject, contribution / revenue,
          channel.width * channel.spend / revenue, .one),
        finding(
          "mmm.contraction", subject.merging(["parameter": "roi"]) { $1 }, 0.2 + 0.12 * channel.roi,
          nil, .one),
      ]
    }
    let metrics: [(String, String, Double)] = [
      ("mmm.fit", "r2", 0.931), ("mmm.fit", "mape", 0.0412), ("mmm.fit", "wmape", 0.0397),
      ("mmm.holdout", "coverage", 0.885), ("mmm.diagnostic", "rhat_max", 1.0042),
      ("mmm.diagnostic", "ess_bulk_min", 1284.7), ("mmm.diagnostic", "ess_tail_min", 1102.3),
      ("mmm.diagnostic", "divergences", 0), ("mmm.diagnostic", "ebfmi_min", 0.871),
    ]
    findings += metrics.map { id, metric, value in
      Finding(
        id: id, subject: ["metric": metric], value: value, unit: .one, grade: .descriptive,
        text: "\(metric) is \(value)")
    }
    return findings
  }

  private static func finding(
    _ id: String, _ subject: [String: String], _ value: Double, _ width: Double?, _ unit: Unit
  ) -> Finding {
    Finding(
      id: id, subject: subject, period: period, value: value, median: value * 0.98,
      interval: width.map {
        Interval(lower: value - $0 * 0.46, upper: value + $0 * 0.54, level: 0.9, kind: .credible)
      }, unit: unit, grade: .model, text: "\(id) is \(value)")
  }

  static func key(_ id: String, _ channel: Channel) -> FindingKey {
    FindingKey(id: id, subject: ["channel": channel.key], period: period)
  }

  static var roiTable: Grid {
    Grid(
      id: "mmm.roi", title: Phrase(en: "Return by channel", de: "Ertrag je Kanal"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Spend", de: "Ausgaben"),
        Phrase(en: "Return", de: "Ertrag"), Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Return of the next unit", de: "Ertrag der nächsten Einheit"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Learned from data, contraction", de: "Aus Daten gelernt"),
      ],
      rows: channels.map { channel in
        [
          .text(channel.phrase), .number(channel.spend, .money("EUR")),
          .value(key("mmm.roi", channel)), .interval(key("mmm.roi", channel)),
          .value(key("mmm.mroi", channel)), .interval(key("mmm.mroi", channel)),
          .value(
            FindingKey(
              id: "mmm.contraction", subject: ["channel": channel.key, "parameter": "roi"],
              period: period)),
        ]
      })
  }

  static var contributionTable: Grid {
    Grid(
      id: "mmm.contribution", title: Phrase(en: "Contribution by channel", de: "Beitrag je Kanal"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Contribution", de: "Beitrag"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Share of revenue", de: "Anteil am Umsatz"),
        Phrase(en: "Interval", de: "Intervall"),
      ],
      rows: channels.map { channel in
        [
          .text(channel.phrase), .value(key("mmm.contribution", channel)),
          .interval(key("mmm.contribution", channel)),
          .value(key("mmm.contribution_share", channel)),
          .interval(key("mmm.contribution_share", channel)),
        ]
      } + [
        [
          .text(Phrase(en: "All media", de: "Alle Kanäle")),
          .value(FindingKey(id: "mmm.contribution", period: period)),
          .interval(FindingKey(id: "mmm.contribution", period: period)),
          .value(FindingKey(id: "mmm.contribution_share", period: period)),
          .interval(FindingKey(id: "mmm.contribution_share", period: period)),
        ]
      ])
  }

  static var diagnosticsTable: Grid {
    func row(_ en: String, _ de: String, _ id: String, _ metric: String, _ limit: String)
      -> [Grid.Cell]
    {
      [
        .text(Phrase(en: en, de: de)), .value(FindingKey(id: id, subject: ["metric": metric])),
        .text(Phrase(en: limit, de: limit.replacing(".", with: ","))),
      ]
    }
    return Grid(
      id: "mmm.diagnostics", title: Phrase(en: "Checks", de: "Prüfungen"),
      columns: [
        Phrase(en: "Check", de: "Prüfung"), Phrase(en: "Value", de: "Wert"),
        Phrase(en: "Limit", de: "Grenze"),
      ],
      rows: [
        row("R-hat, largest", "R-hat, größter", "mmm.diagnostic", "rhat_max", "< 1.01"),
        row("Bulk ESS, smallest", "Bulk-ESS, kleinste", "mmm.diagnostic", "ess_bulk_min", "> 400"),
        row("Tail ESS, smallest", "Tail-ESS, kleinste", "mmm.diagnostic", "ess_tail_min", "> 400"),
        row("Divergences", "Divergenzen", "mmm.diagnostic", "divergences", "0"),
        row("E-BFMI, smallest", "E-BFMI, kleinster", "mmm.diagnostic", "ebfmi_min", "> 0.3"),
        row("R²", "R²", "mmm.fit", "r2", ""),
        row("MAPE", "MAPE", "mmm.fit", "mape", ""),
        row(
          "Coverage of 90% intervals, last 13 weeks",
          "Abdeckung der 90-%-Intervalle, letzte 13 Wochen", "mmm.holdout", "coverage", ""),
      ])
  }
}
