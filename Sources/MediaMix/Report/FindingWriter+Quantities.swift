import Findings

extension FindingWriter {
  /// Whole-run totals: all media, paid and organic, treatments, the baseline's share, the return of
  /// all paid media.
  ///
  /// A total of some terms has the subject `segment`: paid, organic or treatments.
  func totals() -> [Finding] {
    let outcome = ReportWindow.outcome(data, result.window.periods)
    let media = result.draws(ofQuantity: index.total)
    let treatments = result.draws(ofQuantity: index.treatments)
    let base = shareBase
    let together = Phrase(en: "All media together", de: "Alle Medien zusammen")
    var findings = [contribution([:], media, together), share([:], media, together)]
    findings += segments.flatMap { segment in
      [
        contribution(["segment": segment.name], segment.draws, segment.words),
        share(["segment": segment.name], segment.draws, segment.words),
      ]
    }
    let left = zip(media, treatments).map { (outcome - $0 - $1) / base }
    findings.append(
      finding(
        "mmm.baseline_share", [:], Summary(left, level: level), .one, period: period
      ) { baselineText($0) })
    return findings + [paidReturn()]
  }

  /// The kinds of terms that are told apart, with the draws of their contribution.
  var segments: [(name: String, draws: [Double], words: Phrase)] {
    let organic = result.places(of: .organic)
    var segments: [(name: String, draws: [Double], words: Phrase)] = []
    if !organic.isEmpty {
      segments = [
        (
          "paid", sum(result.places(of: .paid)),
          Phrase(en: "Paid media together", de: "Bezahlte Medien zusammen")
        ),
        (
          "organic", sum(organic),
          Phrase(en: "Organic media together", de: "Organische Medien zusammen")
        ),
      ]
    }
    if !data.treatments.isEmpty {
      segments.append(
        (
          "treatments", result.draws(ofQuantity: index.treatments),
          Phrase(en: "Treatments together", de: "Maßnahmen zusammen")
        ))
    }
    return segments
  }

  /// The contribution of some terms together, draw by draw.
  private func sum(_ terms: [Int]) -> [Double] {
    let columns = terms.map {
      result.draws(ofQuantity: index.term($0, QuantityIndex.contribution))
    }
    guard let first = columns.first else { return [] }
    return first.indices.map { draw in columns.reduce(0) { $0 + $1[draw] } }
  }

  private func contribution(
    _ subject: [String: String], _ draws: [Double], _ who: Phrase
  ) -> Finding {
    let isTreatment = subject["segment"] == "treatments"
    return finding(
      "mmm.contribution", subject, Summary(draws, level: level), units.outcome, period: period
    ) {
      isTreatment
        ? Phrase(
          en: "\(who.en), against their baselines, changed the outcome by \($0)",
          de: "\(who.de) veränderten das Ergebnis gegenüber ihrer Vergleichsbasis um \($0)")
        : Phrase(en: "\(who.en) caused \($0)", de: "\(who.de) bewirkten \($0)")
    }
  }

  private func share(_ subject: [String: String], _ draws: [Double], _ who: Phrase) -> Finding {
    let base = shareBase
    return finding(
      "mmm.contribution_share", subject, Summary(draws.map { $0 / base }, level: level), .one,
      period: period
    ) {
      Phrase(
        en: "\(who.en) account for \($0) of \(whole.en)",
        de: "Auf \(who.de.prefix(1).lowercased() + who.de.dropFirst()) entfallen \($0)"
          + " \(whole.de)")
    }
  }

  private func baselineText(_ number: String) -> Phrase {
    let without =
      data.treatments.isEmpty
      ? Phrase(en: "Without media", de: "Ohne Medien")
      : Phrase(
        en: "Without media, and with treatments at their baselines",
        de: "Ohne Medien und mit Maßnahmen auf ihrer Vergleichsbasis")
    return Phrase(
      en: "\(without.en), \(number) of \(whole.en) would have come all the same",
      de: "\(without.de) wären \(number) \(whole.de) ohnehin zustande gekommen")
  }

  private func paidReturn() -> Finding {
    let spend = result.window.spend.reduce(0, +)
    let margin = result.model.design.specification.margin
    let draws = sum(result.places(of: .paid)).map { $0 * margin / spend }
    let who =
      data.organic.isEmpty
      ? Phrase(en: "All media together", de: "Alle Medien zusammen")
      : Phrase(en: "All paid media together", de: "Alle bezahlten Medien zusammen")
    return finding("mmm.roi", [:], Summary(draws, level: level), units.roi, period: period) {
      Phrase(en: "\(who.en) returned \($0)", de: "\(who.de) brachten \($0)")
    }
  }

  // MARK: Shares

  /// What shares are shares of.
  var shareBase: Double { ReportWindow.shareBase(data, result.window.periods) }

  /// The whole that shares are shares of, in words: of a KPI with both signs, the sum of its sizes.
  var whole: Phrase {
    shareBase == ReportWindow.outcome(data, result.window.periods)
      ? Phrase(en: "the outcome", de: "des Ergebnisses")
      : Phrase(
        en: "the outcome's sizes, added up without their signs",
        de: "der Beträge des Ergebnisses, ohne Vorzeichen summiert")
  }

