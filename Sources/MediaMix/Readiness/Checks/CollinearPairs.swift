import Findings
import Foundation

/// Channels, organic media and treatments that move together, so that the data cannot say which of them worked.
///
/// Two correlations are taken, both without the level of each geo: of the exposures as they are, and
/// of what is left once knots and seasons are taken off, which is what the model has to tell the
/// channels apart.
enum CollinearPairs: ReadinessCheck {
  /// The correlation from which a pair is named.
  static let threshold = 0.9

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    let plain = view.exposure.map(view.basis.demeaned)
    let within = view.exposure.map(view.basis.residual)
    var items: [ReadinessItem] = []
    for i in plain.indices {
      for j in plain.indices.dropFirst(i + 1) {
        guard let whole = Series.correlation(plain[i], plain[j]) else { continue }
        let rest = Series.correlation(within[i], within[j]) ?? whole
        items.append(item(view, i, j, whole: whole, rest: rest))
      }
    }
    return items.sorted { abs($0.value) > abs($1.value) }
  }

  private static func item(
    _ view: ReadinessView, _ i: Int, _ j: Int, whole: Double, rest: Double
  ) -> ReadinessItem {
    let (a, b) = (view.data.terms[i], view.data.terms[j])
    let worst = abs(rest) > abs(whole) ? rest : whole
    var item = ReadinessItem(
      metric: "correlation", channel: a, other: b, value: worst,
      text: ReadinessText.phrase { language, style in
        let (r, s) = (style.number(whole, decimals: 2), style.number(rest, decimals: 2))
        return language == .de
          ? "\(a) und \(b) korrelieren mit \(r), ohne Grundniveau und Saison mit \(s)"
          : "\(a) and \(b) correlate at \(r), and at \(s) without baseline and seasons"
      })
    guard abs(worst) >= threshold else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let r = style.number(worst, decimals: 2)
        return language == .de
          ? "\(a) und \(b) laufen gemeinsam (Korrelation \(r)); die Daten können kaum sagen, wer"
            + " von beiden wirkte"
          : "\(a) and \(b) move together (correlation \(r)); the data can hardly say which of them"
            + " worked"
      }, location: "\(view.location(i)), \(view.location(j))",
      remedy: Phrase(
        en: "Merge the two into one channel, give one of them a prior from an experiment, or run "
          + "them at different times or in different regions.",
        de: "Beide zu einem Kanal zusammenlegen, einem von ihnen einen Prior aus einem Experiment "
          + "geben oder sie zeitlich oder regional versetzt schalten."))
    return item
  }
}
