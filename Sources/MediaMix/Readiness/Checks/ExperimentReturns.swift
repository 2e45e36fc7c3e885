import Findings
import Probability

/// Whether the return that an experiment implies is one that the channel's prior thought possible.
enum ExperimentReturns: ReadinessCheck {
  /// The probability of the prior's range that a return should be within.
  static let mass = 0.98

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    view.specification.allExperiments.compactMap { item($0, view) }
  }

  private static func item(_ test: ResolvedLiftTest, _ view: ReadinessView) -> ReadinessItem? {
    let margin = view.specification.margin
    guard let found = ExperimentReturn(test, view.data, margin: margin) else { return nil }
    let reach = 1.6448536269514722 * found.standardError
    var item = ReadinessItem(
      metric: "experiment_roi",
      channel: test.channels.count == 1 ? view.data.channels[test.channels[0]] : nil,
      experiment: test.name, value: found.roi,
      interval: Interval(
        lower: found.roi - reach, upper: found.roi + reach, level: 0.9, kind: .confidence),
      unit: MediaMixUnits(view.model).roi,
      text: ReadinessText.phrase { language, style in
        let roi = style.number(found.roi, significant: 3)
        return language == .de
          ? "Nach dem Experiment \(test.name) ist die Rendite \(roi)"
          : "By the experiment \(test.name), the return is \(roi)"
      })
    guard let prior = priorRange(test, view), !prior.contains(found.roi) else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let roi = style.number(found.roi, significant: 3)
        let range = style.interval(
          style.number(prior.lowerBound, significant: 3),
          style.number(prior.upperBound, significant: 3))
        return language == .de
          ? "das Experiment \(test.name) sagt eine Rendite von \(roi), die außerhalb dessen liegt, was"
            + " die Priors für möglich halten: \(range)"
          : "the experiment \(test.name) says a return of \(roi), outside of what the priors think "
            + "possible: \(range)"
      }, location: "media_mix.experiments[\(test.name)]",
      remedy: Phrase(
        en: "Check lift, spend and their units, or widen the channel's prior.",
        de: "Zusatz, Ausgaben und ihre Einheiten prüfen oder den Prior des Kanals weiten."))
    return item
  }

  /// From the least to the greatest return that a prior of the test's channels thought possible; nil
  /// if one of them states none.
  private static func priorRange(
    _ test: ResolvedLiftTest, _ view: ReadinessView
  ) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for c in test.channels {
      let channel = view.specification.terms[c]
      let scale: Double
      switch channel.strength {
      case .roi, .mroi: scale = 1
      case .contribution:
        let base = ReportWindow.shareBase(view.data, 0...(view.data.timeCount - 1))
        scale = base * view.specification.margin / view.data.totalSpend(c)
      case .coefficient: return nil
      }
      let ends = [(1 - mass) / 2, (1 + mass) / 2].map { scale * channel.strengthPrior.quantile($0) }
      low = min(low, ends[0], ends[1])
      high = max(high, ends[0], ends[1])
    }
    return low.isFinite && high.isFinite && low <= high ? low...high : nil
  }
}
