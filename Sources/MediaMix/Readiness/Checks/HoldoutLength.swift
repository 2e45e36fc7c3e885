import Findings

/// Whether enough periods are left to fit when the last ones are held out.
enum HoldoutLength: ReadinessCheck {
  /// The largest share of periods to hold out.
  static let threshold = 0.25

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    guard let last = view.options.holdout?.last, last > 0 else { return [] }
    let count = view.data.timeCount
    let share = Double(last) / Double(count)
    var item = ReadinessItem(
      metric: "holdout_share", value: share,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "\(last) von \(count) Perioden (\(number)) werden nicht angepasst"
          : "\(last) of \(count) periods (\(number)) are held out"
      })
    guard share > threshold else { return [item] }
    item.warning = .init(
      what: Phrase(
        en: "\(last) of \(count) periods are held out, and \(count - last) are left to fit",
        de: "\(last) von \(count) Perioden bleiben außen vor; \(count - last) bleiben zum Anpassen"),
      location: "media_mix.holdout.last",
      remedy: Phrase(
        en: "Hold out a tenth or so: last: \(max(1, count / 10)).",
        de: "Etwa ein Zehntel zurücklegen: last: \(max(1, count / 10))."))
    return [item]
  }
}
