import Findings

extension GeoWriter {
  func sensitivity() -> [Finding] {
    let direction = analysis.options.kind.direction
    return (analysis.lead?.sensitivity ?? []).map { row in
      let scenario = row.scenario
      return finding(
        "geo.sensitivity",
        ["model": row.estimator, "metric": row.choice.rawValue, "scenario": scenario],
        value: row.att * direction, outcome
      ) { number in
        let name = row.estimator
        return switch row.choice {
        case .withoutGeo:
          Phrase(
            en: "Without \(scenario), the effect a geo and period by \(name) would be \(number)",
            de: "Ohne \(scenario) wäre der Effekt je Gebiet und Periode nach \(name) \(number)")
        case .fromPeriod:
          Phrase(
            en: "With periods from \(scenario) on, it would be \(number) by \(name)",
            de: "Mit Perioden ab \(scenario) wäre er nach \(name) \(number)")
        case .penalty:
          Phrase(
            en: "With \(scenario), it would be \(number) by \(name)",
            de: "Mit \(scenario) wäre er nach \(name) \(number)")
        case .unitEffects:
          Phrase(
            en: "\(scenario == "yes" ? "With" : "Without") unit effects, it would be \(number) by "
              + name,
            de:
              "\(scenario == "yes" ? "Mit" : "Ohne") Gebietseffekte wäre er nach \(name) \(number)")
        case .placeboStart:
          Phrase(
            en:
              "A test from \(scenario), when nothing happened, would have shown \(number) by \(name)",
            de: "Ein Test ab \(scenario), als nichts geschah, hätte nach \(name) \(number) gezeigt")
        }
      }
    }
  }

  /// How many periods and geos would do for a p of 0.05.
  func needed() -> [Finding] {
    let size = GeoSize(analysis)
    var findings: [Finding] = []
    if let periods = size.periodsNeeded {
      findings.append(
        finding("geo.needed", ["metric": "periods"], value: Double(periods), .one) {
          Phrase(
            en: "For a p of 0.05 by permutation, \($0) periods in all would do",
            de: "Für ein p von 0,05 durch Permutation würden insgesamt \($0) Perioden genügen")
        })
    }
    if let geos = size.geosNeeded {
      findings.append(
        finding("geo.needed", ["metric": "geos"], value: Double(geos), .one) {
          Phrase(
            en: "For a p of 0.05 by placebos in other geos, \($0) geos in all would do",
            de: "Für ein p von 0,05 durch Placebos in anderen Gebieten würden insgesamt \($0) "
              + "Gebiete genügen")
        })
    }
    return findings
  }
}
