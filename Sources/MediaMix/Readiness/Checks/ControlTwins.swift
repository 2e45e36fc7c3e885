import Findings

/// Controls that are a channel or the KPI under another name.
///
/// A control equal to a channel takes the channel's effect away; one equal to the KPI explains
/// everything and leaves nothing to media.
enum ControlTwins: ReadinessCheck {
  static let threshold = 0.99

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    let data = view.data
    let basis = view.basis
    let kpi = basis.demeaned(ReadinessView.fitted(data.kpi, view.design))
    let spend = data.spend.map { basis.demeaned(ReadinessView.fitted($0, view.design)) }
    let exposure = view.exposure.map(basis.demeaned)
    var items: [ReadinessItem] = []
    for (j, control) in data.controls.enumerated() {
      let values = basis.demeaned(view.controls[j])
      if let r = Series.correlation(values, kpi) {
        items.append(item(control, view.options.target.column, r, isKPI: true))
      }
      for (c, channel) in data.channels.enumerated() {
        let both = [spend[c], exposure[c]].compactMap { Series.correlation(values, $0) }
        guard let r = both.max(by: { abs($0) < abs($1) }), abs(r) > threshold else { continue }
        items.append(item(control, channel, r, isKPI: false))
      }
    }
    return items.sorted { abs($0.value) > abs($1.value) }
  }

  private static func item(
    _ control: String, _ other: String, _ r: Double, isKPI: Bool
  ) -> ReadinessItem {
    var item = ReadinessItem(
      metric: "control_correlation", channel: isKPI ? nil : other, other: control, value: r,
      text: ReadinessText.phrase { language, style in
        let number = style.number(r, decimals: 3)
        return language == .de
          ? "Die Kontrollgröße \(control) korreliert mit \(other) zu \(number)"
          : "The control \(control) correlates with \(other) at \(number)"
      })
    guard abs(r) > threshold else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let number = style.number(r, decimals: 3)
        if isKPI {
          return language == .de
            ? "die Kontrollgröße \(control) ist fast die Zielgröße selbst (Korrelation \(number))"
            : "the control \(control) is all but the KPI itself (correlation \(number))"
        }
        return language == .de
          ? "die Kontrollgröße \(control) ist fast der Kanal \(other) (Korrelation \(number))"
          : "the control \(control) is all but the channel \(other) (correlation \(number))"
      }, location: "media_mix.controls: \(control)",
      remedy: Phrase(
        en: "Remove it from controls.", de: "Aus controls entfernen."))
    return item
  }
}
