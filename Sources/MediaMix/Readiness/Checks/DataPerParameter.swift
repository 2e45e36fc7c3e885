import Findings

/// Observations for each thing that is estimated.
///
/// Effects are what data alone must tell: a strength a channel, a coefficient a control, knot, season
/// term and geo intercept. Shapes and deviations of geos are counted beside them, but priors and
/// pooling hold those in place (Meridian's guide on the amount of data counts alike; it calls four
/// observations an effect too few).
enum DataPerParameter: ReadinessCheck {
  static let threshold = 4.0

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    let design = view.design
    let observations = design.observationCount
    let effects =
      design.termCount + design.block.borderCount + design.block.hasIntercept.count { $0 }
    let parameters = view.model.density().dimension + design.block.count
    let perEffect = Double(observations) / Double(effects)
    let perParameter = Double(observations) / Double(parameters)
    var item = ReadinessItem(
      metric: "observations_per_effect", value: perEffect,
      text: ReadinessText.phrase { language, style in
        let number = style.number(perEffect, decimals: 1)
        return language == .de
          ? "Auf jeden Effekt kommen \(number) Beobachtungen (\(observations) auf \(effects))"
          : "There are \(number) observations for each effect (\(observations) for \(effects))"
      })
    if perEffect <= threshold {
      item.warning = .init(
        what: ReadinessText.phrase { language, style in
          let number = style.number(perEffect, decimals: 1)
          return language == .de
            ? "\(observations) Beobachtungen für \(effects) Effekte sind nur \(number) je Effekt"
            : "\(observations) observations for \(effects) effects are only \(number) for each"
        }, location: "media_mix",
        remedy: Phrase(
          en:
            "Give more periods or data by region, merge channels, or use fewer knots and controls.",
          de:
            "Mehr Perioden oder regionale Daten angeben, Kanäle zusammenlegen oder weniger Knoten "
            + "und Kontrollgrößen verwenden."))
    }
    let all = ReadinessItem(
      metric: "observations_per_parameter", value: perParameter,
      text: ReadinessText.phrase { language, style in
        let number = style.number(perParameter, decimals: 1)
        return language == .de
          ? "Auf jeden Parameter, Formen und Regionen mitgezählt, kommen \(number) Beobachtungen"
          : "There are \(number) observations for each parameter, shapes and regions counted"
      })
    return [item, all]
  }
}
