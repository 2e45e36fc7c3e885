import Findings
import Foundation

/// Whether errors drift, in all geos together or in single ones: a baseline too stiff.
///
/// The correlation of errors with time; review above 0.2 for all together and 0.3 for a single geo,
/// if chance makes so much less than once in 100 fits, the number of geos taken into account.
enum ResidualTrend: HealthCheck {
  static let national = 0.2
  static let single = 0.3

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let residuals = evidence.nationalResiduals
    guard let r = ResidualStatistics.trend(residuals) else { return nil }
    let noise = 1 / Double(residuals.count).squareRoot()
    let whole = measure(r, geo: nil, isRemarkable: abs(r) > max(national, 2.6 * noise))
    let count = Double(evidence.residuals.count)
    let bound = max(single, (2.6 + (2 * log(count)).squareRoot()) * noise)
    let geos =
      count < 2
      ? []
      : evidence.residuals.compactMap { geo, values in
        ResidualStatistics.trend(values).map {
          measure($0, geo: geo, isRemarkable: abs($0) > bound)
        }
      }.sorted { abs($0.value) > abs($1.value) }
    let drifting = geos.filter(\.isRemarkable).compactMap(\.geo)
    let isGood = !whole.isRemarkable && drifting.isEmpty
    let names = HealthText.list(drifting)
    return HealthOutcome(
      check: "residual_trend", title: Phrase(en: "Errors do not drift", de: "Fehler driften nicht"),
      status: isGood ? .good : .review,
      shown: (whole.isRemarkable ? whole : geos.first ?? whole).key,
      meaning: isGood
        ? Phrase(
          en: "The baseline follows the outcome's slow changes (strongest correlation with time).",
          de: "Das Grundniveau folgt langsamen Änderungen (stärkste Korrelation mit der Zeit).")
        : drifting.isEmpty
          ? Phrase(
            en: "Errors grow or fall over time: the baseline is too stiff.",
            de: "Die Fehler steigen oder fallen über die Zeit: Das Grundniveau ist zu steif.")
          : Phrase(
            en: "Regions that drift away from the common baseline: \(names.en).",
            de: "Regionen, die vom gemeinsamen Grundniveau wegdriften: \(names.de)."),
      remedy: isGood
        ? nil
        : drifting.isEmpty
          ? Phrase(en: "Give the baseline more knots.", de: "Dem Grundniveau mehr Knoten geben.")
          : Phrase(
            en: "Add a control that explains the drift, or leave such regions out and compare.",
            de: "Eine Kontrollgröße ergänzen, die das erklärt, oder ohne diese Regionen"
              + " vergleichen."), measures: [whole] + geos)
  }

  private static func measure(_ r: Double, geo: String?, isRemarkable: Bool) -> HealthMeasure {
    HealthMeasure(
      metric: "residual_trend", geo: geo, value: r, isRemarkable: isRemarkable,
      text: ReadinessText.phrase { language, style in
        let number = style.number(r, decimals: 2)
        let place = geo.map { " in \($0)" } ?? ""
        return language == .de
          ? "Die Fehler\(place) korrelieren mit der Zeit mit \(number)"
          : "Errors\(place) correlate with time at \(number)"
      })
  }
}