  // MARK: Single terms

  /// Each term's totals, measure by measure.
  func channels() -> [Finding] {
    let base = shareBase
    let contributions = result.terms.indices.map { c in
      finding(
        "mmm.contribution", ["channel": data.terms[c]],
        result.quantity(c, QuantityIndex.contribution), units.outcome, period: period
      ) { caused(c, $0) }
    }
    let shares = result.terms.indices.map { c in
      let draws = result.draws(ofQuantity: index.term(c, QuantityIndex.contribution))
      return finding(
        "mmm.contribution_share", ["channel": data.terms[c]],
        Summary(draws.map { $0 / base }, level: level), .one, period: period
      ) {
        Phrase(
          en: "\(data.terms[c]) accounts for \($0) of \(whole.en)",
          de: "Auf \(data.terms[c]) entfallen \($0) \(whole.de)")
      }
    }
    let returns = result.returningChannels.map { c in
      finding(
        "mmm.roi", ["channel": data.channels[c]], result.quantity(c, QuantityIndex.roi), units.roi,
        period: period
      ) {
        Phrase(en: "\(data.channels[c]) returned \($0)", de: "\(data.channels[c]) brachte \($0)")
      }
    }
    let marginal = result.returningChannels.map { c in
      finding(
        "mmm.mroi", ["channel": data.channels[c]], result.quantity(c, QuantityIndex.mroi),
        units.roi, period: period
      ) {
        Phrase(
          en: "One percent more spend on \(data.channels[c]) would return \($0)",
          de: "Ein Prozent mehr Ausgaben für \(data.channels[c]) brächte \($0)")
      }
    }
    return contributions + shares + returns + marginal + costs()
  }

  /// That a term caused a number; a treatment may have lowered the outcome, and is compared with
  /// its baseline.
  private func caused(_ c: Int, _ number: String, _ place: Phrase? = nil) -> Phrase {
    let name = data.terms[c]
    let there = Phrase(
      en: place.map { " \($0.en)" } ?? "", de: place.map { " \($0.de)" } ?? "")
    guard result.terms[c].role == .treatment else {
      return Phrase(
        en: "\(name) caused \(number)\(there.en)", de: "\(name) bewirkte \(number)\(there.de)")
    }
    let baseline = treatmentBaseline(c - data.exposure.count)
    return Phrase(
      en: "\(name) as it was, instead of always \(baseline.en), changed the outcome by"
        + " \(number)\(there.en)",
      de: "\(name) wie geschehen statt immer \(baseline.de) veränderte das Ergebnis um"
        + " \(number)\(there.de)")
  }

  /// What a treatment is compared with, as in `at its smallest value, 9.90`.
  func treatmentBaseline(_ k: Int) -> Phrase {
    let value = result.model.design.scaling.treatmentBaseline[k]
    func text(_ language: Language) -> String {
      NumberStyle(language).quantity(value, as: .plain)
    }
    switch result.model.design.specification.treatmentBaselines[k] {
    case .minimum:
      return Phrase(
        en: "at its smallest value, \(text(.en))", de: "beim kleinsten Wert, \(text(.de)),")
    case .maximum:
      return Phrase(
        en: "at its largest value, \(text(.en))", de: "beim größten Wert, \(text(.de)),")
    case .value: return Phrase(en: "at \(text(.en))", de: "bei \(text(.de))")
    }
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

  /// Contribution of each term, and return of each channel, in each geo.
  func geos() -> [Finding] {
    guard index.reportsGeos else { return [] }
    let margin = result.model.design.specification.margin
    var contributions: [Finding] = []
    var returns: [Finding] = []
    for (c, name) in data.terms.enumerated() {
      for (g, geo) in data.geos.enumerated() {
        let draws = result.draws(ofQuantity: index.geo(c, g))
        contributions.append(
          finding(
            "mmm.contribution", ["channel": name, "geo": geo], Summary(draws, level: level),
            units.outcome, period: period
          ) { caused(c, $0, Phrase("in \(geo)")) })
        // Without spend in a geo there is nothing to return.
        guard c < data.channels.count,
          case let spend = ReportWindow.spend(data, c, result.window.periods, geo: g), spend > 0
        else { continue }
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

  /// Contribution of each term, and return of each channel, in each calendar year, where there are
  /// several.
  func years() -> [Finding] {
    let margin = result.model.design.specification.margin
    return data.terms.enumerated().flatMap { c, name in
      result.window.years.enumerated().flatMap { y, year -> [Finding] in
        let draws = result.draws(ofQuantity: index.year(c, y))
        let span = period(year.first, year.last)
        let contribution = finding(
          "mmm.contribution", ["channel": name], Summary(draws, level: level), units.outcome,
          period: span
        ) { caused(c, $0, Phrase(en: "in \(year.label)", de: "im Jahr \(year.label)")) }
        guard c < data.channels.count,
          case let spend = ReportWindow.spend(data, c, year.first...year.last), spend > 0
        else { return [contribution] }
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
