import Attribution
import Foundation
import Interchange
import Tables
import Testing

@Suite("The simulated touch log")
struct TouchSimulatorTests {
  private func simulator(
    users: Int = 3000, seed: UInt64 = 1,
    spend: [String: Double] = [
      "affiliate": 500, "display": 600, "search": 1200, "social": 1100, "video": 1000,
    ]
  ) throws -> TouchSimulator {
    TouchSimulator(
      users: users, seed: seed, start: try #require(CivilDate(iso: "2024-09-30")), spend: spend,
      television: [Double](repeating: 1, count: 13))
  }

  private func log(_ simulator: TouchSimulator) throws -> (bytes: [UInt8], truth: TouchTruth) {
    var bytes: [UInt8] = []
    let truth = try simulator.run { bytes += $0 }
    return (bytes, truth)
  }

  private func data(_ bytes: [UInt8], _ options: AttributionOptions) async throws
    -> AttributionData
  {
    let path = NSTemporaryDirectory() + "liftwerk-touches-" + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let log = try await TouchLog.read(
      path: path, columns: TouchSimulator.columns, options: ReadOptions(), memory: 1 << 26,
      threads: 2)
    return try await log.journeys(options, threads: 2)
  }

  @Test("one seed gives one log, another seed another")
  func seeds() throws {
    let first = try log(simulator())
    let again = try log(simulator())
    #expect(first.bytes == again.bytes && first.truth == again.truth)
    #expect(try log(simulator(seed: 2)).bytes != first.bytes)
  }

  @Test("more users leave those before them as they are")
  func prefix() throws {
    let few = try log(simulator(users: 500)).bytes
    let many = try log(simulator(users: 900)).bytes
    #expect(many.count > few.count && many.starts(with: few))
  }

  @Test("attribution reads exactly the orders that the truth tells")
  func orders() async throws {
    let (bytes, truth) = try log(simulator())
    var options = AttributionOptions()
    options.journeys = .conversion
    let data = try await data(bytes, options)
    #expect(data.counts.totalConversions == truth.conversions)
    #expect(abs(Double(data.counts.totalValue) / 1e6 - truth.value) < 0.005)
    #expect(data.intake.denied > 0 && data.intake.duplicates > 0)
    #expect(data.intake.withoutChannel > 0 && data.intake.repeatConverters > 0)
    #expect(truth.users < 3000 && data.intake.users <= truth.users)
    #expect(data.paths.channels == truth.channels.keys.sorted())
  }

  @Test("orders are as many as were to be expected")
  func expectation() throws {
    let truth = try log(simulator(users: 20_000)).truth
    let deviation = truth.expectedConversions.squareRoot()
    #expect(abs(Double(truth.conversions) - truth.expectedConversions) < 4 * deviation)
    // An order is worth a log-normal amount with mean exp(4.37 + 0.6² / 2) and variation 0.66.
    let mean = truth.value / Double(truth.conversions)
    #expect(abs(mean - 94.6) < 4 * 94.6 * 0.66 / Double(truth.conversions).squareRoot())
  }

  @Test("every channel that can be switched off has an effect, and the parts fit the whole")
  func effects() throws {
    let truth = try log(simulator(users: 20_000)).truth
    let paid = try TouchSimulator.paidChannels.map { name in
      let channel = try #require(truth.channels[name])
      let effect = try #require(channel.incrementalConversions)
      #expect(effect > 0 && effect < Double(channel.touches))
      #expect(channel.roi != nil)
      return effect
    }
    let together = truth.expectedConversions - truth.baselineConversions
    // Channels that act together overlap a little: the sum of single effects is near the joint one.
    #expect(abs(paid.reduce(0, +) / together - 1) < 0.15)
    #expect(truth.channels["direct"]?.incrementalConversions == nil)
    #expect(truth.channels["newsletter"]?.spend == nil)
  }

  @Test("the finished test measures what its weeks truly hold, with its error")
  func test() throws {
    let truth = try log(simulator()).truth
    let study = try #require(truth.liftTest)
    let whole = try #require(truth.channels[study.channel]?.incrementalConversions)
    #expect(study.incrementalConversions > 0 && study.incrementalConversions < whole)
    #expect(abs(study.measured - study.incrementalConversions) < 4 * study.standardError)
    let test = try #require(truth.test)
    #expect(test.lift == study.measured && test.channels == ["social"] && test.geos == nil)
    #expect(test.from == "2024-10-21" && test.to == "2024-12-01")
  }

  @Test("last touch gives the closer more than it caused, and the opener less")
  func lesson() async throws {
    let (bytes, truth) = try log(simulator(users: 8000))
    var options = AttributionOptions()
    options.journeys = .conversion
    let data = try await data(bytes, options)
    let credit = try #require(
      LastTouch(paths: data.paths, options: options).credit(data.counts).conversions)
    func ratio(_ name: String) throws -> Double {
      let channel = try #require(data.paths.channels.firstIndex(of: name))
      return try credit[channel] / #require(truth.channels[name]?.incrementalConversions)
    }
    #expect(try ratio("affiliate") > 2)
    #expect(try ratio("video") < 0.75)
  }

  @Test("channels that nobody paid for are not in the log")
  func unpaid() throws {
    let (bytes, truth) = try log(simulator(users: 300, spend: [:]))
    let channels = truth.channels.keys.sorted()
    #expect(channels == ["direct", "newsletter", "organic_search"])
    #expect(truth.liftTest == nil && truth.test == nil)
    #expect(truth.baselineConversions == truth.expectedConversions)
    #expect(!String(decoding: bytes, as: UTF8.self).contains(",search,"))
  }
}
