import Inference
import MediaMix
import Tables
import TestSupport
import Testing

/// Every channel can be left out, and the fit still passes the gate, with no tuning.
struct DropChannelTests {
  /// Data whose channels are left out in turn.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// A model without one channel, or with all of them.
    var model: @Sendable (_ dropped: String?) throws -> MediaMixModel
    var channels: [String]
    var testDescription: String { name }
  }

  @Test("national data with all of twenty channels pass the gate, quick group")
  func quick() async throws {
    let failures = try await Self.failures(Self.national, dropping: [nil])
    #expect(failures.isEmpty, "\(failures)")
  }

  static let national = simulated("20 channels, national", regions: 1, weeks: 156)
  static let simulations = [national, simulated("20 channels, 8 regions", regions: 8, weeks: 104)]

  /// The simulated retailer, with Liftwerk's defaults.
  private static func simulated(_ name: String, regions: Int, weeks: Int) -> Case {
    Case(
      name: name,
      model: { dropped in
        let simulator = MediaMixSimulator(regions: regions, weeks: weeks, channels: 20, seed: 3)
        let output = try simulator.run()
        let table = try TableReader.read(bytes: Array(output.csv.utf8), source: "weekly.csv")
        var channels: [String: MediaMixOptions.Channel] = [:]
        for name in MediaMixSimulator.channelNames where name != dropped {
          let exposure = table.columnNames.first {
            $0.hasPrefix("\(name)_") && $0 != "\(name)_spend"
          }
          channels[name] = .init(spend: "\(name)_spend", exposure: exposure)
        }
        let options = MediaMixOptions(
          target: .init(column: "revenue"), channels: channels,
          controls: ["price_index", "temperature"])
        let data = try MediaMixData(
          table: table,
          columns: regions == 1
            ? .init(time: "week", geo: nil, population: nil)
            : .init(time: "week", geo: "region", population: "inhabitants"),
          options: options, currency: "EUR")
        return try MediaMixModel(data: data, options: options)
      }, channels: MediaMixSimulator.channelNames)
  }

  /// Meridian's simulated data under its priors.
  static func peer(_ level: String) -> Case {
    Case(
      name: "\(level)_media",
      model: { dropped in
        try PeerModel.load(level) { if let dropped { $0.channels[dropped] = nil } }
      }, channels: (0..<4).map { "Channel\($0)" })
  }

  /// Robyn's simulated data with Liftwerk's defaults.
  static let robyn = Case(
    name: "robyn_simulated_weekly",
    model: { dropped in
      var channels: [String: MediaMixOptions.Channel] = [
        "tv": .init(spend: "tv_S"), "ooh": .init(spend: "ooh_S"), "print": .init(spend: "print_S"),
        "facebook": .init(spend: "facebook_S", exposure: "facebook_I"),
        "search": .init(spend: "search_S", exposure: "search_clicks_P"),
      ]
      if let dropped { channels[dropped] = nil }
      let options = MediaMixOptions(
        target: .init(column: "revenue"), channels: channels, controls: ["competitor_sales_B"])
      let data = try MediaMixData(
        table: try TableReader.read(path: SharedData.path("mmm/robyn_simulated_weekly.csv")),
        columns: .init(time: "DATE", geo: nil, population: nil), options: options, currency: nil)
      return try MediaMixModel(data: data, options: options)
    }, channels: ["tv", "ooh", "print", "facebook", "search"])

  /// What the gate says of each fit that it does not pass.
  static func failures(_ example: Case, dropping: [String?]) async throws -> [String] {
    var failures: [String] = []
    for dropped in dropping {
      let start = SlowGroup.processorSeconds
      let sampling = try await MediaMixSampler(model: try example.model(dropped), threads: 2).run()
      let text =
        "\(example.name) without \(dropped ?? "any"): \(sampling.verdict),"
        + " \(sampling.draws.count) draws, \(sampling.gradients.total) gradients"
      if SlowGroup.isEnabled {
        SlowGroup.log("drop", seconds: SlowGroup.processorSeconds - start, text)
      }
      if !sampling.verdict.passed { failures.append(text) }
    }
    return failures
  }
}

extension SlowStatisticsTests {
  @Test("each of twenty channels can be dropped", arguments: DropChannelTests.simulations)
  func drops(_ example: DropChannelTests.Case) async throws {
    let failures = try await DropChannelTests.failures(
      example, dropping: [nil] + example.channels.map { $0 })
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(
    "each channel of the peers' data can be dropped", .enabled(if: SharedData.isPresent),
    arguments: [
      DropChannelTests.peer("national"), DropChannelTests.peer("geo"), DropChannelTests.robyn,
    ])
  func dropsOfPeerData(_ example: DropChannelTests.Case) async throws {
    let failures = try await DropChannelTests.failures(
      example, dropping: [nil] + example.channels.map { $0 })
    #expect(failures.isEmpty, "\(failures)")
  }
}
