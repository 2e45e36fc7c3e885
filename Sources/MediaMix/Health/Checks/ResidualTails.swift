import Findings
import Foundation

/// Whether errors have heavier tails than the normal distribution: single cells then pull the fit.
///
/// Review where excess kurtosis is above 1 (that of a Student-t with 10 degrees of freedom) and above
/// what chance makes once in 100 fits, or where more cells lie beyond three standard deviations than
/// chance leaves once in 100 fits.
enum ResidualTails: HealthCheck {
  static let kurtosis = 1.0
  static let chance = 0.01
  private static let beyondThree = 0.0026997960632601866

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    // Student's t expects what this check looks for.
    guard !evidence.expectsHeavyTails else { return nil }
    let errors = evidence.residuals.flatMap { ResidualStatistics.standardised($0.values) }
    guard let excess = ResidualStatistics.excessKurtosis(errors) else { return nil }
    let far = errors.count { abs($0) > 3 }
    let tail = BinomialTail.atLeast(far, trials: errors.count, probability: beyondThree)
    let isHeavy = excess > max(kurtosis, 2.6 * (24 / Double(errors.count)).squareRoot())
    let isReview = isHeavy || tail < chance
    let measure = HealthMeasure(
      metric: "excess_kurtosis", value: excess, isRemarkable: isHeavy,
      text: ReadinessText.phrase { language, style in
        let number = style.number(excess, decimals: 2)
        return language == .de
          ? "Die Wölbung der Fehler liegt \(number) über der einer Normalverteilung"
          : "The kurtosis of errors is \(number) above that of a normal distribution"
      })
    let count = HealthMeasure(
      metric: "residual_outliers", value: Double(far), unit: Unit("rows"),
      isRemarkable: tail < chance,
      text: Phrase(
        en: "\(far) of \(errors.count) errors lie beyond three standard deviations",
        de: "\(far) von \(errors.count) Fehlern liegen jenseits von drei Standardabweichungen"))
    return HealthOutcome(
      check: "residual_tails",
      title: Phrase(en: "No outliers rule the fit", de: "Keine Ausreißer bestimmen"),
      status: isReview ? .review : .good, shown: isHeavy || !isReview ? measure.key : count.key,
      meaning: isReview
        ? Phrase(
          en: "\(far) of \(errors.count) errors lie beyond three standard deviations; such cells"
            + " pull the fit.",
          de: "\(far) von \(errors.count) Fehlern liegen jenseits von drei Standardabweichungen;"
            + " sie ziehen an der Anpassung.")
        : Phrase(
          en: "Errors are about normal (excess kurtosis shown).",
          de: "Die Fehler sind etwa normalverteilt (Exzess der Wölbung)."),
      remedy: isReview
        ? Phrase(
          en: "Set likelihood: student-t, or add controls for the events behind them.",
          de:
            "likelihood: student-t setzen oder die Ereignisse dahinter als Kontrollgrößen ergänzen."
        )
        : nil, measures: [measure, count])
  }
}
