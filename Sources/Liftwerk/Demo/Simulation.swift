import Attribution
import Experiments
import Findings
public import Foundation
import GeoLift
import MediaMix
import Runs
import Tables

/// Data with known truth, ready to be asked about: `liftwerk simulate`, and what `liftwerk demo`
/// reads.
///
/// A panel of weeks; a log of touches of a sample of visitors over the panel's last season, with a table of
/// what was spent on them and a finished lift test; a finished geo test of a channel, by city and day;
/// and a finished A/B test of a newsletter.
public struct Simulation: Sendable {
  /// The names of the files.
  enum Name {
    static let panel = "weekly.csv"
    static let touches = "touches.csv"
    static let spend = "touch-spend.csv"
    static let tests = "lift-tests.yaml"
    static let geoTest = "geo-test.csv"
    static let mailTest = "mail-test.csv"
    static let truth = "truth.json"
  }

  /// How many users the log of touches has if nothing else is said.
  public static let defaultUsers = 8_000
  /// How many customers the A/B test has.
  private static let customers = 12_000
  /// The weeks of the log of touches.
  private static let season = 13
  /// The share of the inhabitants who visit the retailer online in a season.
  private static let visitors = 0.04

  private let panel: MediaMixSimulator.Output
  private let log: TouchSimulator
  private let geoTest: GeoTestSimulator
  private let mailTest: ExperimentSimulator

  /// Makes data of a size from a seed.
  ///
  /// - Throws: `LiftwerkError` with code `usage` if a size is out of range.
  public init(
    regions: Int = 8, weeks: Int = 156, channels: Int = 8, users: Int = Simulation.defaultUsers,
    seed: UInt64 = 1
  ) throws(LiftwerkError) {
    guard (1...TouchSimulator.mostUsers).contains(users) else {
      throw LiftwerkError(
        .usage,
        "--users: \(users) is out of range. Give a number from 1 to \(TouchSimulator.mostUsers).")
    }
    do {
      panel = try MediaMixSimulator(
        regions: regions, weeks: weeks, channels: channels, seed: seed
      ).run()
    } catch {
      throw LiftwerkError(.usage, error.description)
    }
    log = Self.log(of: panel, users: users, seed: seed)
    geoTest = Self.geoTest(of: panel, seed: seed)
    mailTest = ExperimentSimulator(users: Self.customers, seed: seed)
  }

  /// The channel of the test is one of the panel's, at lower returns: more money reaches the same
  /// people.
  private static func geoTest(
    of panel: MediaMixSimulator.Output, seed: UInt64
  ) -> GeoTestSimulator {
    let channels = panel.truth.channels
    let name = channels["social"] != nil ? "social" : channels.keys.sorted()[0]
    let end = (panel.weeks.last ?? panel.weeks[0]).adding(days: 7)
    return GeoTestSimulator(
      channel: name, returnOnSpend: 0.8 * (channels[name]?.roi ?? 1),
      start: end.adding(days: -GeoTestSimulator.days), seed: seed)
  }

  /// The log's money and television are those of the panel's last season.
  private static func log(
    of panel: MediaMixSimulator.Output, users: Int, seed: UInt64
  ) -> TouchSimulator {
    let weeks = panel.weeks.suffix(season)
    // The log holds a sample of the visitors, and the table of spend their share of the money.
    let share = Double(users) / (visitors * panel.inhabitants)
    var spend: [String: Double] = [:]
    for name in TouchSimulator.paidChannels {
      guard let amounts = panel.spend[name]?.suffix(season) else { continue }
      spend[name] = (amounts.reduce(0, +) * share * 100).rounded() / 100
    }
    let television = panel.spend["tv"].map { Array($0.suffix(season)) } ?? []
    let mean = television.reduce(0, +) / Double(season)
    return TouchSimulator(
      users: users, seed: seed, start: weeks.first ?? panel.weeks[0], spend: spend,
      television: mean > 0
        ? television.map { $0 / mean } : [Double](repeating: 1, count: weeks.count))
  }

  /// What the data were made from, as JSON.
  private func truth(
    _ touches: TouchTruth, _ geo: GeoTestTruth, _ experiment: ExperimentTruth
  ) throws -> Data {
    try StableJSON.encode(
      SimulationTruth(panel: panel.truth, touches: touches, geo: geo, experiment: experiment))
  }

