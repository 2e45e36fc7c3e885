import Findings
import Foundation

/// Whether a channel varies at all: its coefficient of variation, and the periods it runs in.
enum ChannelVariation: ReadinessCheck {
  /// The coefficient of variation below which a channel counts as constant.
  static let nearlyConstant = 0.1
  /// The fewest periods a channel should run in, or this share of them if that is more.
  static let fewestPeriods = 6
  static let smallestShare = 0.05

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    view.data.exposure.indices.flatMap { [variation(view, $0), activity(view, $0)] }
  }

  private static func variation(_ view: ReadinessView, _ c: Int) -> ReadinessItem {
    let name = view.data.terms[c]
    let exposure = view.exposure[c]
    let mean = Series.mean(exposure)
    let around = Series.squares(view.basis.demeaned(exposure)) / Double(exposure.count)
    let value = mean > 0 ? around.squareRoot() / mean : 0
    var item = ReadinessItem(
      metric: "variation", channel: name, value: value,
      text: ReadinessText.phrase { language, style in
        let number = style.number(value, decimals: 2)
        return language == .de
          ? "\(name) schwankt über die Zeit um das \(number)-Fache des Mittels"
          : "\(name) varies over time by \(number) times its mean"
      })
    guard value < nearlyConstant else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let share = ReadinessText.share(value, style)
        return language == .de
          ? "\(name) ist fast konstant (Schwankung um \(share) des Mittels); was immer gleich läuft,"
            + " ist vom Grundniveau nicht zu trennen"
          : "\(name) is nearly constant (it varies by \(share) of its mean); what always runs alike"
            + " cannot be told from the baseline"
      }, location: view.location(c),
      remedy: view.isPaid(c)
        ? Phrase(
          en: "Give it a prior from an experiment, vary its spend, or leave the channel out.",
          de: "Einen Prior aus einem Experiment angeben, die Ausgaben variieren oder den Kanal "
            + "weglassen.")
        : Phrase(
          en: "Give it a tight prior, vary it, or leave it out.",
          de: "Einen engen Prior angeben, es variieren oder weglassen."))
    return item
  }

  private static func activity(_ view: ReadinessView, _ c: Int) -> ReadinessItem {
    let name = view.data.terms[c]
    let times = view.timeCount
    let active = (0..<times).count { t in
      (0..<view.geoCount).contains { view.exposure[c][$0 * times + t] > 0 }
    }
    var item = ReadinessItem(
      metric: "active_periods", channel: name, value: Double(active), unit: Unit("periods"),
      text: Phrase(
        en: "\(name) runs in \(active) of \(times) periods",
        de: "\(name) läuft in \(active) von \(times) Perioden"))
    let fewest = max(fewestPeriods, Int((smallestShare * Double(times)).rounded(.up)))
    guard active < fewest else { return item }
    item.warning = .init(
      what: Phrase(
        en:
          "\(name) runs in only \(active) of \(times) periods; any chance event in them counts as "
          + "its effect",
        de: "\(name) läuft nur in \(active) von \(times) Perioden; jeder Zufall in ihnen gilt als "
          + "seine Wirkung"),
      location: view.location(c),
      remedy: Phrase(
        en: "Merge it with a similar channel, or give it a tight prior.",
        de: "Mit einem ähnlichen Kanal zusammenlegen oder einen engen Prior angeben."))
    return item
  }
}
