import Attribution
import Findings
public import Foundation
import MediaMix
import Runs

/// Data with known truth, ready to be asked about: `liftwerk simulate`, and what `liftwerk demo`
/// reads.
///
/// A panel of weeks, and a log of touches of a sample of visitors over the panel's last season, with a
/// table of what was spent on them and a finished lift test.
public struct Simulation: Sendable {
  /// The names of the files.
  enum Name {
    static let panel = "weekly.csv"
    static let touches = "touches.csv"
    static let spend = "touch-spend.csv"
    static let tests = "lift-tests.yaml"
    static let truth = "truth.json"
  }

  /// How many users the log of touches has if nothing else is said.
  public static let defaultUsers = 8_000
  /// The weeks of the log of touches.
  private static let season = 13
  /// The share of the inhabitants who visit the retailer online in a season.
  private static let visitors = 0.04

  private let panel: MediaMixSimulator.Output
  private let log: TouchSimulator

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
  private func truth(_ touches: TouchTruth) throws -> Data {
    try StableJSON.encode(SimulationTruth(panel: panel.truth, touches: touches))
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
      ], sections: lines)
  }

  /// Everything but the log of touches, which tells the rest of the truth.
  private func files(_ touches: TouchTruth) throws -> [(path: String, contents: Data)] {
    var files: [(path: String, contents: Data)] = [
      (Name.panel, Data(panel.csv.utf8)), (Name.truth, try truth(touches)),
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
        for file in try files(touches) { try output.write(file.contents, to: file.path) }
        try output.commit()
        return try truth(touches)
      } catch {
        output.discard()
        throw error
      }
    } catch {
      throw LiftwerkError(error)
    }
  }
}

/// The contents of `truth.json`: the panel's truth, and the log's under a key of its own.
private struct SimulationTruth: Encodable {
  let panel: MediaMixTruth
  let touches: TouchTruth

  private enum CodingKeys: String, CodingKey { case touches }

  func encode(to encoder: any Encoder) throws {
    try panel.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(touches, forKey: .touches)
  }
}
