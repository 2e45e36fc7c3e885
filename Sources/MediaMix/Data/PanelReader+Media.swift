import Tables

extension PanelReader {
  /// What drives a medium's response, G x (leadIn + T) each.
  struct Driver {
    var exposure: [Double]
    var frequency: [Double]?
  }

  /// Money and drivers of a paid channel; the money is G x T.
  mutating func channel(
    _ name: String, _ channel: MediaMixOptions.Channel, _ panel: Panel, leadIn: Int
  ) -> (spend: [Double], driver: Driver) {
    let media = channel.media
    guard media.reach != nil || (media.exposure ?? channel.spend) != channel.spend else {
      let exposure = notNegative(channel.spend, panel, from: 0, what: "the spend")
      let spend = observed(exposure, panel, leadIn: leadIn)
      _ = isSpent(spend, name, channel)
      return (spend, Driver(exposure: exposure))
    }
    let spend = notNegative(channel.spend, panel, from: leadIn, what: "the spend")
    // A channel without spend is told once, whatever its exposure.
    let isSpent = isSpent(spend, name, channel)
    return (spend, driver(name, media, panel, leadIn: leadIn, mayBeSilent: !isSpent))
  }

  private mutating func isSpent(
    _ spend: [Double], _ name: String, _ channel: MediaMixOptions.Channel
  ) -> Bool {
    guard !spend.isEmpty && spend.allSatisfy({ $0 == 0 }) else { return true }
    report(
      "channel \(name) spent nothing in any period", column: channel.spend,
      remedy: "Leave the channel out: without variation it cannot be measured.")
    return false
  }

  /// Exposure, or reach and frequency, of a medium.
  mutating func driver(
    _ name: String, _ media: MediaMixOptions.Media, _ panel: Panel, leadIn: Int,
    mayBeSilent: Bool = false
  ) -> Driver {
    guard let column = media.reach ?? media.exposure else { return Driver(exposure: []) }
    let what = media.reach == nil ? "the exposure" : "the reach"
    let exposure = notNegative(column, panel, from: 0, what: what)
    let frequency = media.frequency.map {
      notNegative($0, panel, from: 0, what: "the frequency")
    }
    let contacts = zip(exposure, frequency ?? exposure).map { $0 * $1 }
    let seen = observed(contacts, panel, leadIn: leadIn)
    if !mayBeSilent && !seen.isEmpty && seen.allSatisfy({ $0 == 0 }) {
      report(
        "channel \(name) has no exposure in any period with a KPI", column: column,
        remedy: "Name the column of its impressions or clicks, or leave the channel out.")
    }
    return Driver(exposure: exposure, frequency: frequency)
  }

  /// Values of a treatment, G x T.
  mutating func treatment(
    _ name: String, _ treatment: MediaMixOptions.Treatment, _ panel: Panel, leadIn: Int
  ) -> [Double] {
    let values = read(
      treatment.column, panel, from: leadIn, what: "the treatment",
      remedy: "Write the value, or leave the treatment out."
    ) { _ in nil }
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      report(
        "treatment \(name) is \(first) everywhere", column: treatment.column,
        remedy: "Leave it out: without variation it cannot be measured.")
    }
    return values
  }

  private mutating func notNegative(
    _ column: String, _ panel: Panel, from start: Int, what: String
  ) -> [Double] {
    read(column, panel, from: start, what: what) { $0 < 0 ? "is negative" : nil }
  }

  /// The cells with a KPI of an array that starts with the lead-in.
  private func observed(_ values: [Double], _ panel: Panel, leadIn: Int) -> [Double] {
    values.indices.filter { $0 % panel.timeCount >= leadIn }.map { values[$0] }
  }
}
