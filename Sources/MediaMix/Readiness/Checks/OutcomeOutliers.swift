import Findings
import Foundation
import Tables

/// Periods in which the KPI is far from anything that baseline, controls and media could make.
enum OutcomeOutliers: ReadinessCheck {
  /// Robust standard deviations from which a period counts as an outlier.
  static let threshold = 6.0

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    // A residual that is rounding alone has no outliers.
    guard Series.squares(view.residual) > 1e-12 * Double(view.residual.count) else { return [] }
    let scores = Series.robustScores(view.residual)
    let found = scores.indices.filter { abs(scores[$0]) > threshold }
      .sorted { abs(scores[$0]) > abs(scores[$1]) }
    let largest = scores.map(abs).max() ?? 0
    var item = ReadinessItem(
      metric: "kpi_outliers", value: Double(found.count), unit: Unit("rows"),
      text: ReadinessText.phrase { language, style in
        let number = style.number(largest, decimals: 1)
        return language == .de
          ? "Die Zielgröße liegt höchstens \(number) robuste Standardabweichungen neben dem Erwarteten"
          : "The KPI is at most \(number) robust standard deviations off what is expected"
      })
    guard !found.isEmpty else { return [item] }
    let data = view.data
    let places = found.prefix(5).map { cell in
      let period = data.times.labels[cell % view.timeCount]
      return data.isNational ? period : "\(data.geos[cell / view.timeCount]) \(period)"
    }.joined(separator: ", ")
    let more = found.count - min(found.count, 5)
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let number = style.number(largest, decimals: 0)
        let rest = more == 0 ? "" : language == .de ? " und \(more) weitere" : " and \(more) more"
        return language == .de
          ? "die Zielgröße fällt weit aus dem Rahmen (bis zu \(number) robuste Standardabweichungen):"
            + " \(places)\(rest)"
          : "the KPI is far out of line (up to \(number) robust standard deviations):"
            + " \(places)\(rest)"
      }, location: "column \"\(view.options.target.column)\"",
      remedy: Phrase(
        en: "Correct errors; for real events, add a control that is 1 in these periods and 0 else.",
        de: "Fehler berichtigen; für echte Ereignisse eine Kontrollgröße ergänzen, die dort 1 und "
          + "sonst 0 ist."))
    return [item]
  }
}
