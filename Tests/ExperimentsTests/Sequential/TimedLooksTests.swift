import Experiments
import Tables
import Testing

@Suite("Looks cut out of a table")
struct TimedLooksTests {
  /// The reference rows, a few of each arm a day.
  private func table() throws -> Table {
    let rows = try ReferenceResults.load().rows
    return Table(
      source: "units.csv",
      columns: [
        ("arm", .texts(rows.map(\.arm))), ("visit", .numbers(rows.map(\.visit))),
        ("day", .texts(rows.indices.map { "2026-03-0\(1 + $0 % 5)" })),
      ])
  }

  private let options = referenceOptions(ExperimentMetric("visit"))

  @Test("each look has the rows up to its day, the last has all")
  func days() throws {
    let looks = try TimedLooks(table(), options: options, time: "day")
    #expect(looks.times.map(\.description) == (1...5).map { "2026-03-0\($0)" })
    let totals = looks.data.map { $0.counts.reduce(0, +) }
    #expect(totals == [39, 78, 117, 156, 195])
    let whole = try ExperimentData(table(), options: options)
    #expect(looks.data.last?.metrics == whole.metrics)
    let analysis = try SequentialAnalysis(
      looks.data, options, SequentialOptions(.groupSequential(.obrienFleming), plannedUnits: 195))
    #expect(analysis.traces.allSatisfy { $0.looks.count == 5 })
  }

  @Test("fewer looks are spread over the days; too many are refused")
  func fewer() throws {
    let looks = try TimedLooks(table(), options: options, time: "day", looks: 2)
    #expect(looks.data.map { $0.counts.reduce(0, +) } == [78, 195])
    #expect(throws: ExperimentError.self) {
      try TimedLooks(table(), options: options, time: "day", looks: 6)
    }
    #expect(throws: TableError.self) { try TimedLooks(table(), options: options, time: "date") }
  }
}
