import Findings
import Foundation

/// Whether errors follow each other: intervals that take them as independent are then too narrow.
///
/// A lag-1 correlation r widens honest intervals by about ((1 + r) / (1 - r))^0.5: a fifth at 0.2,
/// twofold at 0.6. Review above 0.2, if chance alone makes so much less than once in 100 fits
/// (2.6 / sqrt(n)); fail above 0.6.
enum ResidualDependence: HealthCheck {
  static let review = 0.2
  static let fail = 0.6

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let residuals = evidence.nationalResiduals
    guard let r = ResidualStatistics.lagOne(residuals),
      let durbinWatson = ResidualStatistics.durbinWatson(residuals)
    else { return nil }
    let isMore = abs(r) > max(review, 2.6 / Double(residuals.count).squareRoot())
    let status: HealthStatus = isMore && r > fail ? .fail : isMore ? .review : .good
    let correlation = HealthMeasure(
      metric: "residual_autocorrelation", value: r, isRemarkable: isMore,
      text: ReadinessText.phrase { language, style in
        let number = style.number(r, decimals: 2)
        return language == .de
          ? "Aufeinanderfolgende Fehler korrelieren mit \(number)"
          : "Errors of neighbouring periods correlate at \(number)"
      })
    let statistic = HealthMeasure(
      metric: "durbin_watson", value: durbinWatson,
      text: ReadinessText.phrase { language, style in
        let number = style.number(durbinWatson, decimals: 2)
        return language == .de
          ? "Die Durbin-Watson-Statistik beträgt \(number)"
          : "The Durbin-Watson statistic is \(number)"
      })
    return HealthOutcome(
      check: "residual_dependence",
      title: Phrase(en: "Errors independent", de: "Fehler unabhängig"), status: status,
      shown: correlation.key, meaning: meaning(status, r),
      remedy: status == .good
        ? nil
        : r > 0
          ? Phrase(
            en: "Add the control that the errors follow, or more knots.",
            de: "Die Kontrollgröße ergänzen, der die Fehler folgen, oder mehr Knoten.")
          : Phrase(
            en: "Look for outcomes booked a period too early or too late; use fewer knots.",
            de: "Nach Ergebnissen suchen, die eine Periode zu früh oder spät gebucht sind; weniger"
              + " Knoten."), measures: [correlation, statistic])
  }

  private static func meaning(_ status: HealthStatus, _ r: Double) -> Phrase {
    switch status {
    case .good, .context:
      Phrase(
        en: "One period's error says little about the next one's.",
        de: "Der Fehler einer Periode sagt wenig über den der nächsten.")
    case .review where r < 0:
      Phrase(
        en: "Errors swing back and forth from period to period.",
        de: "Die Fehler schwingen von Periode zu Periode hin und her.")
    case .review, .fail:
      Phrase(
        en:
          "Something the model does not know lasts over several periods: intervals are too narrow.",
        de: "Etwas, das das Modell nicht kennt, wirkt über Perioden: Intervalle sind zu eng.")
    }
  }
}
