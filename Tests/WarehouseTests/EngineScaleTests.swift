import Foundation
import TestSupport
import Testing
import Warehouse

/// Ten million touches in DuckDB: `LIFTWERK_TOUCHES` names the file of
/// `make_touchpoints.py 10000000 FILE --seed 7` (columns `user_id,timestamp,channel,converted,value`).
@Suite(
  .enabled(if: Engines.sources["duckdb"] != nil, Engines.hint),
  .enabled(
    if: Engines.touches != nil, "set LIFTWERK_TOUCHES to a file of 10,000,000 touches"),
  .serialized)
struct EngineScaleTests {
  @Test("ten million touches give the counts that other engines agree on")
  func tenMillion() throws {
    let session = try Engines.open("duckdb")
    let file = try #require(Engines.touches).replacing("'", with: "''")
    try timed("load") {
      try session.execute("CREATE TABLE touches AS SELECT * FROM read_csv('\(file)')")
    }
    let query = TouchQuery(
      table: "touches",
      columns: .init(
        user: "user_id", time: "timestamp", channel: "channel", conversion: "converted",
        value: "value"))
    let summary = try timed("summary") { try session.summary(of: query) }
    #expect(summary.rows == 10_000_000 && summary.users == 2_499_959)
    #expect(summary.conversions == 260_207 && summary.valueMillionths == 17_004_136_130_000)
    let paths = try timed("paths") {
      try count { body in try session.paths(of: query) { body($0.map(\.counts)) } }
    }
    #expect(paths.rows == 551_582 && paths.conversions == 260_207 && paths.journeys == 2_499_959)
    #expect(paths.value == 17_004_136_130_000)
    let sets = try timed("sets") {
      try count { body in try session.channelSets(of: query) { body($0.map(\.counts)) } }
    }
    #expect(sets.rows == 255 && sets.conversions == 260_207)
    let edges = try timed("edges") {
      try count { body in try session.edges(of: query) { body($0.map(\.counts)) } }
    }
    // Eight channels: each after each, first and last.
    #expect(edges.rows == 80)
    var ruled = query
    ruled.journeys = .conversion
    ruled.lookbackDays = 30
    ruled.collapsesRepeats = true
    ruled.countsDuplicatesOnce = true
    let all = try timed("paths with every rule") {
      try count { body in try session.paths(of: ruled) { body($0.map(\.counts)) } }
    }
    #expect(all.conversions == 260_207 && all.value == 17_004_136_130_000)
  }

  private struct Totals {
    var rows = 0
    var journeys = 0
    var conversions = 0
    var value = 0
  }

  private func count(_ run: (([JourneyCounts]) -> Void) throws -> Void) throws -> Totals {
    var totals = Totals()
    try run { counts in
      totals.rows += counts.count
      for count in counts {
        totals.journeys += count.journeys
        totals.conversions += count.conversions
        totals.value += count.valueMillionths
      }
    }
    return totals
  }

  private func timed<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    let before = SlowGroup.processorSeconds
    let result = try body()
    let wall = ContinuousClock.now - start
    SlowGroup.log(
      "DuckDB, \(name)", seconds: SlowGroup.processorSeconds - before,
      "\(wall), peak \(peakMegabytes) MB so far")
    return result
  }

  private var peakMegabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
