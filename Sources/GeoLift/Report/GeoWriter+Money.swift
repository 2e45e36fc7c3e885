import Findings

extension GeoWriter {
  /// What the test changed about spending, and from what.
  func investment() -> [Finding] {
    guard let money = analysis.money else { return [] }
    let isCut = (money.change ?? 0) < 0
    var findings = [
      finding(
        "geo.investment", [:], value: money.change, self.money, isTurned: isCut,
        reason: money.problem,
        remedy: Phrase(
          en: "State the money with --spend-change, or spend_change in the project file.",
          de: "Nennen Sie das Geld mit --spend-change oder spend_change in der Projektdatei.")
      ) {
        switch (analysis.options.kind, isCut) {
        case (.new, _): Phrase(en: "The test cost \($0)", de: "Der Test kostete \($0)")
        case (.holdout, _):
          Phrase(
            en: "The geos held out were spared \($0) of spend",
            de: "Den ausgenommenen Gebieten wurden \($0) an Ausgaben erspart")
        case (_, true):
          Phrase(en: "The test saved \($0) of spend", de: "Der Test sparte \($0) an Ausgaben")
        case (_, false):
          Phrase(
            en: "The test added \($0) of spend", de: "Der Test brachte \($0) zusätzliche Ausgaben")
        }
      }
    ]
    if let elsewhere = money.elsewhere {
      findings.append(
        finding("geo.spend", ["metric": "elsewhere"], value: elsewhere, self.money) {
          Phrase(
            en: "\($0) was spent on other geos during the test",
            de: "In anderen Gebieten wurden während des Tests \($0) ausgegeben")
        })
    }
    guard analysis.options.kind != .new else { return findings }
    if let treated = money.treated {
      findings.append(
        finding("geo.spend", ["metric": "treated"], value: treated, self.money) {
          Phrase(
            en: "\($0) was spent on the treated geos during the test",
            de: "In den behandelten Gebieten wurden während des Tests \($0) ausgegeben")
        })
    }
    if let usual = money.usual, usual >= 0 {
      findings.append(
        finding("geo.spend", ["metric": "usual"], value: usual, self.money) {
          Phrase(
            en: "\($0) would have been spent on them without it",
            de: "Ohne ihn wären dort \($0) ausgegeben worden")
        })
    }
    return findings
  }

  /// Return on the money that the test moved, or what a unit cost.
  func returns(_ part: GeoAnalysis.Part, _ numbers: GeoNumbers?) -> [Finding] {
    guard let numbers, let perMoney = numbers.perMoney else { return [] }
    let name = part.estimator.rawValue
    let subject = ["model": name]
    if analysis.options.isMoney {
      return [
        finding(
          "geo.iroas", subject, value: perMoney.value, interval: perMoney.interval, outcome / money
        ) {
          Phrase(
            en: "By \(name), each unit of money spent brought back \($0)",
            de: "Nach \(name) brachte jede ausgegebene Geldeinheit \($0) zurück")
        }
      ]
    }
    var findings = [
      finding(
        "geo.cost_per_outcome", subject, value: numbers.cost?.value,
        interval: numbers.cost?.interval, money,
        reason: Phrase(
          en: "more money did not bring more, so a further unit has no cost",
          de: "mehr Geld brachte nicht mehr, eine weitere Einheit hat also keinen Preis"),
        remedy: Phrase(
          en: "Read the interval of the effect.", de: "Lesen Sie das Intervall des Effekts.")
      ) {
        Phrase(
          en: "By \(name), each further unit of the KPI cost \($0)",
          de: "Nach \(name) kostete jede zusätzliche Einheit der Kennzahl \($0)")
      }
    ]
    if let least = numbers.leastCost {
      findings.append(
        finding(
          "geo.cost_per_outcome", ["model": name, "metric": "least"], value: least, money
        ) {
          Phrase(
            en:
              "By \(name), it cost at least \($0), and no cost is too high to agree with the data: "
              + "the effect may be none",
            de:
              "Nach \(name) kostete sie mindestens \($0), und kein Preis ist zu hoch für die Daten: "
              + "Der Effekt kann null sein")
        })
    }
    return findings
  }
}
