import Findings
import Foundation

/// How much of a channel's response the baseline can follow: knots, seasons and levels of geos.
///
/// With a knot in every period, shared by all geos, the baseline follows everything that happens in
/// all geos at once: a channel that does not vary from geo to geo then cannot be measured at all.
enum BaselineOverlap: ReadinessCheck {
  /// The share from which too little is left.
  static let threshold = 0.95

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    view.data.terms.indices.map { item(view, $0) }.sorted { $0.value > $1.value }
  }

  private static func item(_ view: ReadinessView, _ c: Int) -> ReadinessItem {
    let name = view.data.terms[c]
    let whole = Series.squares(view.basis.demeaned(view.response[c]))
    let rest = Series.squares(view.basis.residual(view.response[c]))
    let share = whole > 0 ? min(max(1 - rest / whole, 0), 1) : 1
    var item = ReadinessItem(
      metric: "baseline_overlap_share", channel: name, value: share,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "Das Grundniveau kann \(number) der Bewegung von \(name) nachbilden"
          : "The baseline can follow \(number) of what moves \(name)"
      })
    guard share >= threshold else { return item }
    let isDense = view.basis.followsAnything
    let why =
      isDense
      ? Phrase(
        en: view.geoCount > 1
          ? "there is a knot in every period, and \(name) hardly differs from region to region"
          : "there is a knot in every period",
        de: view.geoCount > 1
          ? "jede Periode hat einen Knoten, und \(name) unterscheidet sich kaum zwischen den Regionen"
          : "jede Periode hat einen Knoten")
      : Phrase(
        en: "\(name) moves slowly or with the season",
        de: "\(name) bewegt sich langsam oder mit der Saison")
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let left = ReadinessText.share(1 - share, style)
        return language == .de
          ? "das Grundniveau kann \(name) nachbilden (\(why.de)); eigen bleiben \(left)"
          : "the baseline can mimic \(name) (\(why.en)); \(left) is left to measure it by"
      }, location: view.location(c),
      remedy: isDense
        ? Phrase(
          en: "Set baseline.knots to auto or a small number, or use data by region.",
          de: "baseline.knots auf auto oder eine kleine Zahl setzen oder regionale Daten verwenden."
        )
        : Phrase(
          en: "Use fewer knots or Fourier pairs, or give the channel a prior from an experiment.",
          de: "Weniger Knoten oder Fourier-Paare verwenden oder einen Prior aus einem Experiment "
            + "angeben."))
    return item
  }
}
