import Findings
import Foundation
import Tables

/// Whether a channel's money and its exposures tell the same story: both there or both absent, at a
/// steady price.
enum SpendExposureMatch: ReadinessCheck {
  /// The share of running cells in which one may be without the other.
  static let tolerated = 0.05
  /// A price is out of line if it is this many robust deviations from the median, on a log scale,
  /// and this many times higher or lower.
  static let score = 6.0
  static let factor = 3.0

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    view.data.channels.indices.flatMap { c -> [ReadinessItem] in
      let name = view.data.channels[c]
      guard let channel = view.options.channels[name],
        let exposure = channel.media.reach ?? channel.exposure,
        exposure != channel.spend
      else { return [] }
      return items(view.data, c, columns: "columns \"\(channel.spend)\" and \"\(exposure)\"")
    }
  }

  private static func items(
    _ data: MediaMixData, _ c: Int, columns: String
  ) -> [ReadinessItem] {
    let name = data.channels[c]
    let (times, width) = (data.timeCount, data.leadIn + data.timeCount)
    var running = 0
    var unseen = 0
    var unpaid = 0
    var prices: [(cell: Int, logPrice: Double)] = []
    for cell in data.spend[c].indices {
      let money = data.spend[c][cell]
      let seen = data.exposure[c][cell / times * width + data.leadIn + cell % times]
      if money > 0 || seen > 0 { running += 1 }
      if money > 0 && seen == 0 { unseen += 1 }
      if money == 0 && seen > 0 { unpaid += 1 }
      if money > 0 && seen > 0 { prices.append((cell, log(money) - log(seen))) }
    }
    guard running > 0 else { return [] }
    return [
      mismatch(name, columns, running: running, unseen: unseen, unpaid: unpaid),
      outliers(data, name, columns, prices),
    ]
  }

  private static func mismatch(
    _ name: String, _ columns: String, running: Int, unseen: Int, unpaid: Int
  ) -> ReadinessItem {
    let share = Double(unseen + unpaid) / Double(running)
    var item = ReadinessItem(
      metric: "spend_exposure_mismatch_share", channel: name, value: share,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "In \(number) der Zeilen, in denen \(name) läuft, fehlen Ausgaben oder Kontakte"
          : "In \(number) of the rows in which \(name) runs, spend or exposure is missing"
      })
    guard share > tolerated else { return item }
    item.warning = .init(
      what: Phrase(
        en: "\(name) has spend without exposure in \(unseen) rows and exposure without spend in "
          + "\(unpaid), of \(running) in which it runs",
        de: "\(name) hat in \(unseen) Zeilen Ausgaben ohne Kontakte und in \(unpaid) Kontakte ohne "
          + "Ausgaben, bei \(running) Zeilen, in denen der Kanal läuft"),
      location: columns,
      remedy: Phrase(
        en: "Check that both columns are of the same channel and dates (billing dates are not "
          + "delivery dates), or use spend alone.",
        de: "Prüfen, ob beide Spalten denselben Kanal und dieselben Tage meinen (Rechnungs- sind "
          + "keine Auslieferungstage), oder nur die Ausgaben verwenden."))
    return item
  }

  private static func outliers(
    _ data: MediaMixData, _ name: String, _ columns: String,
    _ prices: [(cell: Int, logPrice: Double)]
  ) -> ReadinessItem {
    let scores = Series.robustScores(prices.map(\.logPrice), floor: 0.02)
    let centre = Series.median(prices.map(\.logPrice)) ?? 0
    let found = prices.indices.filter {
      abs(scores[$0]) > score && abs(prices[$0].logPrice - centre) > log(factor)
    }
    let rows = Phrase(
      en: found.count == 1 ? "1 row" : "\(found.count) rows",
      de: found.count == 1 ? "1 Zeile" : "\(found.count) Zeilen")
    var item = ReadinessItem(
      metric: "cost_outliers", channel: name, value: Double(found.count), unit: Unit("rows"),
      text: Phrase(
        en: "\(name) has \(rows.en) with a price per exposure out of line",
        de: "\(name) hat \(rows.de) mit auffälligem Preis je Kontakt"))
    guard
      let worst = found.max(by: {
        abs(prices[$0].logPrice - centre) < abs(prices[$1].logPrice - centre)
      })
    else { return item }
    let ratio = exp(prices[worst].logPrice - centre)
    let cell = prices[worst].cell
    let period = data.times.labels[cell % data.timeCount]
    let place = data.isNational ? period : "\(data.geos[cell / data.timeCount]) \(period)"
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let number = style.number(ratio, significant: 2)
        return language == .de
          ? "\(name) hat \(rows.de) mit auffälligem Preis je Kontakt; am stärksten"
            + " \(place) mit dem \(number)-Fachen des üblichen"
          : "\(name) has \(rows.en) with a price per exposure out of line; the worst is"
            + " \(place) with \(number) times the usual"
      }, location: columns,
      remedy: Phrase(
        en: "Correct misplaced decimals and units, or bookings on the wrong date.",
        de: "Verrutschte Kommas und Einheiten oder Buchungen am falschen Tag berichtigen."))
    return item
  }
}
