import Findings

extension AttributionWriter {
  /// What conversions cost and what value came with spend; spend is taken as exact.
  func costs() -> [Finding] {
    guard let spend = result.spend else { return [] }
    return blended(spend)
      + result.models.flatMap { estimate in
        channels.indices.flatMap { channel -> [Finding] in
          guard let amount = spend.amounts[channel], amount > 0 else { return [] }
          return [cost(estimate, channel, amount)]
            + (result.intake.hasValue ? [returns(estimate, channel, amount)] : [])
        }
      }
  }

  private func blended(_ spend: ChannelSpend) -> [Finding] {
    guard spend.total > 0, result.conversions > 0 else { return [] }
    var findings = [
      finding(
        "attribution.cost_per_conversion", value: spend.total / Double(result.conversions),
        units.cost
      ) {
        Phrase(
          en: "Over all channels, spend is \($0) a conversion",
          de: "Über alle Kanäle liegen die Ausgaben bei \($0) je Conversion")
      }
    ]
    if result.intake.hasValue {
      findings.append(
        finding(
          "attribution.roas", value: Double(result.value) / result.intake.valueUnits / spend.total,
          units.returns
        ) {
          Phrase(
            en: "Over all channels, \($0) of value stands against \(spentUnit.en)",
            de: "Über alle Kanäle stehen \($0) Wert \(spentUnit.de) gegenüber")
        })
    }
    return findings
  }

  private var spentUnit: Phrase {
    guard let currency = result.currency else {
      return Phrase(en: "each unit of money spent", de: "jeder ausgegebenen Geldeinheit")
    }
    let sign = NumberStyle.sign(of: currency)
    return Phrase(en: "each \(sign) spent", de: "jedem ausgegebenen \(sign)")
  }

  private func cost(_ estimate: ModelEstimate, _ channel: Int, _ amount: Double) -> Finding {
    let credit = estimate.number(.conversions, channel: channel) ?? 0
    let (name, model) = (channels[channel], estimate.model.rawValue)
    let interval = estimate.interval(.conversions, channel: channel).flatMap { credits in
      credits.lower > 0
        ? Interval(
          lower: amount / credits.upper, upper: amount / credits.lower, level: credits.level,
          kind: .confidence) : nil
    }
    return finding(
      "attribution.cost_per_conversion", subject(estimate, channel),
      value: credit > 0 ? amount / credit : nil, interval: interval, units.cost,
      objection: result.objection(estimate) ?? (credit > 0 ? nil : nothingCredited)
    ) {
      Phrase(
        en: "Each conversion that \(model) credits to \(name) stands against \($0) of spend",
        de: "Jeder Conversion, die \(model) dem Kanal \(name) gutschreibt, stehen \($0) Ausgaben"
          + " gegenüber")
    }
  }

  private var nothingCredited: AttributionResult.Objection {
    .init(
      Phrase(
        en: "the channel has spend but no credit",
        de: "der Kanal hat Ausgaben, aber keine Gutschrift"
      ),
      remedy: Phrase(
        en: "Check that the touches of the channel are in the data.",
        de: "Prüfen, ob die Kontakte des Kanals in den Daten sind."))
  }

  private func returns(_ estimate: ModelEstimate, _ channel: Int, _ amount: Double) -> Finding {
    let (name, model) = (channels[channel], estimate.model.rawValue)
    let interval = estimate.interval(.value, channel: channel).map {
      Interval(
        lower: $0.lower / amount, upper: $0.upper / amount, level: $0.level, kind: .confidence)
    }
    return finding(
      "attribution.roas", subject(estimate, channel),
      value: estimate.number(.value, channel: channel).map { $0 / amount }, interval: interval,
      units.returns, objection: result.objection(estimate) ?? missingValue(estimate)
    ) {
      Phrase(
        en: "\(name) is credited with \($0) of value by \(model) against \(spentUnit.en)",
        de: "Dem Kanal \(name) werden nach \(model) \($0) Wert gutgeschrieben, gegenüber"
          + " \(spentUnit.de)")
    }
  }
}
