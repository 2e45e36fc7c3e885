import Findings

extension FindingWriter {
  /// Whole-run totals: all media, their share, the baseline's share, the return of all media.
  func totals() -> [Finding] {
    let draws = result.draws(ofQuantity: index.total)
    let outcome = ReportWindow.outcome(data, result.window.periods)
    let spend = result.window.spend.reduce(0, +)
    let margin = result.model.design.specification.margin
    func summary(_ change: (Double) -> Double) -> Summary {
      Summary(draws.map(change), level: level)
    }
    return [
      finding("mmm.contribution", [:], summary { $0 }, units.outcome, period: period) {
        Phrase(en: "All media together caused \($0)", de: "Alle Medien zusammen bewirkten \($0)")
      },
      finding("mmm.contribution_share", [:], summary { $0 / outcome }, .one, period: period) {
        Phrase(
          en: "All media together account for \($0) of the outcome",
          de: "Auf alle Medien zusammen entfallen \($0) des Ergebnisses")
      },
      finding("mmm.baseline_share", [:], summary { 1 - $0 / outcome }, .one, period: period) {
        Phrase(
          en: "Without media, \($0) of the outcome would have come all the same",
          de: "Ohne Medien wären \($0) des Ergebnisses ohnehin zustande gekommen")
      },
      finding("mmm.roi", [:], summary { $0 * margin / spend }, units.roi, period: period) {
        Phrase(
          en: "All media together returned \($0)", de: "Alle Medien zusammen brachten \($0)")
      },
    ]
  }

  /// Each channel's totals, measure by measure.
  func channels() -> [Finding] {
    let outcome = ReportWindow.outcome(data, result.window.periods)
    func each(_ channels: [Int], _ make: (Int, String) -> Finding) -> [Finding] {
      channels.map { make($0, data.channels[$0]) }
    }
    let all = Array(data.channels.indices)
    let contributions = each(all) { c, name in
      finding(
        "mmm.contribution", ["channel": name], result.quantity(c, QuantityIndex.contribution),
        units.outcome, period: period
      ) { Phrase(en: "\(name) caused \($0)", de: "\(name) bewirkte \($0)") }
    }
    let shares = each(all) { c, name in
      let draws = result.draws(ofQuantity: index.term(c, QuantityIndex.contribution))
      return finding(
        "mmm.contribution_share", ["channel": name],
        Summary(draws.map { $0 / outcome }, level: level), .one, period: period
      ) {
        Phrase(
          en: "\(name) accounts for \($0) of the outcome",
          de: "Auf \(name) entfallen \($0) des Ergebnisses")
      }
    }
    let returns = each(result.returningChannels) { c, name in
      finding(
        "mmm.roi", ["channel": name], result.quantity(c, QuantityIndex.roi), units.roi,
        period: period
      ) { Phrase(en: "\(name) returned \($0)", de: "\(name) brachte \($0)") }
    }
    let marginal = each(result.returningChannels) { c, name in
      finding(
        "mmm.mroi", ["channel": name], result.quantity(c, QuantityIndex.mroi), units.roi,
        period: period
      ) {
        Phrase(
          en: "One percent more spend on \(name) would return \($0)",
          de: "Ein Prozent mehr Ausgaben für \(name) brächte \($0)")
      }
    }
    return contributions + shares + returns + marginal + costs()
  }

  /// What a unit of the KPI costs, where the KPI is not money itself.
  private func costs() -> [Finding] {
    guard result.model.options.target.kind != .revenue else { return [] }
    return result.returningChannels.map { c in
      let (name, spend) = (data.channels[c], result.window.spend[c])
      let draws = result.draws(ofQuantity: index.term(c, QuantityIndex.contributionInKPI))
      return finding(
        "mmm.cost_per_kpi", ["channel": name], Summary(draws.map { spend / $0 }, level: level),
        units.cost, period: period
      ) {
        Phrase(
          en: "Each unit of the KPI that \(name) caused cost \($0)",
          de: "Jede von \(name) bewirkte Einheit der Zielgröße kostete \($0)")
      }
    }
  }

  /// Contribution and return of each channel in each geo.
  func geos() -> [Finding] {
    guard index.reportsGeos else { return [] }
    let margin = result.model.design.specification.margin
    var contributions: [Finding] = []
    var returns: [Finding] = []
    for (c, name) in data.channels.enumerated() {
      for (g, geo) in data.geos.enumerated() {
        let draws = result.draws(ofQuantity: index.geo(c, g))
        contributions.append(
          finding(
            "mmm.contribution", ["channel": name, "geo": geo], Summary(draws, level: level),
            units.outcome, period: period
          ) {
            Phrase(en: "\(name) caused \($0) in \(geo)", de: "\(name) bewirkte \($0) in \(geo)")
          })
        let spend = ReportWindow.spend(data, c, result.window.periods, geo: g)
        // Without spend in a geo there is nothing to return.
        guard spend > 0 else { continue }
        returns.append(
          finding(
            "mmm.roi", ["channel": name, "geo": geo],
            Summary(draws.map { $0 * margin / spend }, level: level), units.roi, period: period
          ) {
            Phrase(
              en: "\(name) returned \($0) in \(geo)", de: "\(name) brachte \($0) in \(geo)")
          })
      }
    }
    return contributions + returns
  }

  /// Contribution and return of each channel in each calendar year, where there are several.
  func years() -> [Finding] {
    let margin = result.model.design.specification.margin
    return data.channels.enumerated().flatMap { c, name in
      result.window.years.enumerated().flatMap { y, year -> [Finding] in
        let draws = result.draws(ofQuantity: index.year(c, y))
        let span = period(year.first, year.last)
        let contribution = finding(
          "mmm.contribution", ["channel": name], Summary(draws, level: level), units.outcome,
          period: span
        ) {
          Phrase(
            en: "\(name) caused \($0) in \(year.label)",
            de: "\(name) bewirkte \($0) im Jahr \(year.label)")
        }
        let spend = ReportWindow.spend(data, c, year.first...year.last)
        guard spend > 0 else { return [contribution] }
        let roi = finding(
          "mmm.roi", ["channel": name], Summary(draws.map { $0 * margin / spend }, level: level),
          units.roi, period: span
        ) {
          Phrase(
            en: "\(name) returned \($0) in \(year.label)",
            de: "\(name) brachte \($0) im Jahr \(year.label)")
        }
        return [contribution, roi]
      }
    }
  }
}
