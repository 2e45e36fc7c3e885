import Findings

extension AttributionWriter {
  /// Totals of the data.
  func totals() -> [Finding] {
    var findings = [
      finding(
        "attribution.journeys", value: Double(result.intake.journeys), AttributionUnits.journeys
      ) { Phrase(en: "The data hold \($0)", de: "Die Daten enthalten \($0)") },
      finding(
        "attribution.conversions", value: Double(result.conversions), AttributionUnits.conversions
      ) { Phrase(en: "The journeys hold \($0)", de: "Die Journeys enthalten \($0)") },
    ]
    if result.intake.hasValue {
      findings.append(
        finding(
          "attribution.value", value: Double(result.value) / result.intake.valueUnits, units.money
        ) {
          Phrase(en: "The conversions are worth \($0)", de: "Die Conversions sind \($0) wert")
        })
    }
    return findings
  }

  /// What one model credits: its probability of conversion, then its channels.
  func credits(_ estimate: ModelEstimate) -> [Finding] {
    let model = estimate.model.rawValue
    var findings: [Finding] = []
    if let probability = estimate.credit.conversionProbability {
      findings.append(
        finding(
          "attribution.conversion_probability", ["model": model], value: probability,
          interval: estimate.probabilityInterval, .one
        ) {
          Phrase(
            en: "A journey converts with a probability of \($0) in \(model)",
            de: "Eine Journey konvertiert in \(model) mit einer Wahrscheinlichkeit von \($0)")
        })
    }
    findings += channels.indices.map { credit(estimate, $0) }
    if result.intake.hasValue { findings += channels.indices.map { value(estimate, $0) } }
    findings += channels.indices.map { share(estimate, $0) }
    if estimate.credit.removalEffects != nil {
      findings += channels.indices.map { removalEffect(estimate, $0) }
    }
    if estimate.credit.worth != nil { findings += channels.indices.flatMap { worth(estimate, $0) } }
    return findings
  }

  func subject(_ estimate: ModelEstimate, _ channel: Int) -> [String: String] {
    ["channel": channels[channel], "model": estimate.model.rawValue]
  }

  private func credit(_ estimate: ModelEstimate, _ channel: Int) -> Finding {
    let (name, model) = (channels[channel], estimate.model.rawValue)
    return finding(
      "attribution.credit", subject(estimate, channel),
      value: estimate.number(.conversions, channel: channel),
      interval: estimate.interval(.conversions, channel: channel), AttributionUnits.conversions,
      objection: result.objection(estimate)
    ) {
      Phrase(
        en: "\(name) is credited with \($0) by \(model)",
        de: "Dem Kanal \(name) werden nach \(model) \($0) gutgeschrieben")
    }
  }

  private func value(_ estimate: ModelEstimate, _ channel: Int) -> Finding {
    let (name, model) = (channels[channel], estimate.model.rawValue)
    return finding(
      "attribution.value", subject(estimate, channel),
      value: estimate.number(.value, channel: channel),
      interval: estimate.interval(.value, channel: channel), units.money,
      objection: result.objection(estimate) ?? missingValue(estimate)
    ) {
      Phrase(
        en: "\(name) is credited with \($0) by \(model)",
        de: "Dem Kanal \(name) werden nach \(model) \($0) gutgeschrieben")
    }
  }

  func missingValue(_ estimate: ModelEstimate) -> AttributionResult.Objection? {
    guard estimate.credit.value == nil else { return nil }
    return .init(
      Phrase(en: "the model does not divide value", de: "das Modell teilt keinen Wert auf"),
      remedy: Phrase(
        en: "Choose another model for value.", de: "Für den Wert ein anderes Modell wählen."))
  }

  private func share(_ estimate: ModelEstimate, _ channel: Int) -> Finding {
    let (name, model) = (channels[channel], estimate.model.rawValue)
    return finding(
      "attribution.share", subject(estimate, channel), value: estimate.credit.share(channel),
      interval: estimate.interval(.share, channel: channel), .one,
      objection: result.shareObjection(estimate, channel)
    ) {
      Phrase(
        en: "\(name) holds \($0) of the credit by \(model)",
        de: "Auf \(name) entfallen nach \(model) \($0) der Gutschriften")
    }
  }

  private func removalEffect(_ estimate: ModelEstimate, _ channel: Int) -> Finding {
    let (name, model) = (channels[channel], estimate.model.rawValue)
    return finding(
      "attribution.removal_effect", subject(estimate, channel),
      value: estimate.number(.removalEffect, channel: channel),
      interval: estimate.interval(.removalEffect, channel: channel), .one
    ) {
      Phrase(
        en: "The removal effect of \(name) within \(model) is \($0)",
        de: "Der Entfernungseffekt von \(name) innerhalb von \(model) ist \($0)")
    }
  }

  private func worth(_ estimate: ModelEstimate, _ channel: Int) -> [Finding] {
    let (name, model) = (channels[channel], estimate.model.rawValue)
    let unit = units.worth(estimate.model)
    var findings = [
      finding(
        "attribution.worth", subject(estimate, channel),
        value: estimate.number(.worth, channel: channel),
        interval: estimate.interval(.worth, channel: channel), unit
      ) {
        Phrase(
          en: "The worth of \(name) in the game of \(model) is \($0)",
          de: "Der Spielwert von \(name) in \(model) ist \($0)")
      }
    ]
    if let errors = estimate.credit.worthErrors {
      findings.append(
        finding("attribution.worth_error", subject(estimate, channel), value: errors[channel], unit)
        {
          Phrase(
            en: "The worth of \(name) in \(model) was sampled with a standard error of \($0)",
            de: "Der Spielwert von \(name) in \(model) wurde mit einem Standardfehler von \($0)"
              + " geschätzt")
        })
    }
    return findings
  }
}
