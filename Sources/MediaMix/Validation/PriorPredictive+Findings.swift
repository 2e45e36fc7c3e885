import Findings
import Probability

/// The prior predictive check as findings, figure and section.
struct PriorPredictiveReport: Sendable {
  static let findingID = "mmm.prior_predictive"
  static let figureID = "mmm.prior_predictive"

  let predictive: PriorPredictive
  let model: MediaMixModel

  var data: MediaMixData { model.data }
  var units: MediaMixUnits { MediaMixUnits(model) }

  /// The facts, each with the id `mmm.prior_predictive`, of grade `assumption`.
  ///
  /// The subject's `metric` is `media_share`, the prior median of all media's share of the observed
  /// outcome with its 90 % interval; `roi`, the same of a `channel`; `implausible_share`, the share of
  /// predicted outcomes outside a band three times as wide as the observed range; or
  /// `negative_baseline`, the probability that the outcome without media is negative.
  func findings(language: Language) -> [Finding] {
    var list: [Finding] = []
    if let share = Self.spread(predictive.mediaShare) {
      list.append(
        finding(
          ["metric": "media_share"], share, .one,
          ReadinessText.phrase { language, style in
            let (low, high) = (
              ReadinessText.share(share.lower, style), ReadinessText.share(share.upper, style)
            )
            return language == .de
              ? "Vor den Daten liegt der Anteil aller Medien am Ergebnis zwischen \(low) und \(high)"
              : "Before the data, the share of all media in the outcome is between \(low) and \(high)"
          }, language))
    }
    for (c, name) in data.channels.enumerated() {
      guard let roi = Self.spread(predictive.roi[c]) else { continue }
      list.append(
        finding(
          ["metric": "roi", "channel": name], roi, units.roi,
          ReadinessText.phrase { language, style in
            let low = style.number(roi.lower, significant: 3)
            let high = style.number(roi.upper, significant: 3)
            return language == .de
              ? "Vor den Daten liegt die Rendite von \(name) zwischen \(low) und \(high)"
              : "Before the data, the return of \(name) is between \(low) and \(high)"
          }, language))
    }
    list.append(
      finding(
        ["metric": "implausible_share"], predictive.implausibleShare,
        { share in
          share(
            "of outcomes that the priors predict lie outside three times the observed range",
            "der Ergebnisse, die die Priors vorhersagen, liegen außerhalb des Dreifachen der "
              + "beobachteten Spanne")
        }, language))
    list.append(
      finding(
        ["metric": "negative_baseline"], predictive.negativeBaseline,
        { share in
          share(
            "of points drawn from the priors have a negative outcome without media",
            "der Punkte aus den Priors haben ein negatives Ergebnis ohne Medien")
        }, language))
    return list
  }

  /// The median and the ends of the 90 % range of draws; nil if there are none, or some are no
  /// numbers.
  static func spread(_ draws: [Double]) -> (lower: Double, median: Double, upper: Double)? {
    guard !draws.isEmpty, draws.allSatisfy(\.isFinite) else { return nil }
    let ends = Quantile.at([0.05, 0.5, 0.95], of: draws)
    return (ends[0], ends[1], ends[2])
  }

  private func finding(
    _ subject: [String: String], _ spread: (lower: Double, median: Double, upper: Double),
    _ unit: Unit, _ text: Phrase, _ language: Language
  ) -> Finding {
    Finding(
      id: Self.findingID, subject: subject, value: spread.median, median: spread.median,
      interval: Interval(lower: spread.lower, upper: spread.upper, level: 0.9, kind: .prediction),
      unit: unit, grade: .assumption, text: text[language] + ".")
  }

  private func finding(
    _ subject: [String: String], _ value: Double,
    _ sentence: ((String, String) -> Phrase) -> Phrase, _ language: Language
  ) -> Finding {
    let text = sentence { en, de in
      ReadinessText.phrase { language, style in
        ReadinessText.share(value, style) + " " + (language == .de ? de : en)
      }
    }
    return Finding(
      id: Self.findingID, subject: subject, value: value, unit: .one, grade: .assumption,
      text: text[language] + ".")
  }
}
