import Foundation
import Probability
package import Tables

/// Makes the export of a finished geo test with known truth: a fictional retailer raised the spend of
/// one channel in some cities for four weeks.
///
/// Revenue of a city and day is its inhabitants times a course that all cities share (weekdays, a
/// trend, a slow wave), a second course that pulls cities apart, and noise that remembers the day before.
/// Extra spend brings `returnOnSpend` in all; of each day's, a share of 1 - `carryover` at once and the rest in
/// the days that follow.
package struct GeoTestSimulator: Sendable {
  /// The channel whose spend is raised.
  package var channel: String
  /// Revenue for each unit of extra spend.
  package var returnOnSpend: Double
  /// The first day of the export.
  package var start: CivilDate
  /// The seed of every random number.
  package var seed: UInt64

  /// The cities whose spend is raised.
  package static let treated = ["Bonn", "Dresden", "Kiel", "Regensburg"]
  /// The days of the export, and of the test at its end.
  package static let days = 112, testDays = 28
  /// The columns of the export.
  package static let columns = GeoPanel.Columns(geo: "city", time: "date", kpi: "revenue")
  /// The column of money spent on the channel.
  package static let spendColumn = "spend"
  /// Treated spend over usual spend.
  package static let spendFactor = 4.0
  private static let carryover = 0.5
  private static let usualSpend = 0.0005
  private static let usualRevenue = 0.02

  /// Chooses what is tested.
  package init(channel: String, returnOnSpend: Double, start: CivilDate, seed: UInt64) {
    self.channel = channel
    self.returnOnSpend = returnOnSpend
    self.start = start
    self.seed = seed
  }

  /// The export, UTF-8, comma-separated, and what it was made from.
  package struct Output: Sendable {
    package var csv: String
    package var truth: GeoTestTruth
  }

  /// The first day of the test.
  package var testStart: CivilDate { start.adding(days: Self.days - Self.testDays) }

  /// Makes the export.
  package func run() -> Output {
    let cities = SimulatedCity.all
    let shared = courses()
    var truth = GeoTestTruth(
      channel: channel, treated: Self.treated, from: testStart.description,
      to: start.adding(days: Self.days - 1).description)
    var rows: [[String]] = Array(repeating: [], count: Self.days)
    for (number, city) in cities.enumerated() {
      var stream = RandomStream(seed: seed, stream: 0x0067_656F).substream(UInt64(number))
      let loading = 0.5 * stream.standardNormal()
      let level = Self.usualRevenue * exp(0.25 * stream.standardNormal()) * city.inhabitants
      let isTreated = Self.treated.contains(city.name)
      var noise = 0.0
      var effect = 0.0
      for day in 0..<Self.days {
        noise = 0.4 * noise + 0.035 * stream.standardNormal()
        let usual = Self.usualSpend * city.inhabitants * exp(0.1 * stream.standardNormal())
        let isTest = isTreated && day >= Self.days - Self.testDays
        let extra = isTest ? (Self.spendFactor - 1) * usual : 0
        effect = Self.carryover * effect + (1 - Self.carryover) * returnOnSpend * extra
        let revenue = level * shared[day].all * exp(loading * shared[day].apart + noise)
        truth.add(extraSpend: extra, effect: effect, without: isTest ? revenue : 0)
        rows[day].append(
          "\(start.adding(days: day)),\(city.name),"
            + String(format: "%.2f,%.2f", revenue + effect, usual + extra))
      }
    }
    let header =
      "\(Self.columns.time),\(Self.columns.geo),\(Self.columns.kpi),\(Self.spendColumn)"
    return Output(
      csv: ([header] + rows.flatMap { $0 }).joined(separator: "\n") + "\n", truth: truth)
  }

  /// For each day the course that all cities share, and the one that pulls them apart.
  private func courses() -> [(all: Double, apart: Double)] {
    var stream = RandomStream(seed: seed, stream: 0x0063_6F75)
    let weekdays = [0.92, 0.88, 0.9, 0.97, 1.15, 1.32, 0.86]
    var wave = 0.0
    var apart = 0.0
    return (0..<Self.days).map { day in
      wave = 0.9 * wave + 0.02 * stream.standardNormal()
      apart = 0.95 * apart + 0.03 * stream.standardNormal()
      let trend = 1 + 0.08 * Double(day) / Double(Self.days)
      return (weekdays[day % 7] * trend * exp(wave), apart)
    }
  }
}