  /// A project file that asks about the data, for files beside it.
  var projectText: String {
    let columns = TouchSimulator.columns
    var lines = [
      "attribution:", "  data: touches", "  journeys: conversion", "  lookback_days: 30",
      "  models: [markov-1, shapley, linear, last-touch]",
    ]
    if !log.spend.isEmpty {
      lines += [
        "  spend: {path: \(Name.spend)}", "  calibration: {experiments: \(Name.tests)}",
      ]
    }
    return panel.project(
      sources: [
        "touches:", "  path: \(Name.touches)", "  user: \(columns.user)", "  time: \(columns.time)",
        "  channel: \(columns.channel)", "  conversion: \(columns.conversion ?? "")",
        "  value: \(columns.value ?? "")", "  consent: \(columns.consent ?? "")",
        "cities: {path: \(Name.geoTest), time: \(GeoTestSimulator.columns.time), "
          + "geo: \(GeoTestSimulator.columns.geo)}",
        "customers: {kind: experiment, path: \(Name.mailTest)}",
      ],
      sections: lines + geoSection + experimentSection + ["budget: {total: keep}"]
        + Self.banditSection)
  }

  /// Advertisements of which a conversion of the worst costs more than the cap, as often as not.
  private static let banditSection = [
    "bandit:", "  live:", "    arms: [voucher, story, price]",
    "    prices: {voucher: 0.8, story: 1.0, price: 1.2}", "    priors: {conversions: [4, 76]}",
    "    guardrails: [{metric: cpa, cap: 20, delta: 0.1}]", "    burn_in: 5000",
    "    horizon: 15000", "  simulate: {campaigns: 24, steps: 10, decisions: 1500}",
  ]

  private var experimentSection: [String] {
    typealias Column = ExperimentSimulator.Column
    return [
      "experiment:", "  analyze:", "    data: customers", "    arm: \(Column.arm)",
      "    control: \(ExperimentSimulator.arms[0])", "    unit: \(Column.user)",
      "    metrics: [\(Column.visit), \(Column.order), \(Column.revenue)]",
      "    covariate: \(Column.before)",
    ]
  }

  private var geoSection: [String] {
    [
      "geo:", "  data: cities", "  kpi: \(GeoTestSimulator.columns.kpi)", "  kpi_kind: revenue",
      "  kind: heavy-up",
      "  treated: [\(GeoTestSimulator.treated.joined(separator: ", "))]",
      "  start: \(geoTest.testStart)", "  spend: \(GeoTestSimulator.spendColumn)",
      "  channels: [\(geoTest.channel)]",
    ]
  }

  /// Everything but the log of touches, which tells the rest of the truth.
  private func files(_ touches: TouchTruth) throws -> [(path: String, contents: Data)] {
    let geo = geoTest.run()
    let mail = mailTest.run()
    var files: [(path: String, contents: Data)] = [
      (Name.panel, Data(panel.csv.utf8)),
      (Name.geoTest, Data(geo.csv.utf8)), (Name.mailTest, Data(mail.csv.utf8)),
      (Name.truth, try truth(touches, geo.truth, mail.truth)),
      (ProjectFile.defaultName, Data(projectText.utf8)),
    ]
    if let test = touches.test {
      let rows = log.spend.sorted { $0.key < $1.key }.map {
        "\($0.key),\(String(format: "%.2f", $0.value))\n"
      }
      files.append((Name.spend, Data(("channel,spend\n" + rows.joined()).utf8)))
      let head = "# Finished tests that scale attribution's credit, in conversions of the log.\n"
      let text = try ExperimentsFile.appending(test, to: head, path: Name.tests)
      files.append((Name.tests, Data(text.utf8)))
    }
    return files
  }

  /// All files in memory, by name.
  func files() throws(LiftwerkError) -> [(path: String, contents: Data)] {
    do {
      var bytes = Data()
      let truth = try log.run { bytes.append(contentsOf: $0) }
      return [(Name.touches, bytes)] + (try files(truth))
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// Writes the files into a new or empty folder; the log of touches goes to the disk as it is made.
  ///
  /// - Returns: what the data were made from, as JSON.
  /// - Throws: `LiftwerkError` with code `cannotWrite` if the folder holds anything.
  public func write(to folder: String) throws(LiftwerkError) -> Data {
    do {
      let output = try RunFolder(.at(folder))
      do {
        var made: TouchTruth?
        try output.write(to: Name.touches) { append in made = try log.run(append) }
        guard let touches = made else { throw CancellationError() }
        let files = try files(touches)
        for file in files { try output.write(file.contents, to: file.path) }
        try output.commit()
        return files.first { $0.path == Name.truth }?.contents ?? Data()
      } catch {
        output.discard()
        throw error
      }
    } catch {
      throw LiftwerkError(error)
    }
  }
}

/// The contents of `truth.json`: the panel's truth, and that of log and tests under keys of their own.
private struct SimulationTruth: Encodable {
  let panel: MediaMixTruth
  let touches: TouchTruth
  let geo: GeoTestTruth
  let experiment: ExperimentTruth

  private enum CodingKeys: String, CodingKey { case touches, geo, experiment }

  func encode(to encoder: any Encoder) throws {
    try panel.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(touches, forKey: .touches)
    try container.encode(geo, forKey: .geo)
    try container.encode(experiment, forKey: .experiment)
  }
}
