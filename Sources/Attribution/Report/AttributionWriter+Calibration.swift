import Findings
import Probability

extension AttributionWriter {
  /// Credits scaled by lift tests, and what they leave of the total.
  func calibration() -> [Finding] {
    guard let calibration = result.calibration else { return [] }
    return zip(result.models, calibration.credits).flatMap { estimate, credits -> [Finding] in
      if credits.isEmpty { return [] }
      return credits.map { scaled(estimate, $0, calibration.measure) }
        + credits.map { multiplier(estimate, $0) }
        + [unattributed(estimate, credits, calibration.measure)]
    }
  }

  private func scaled(
    _ estimate: ModelEstimate, _ credit: CalibratedCredit,
    _ measure: AttributionOptions.Calibration.Measure
  ) -> Finding {
    let (name, model) = (channels[credit.channel], estimate.model.rawValue)
    return finding(
      "attribution.calibrated_credit", subject(estimate, credit.channel), value: credit.value,
      interval: credit.interval(level: estimate.level), units.unit(of: measure), grade: .experiment
    ) {
      Phrase(
        en: "Scaled to lift tests, the credit of \(name) by \(model) is \($0)",
        de: "Auf Lift-Tests skaliert beträgt die Gutschrift von \(name) nach \(model) \($0)")
    }
  }

  private func multiplier(_ estimate: ModelEstimate, _ credit: CalibratedCredit) -> Finding {
    let (name, model) = (channels[credit.channel], estimate.model.rawValue)
    let reach = normalQuantile((1 + estimate.level) / 2) * credit.multiplierError
    return finding(
      "attribution.calibration", subject(estimate, credit.channel), value: credit.multiplier,
      interval: Interval(
        lower: credit.multiplier - reach, upper: credit.multiplier + reach, level: estimate.level,
        kind: .confidence), .one, grade: .experiment
    ) {
      Phrase(
        en: "Lift tests measured \($0) times what \(model) credits to \(name) in their windows",
        de: "Lift-Tests maßen das \($0)-Fache dessen, was \(model) dem Kanal \(name) in ihren"
          + " Zeiträumen gutschreibt")
    }
  }

  private func unattributed(
    _ estimate: ModelEstimate, _ credits: [CalibratedCredit],
    _ measure: AttributionOptions.Calibration.Measure
  ) -> Finding {
    let model = estimate.model.rawValue
    let left = result.unattributed(credits)
    let unit = units.unit(of: measure)
    return finding(
      "attribution.calibration", ["model": model, "metric": "unattributed"], value: left, unit
    ) { _ in
      // Conversions are read as whole ones; the finding keeps the number.
      let amount = number(
        unit == AttributionUnits.conversions ? abs(left).rounded() : abs(left), unit,
        "attribution.calibration")
      return left >= 0
        ? Phrase(
          en: "With the scaled credits of \(model), \(amount) are left to no channel",
          de: "Mit den skalierten Gutschriften von \(model) bleiben \(amount) ohne Kanal")
        : Phrase(
          en: "The scaled credits of \(model) exceed the total by \(amount)",
          de: "Die skalierten Gutschriften von \(model) übersteigen die Summe um \(amount)")
    }
  }
}

extension AttributionResult {
  /// What scaled credits leave of the total that models divide; negative if they exceed it.
  func unattributed(_ credits: [CalibratedCredit]) -> Double {
    credits.reduce(0) { $0 + $1.uncalibrated - $1.value }
  }
}
