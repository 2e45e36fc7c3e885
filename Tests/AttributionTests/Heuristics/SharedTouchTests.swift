import Attribution
import Findings
import TestSupport
import Testing

@Suite("Linear, position and time decay")
struct SharedTouchTests {
  private let fixture: CreditRulesFixture
  private let table: GameTable

  init() throws {
    fixture = try CreditRulesFixture.load()
    table = fixture.table
  }

  @Test("linear credit equals exact fractions")
  func linear() {
    let credit = LinearCredit(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    expectClose(credit.conversions, fixture.linear)
    expectClose(credit.value, fixture.linear_value)
  }

  @Test("credit by position equals exact fractions, in whatever unit the weights are")
  func position() throws {
    var options = AttributionOptions()
    for scale in [1.0, 250] {
      options.positionWeights = fixture.weights.map { scale * $0 }
      let credit = try PositionCredit(paths: table.paths, options: options).credit(table.counts)
      expectClose(credit.conversions, fixture.position)
      expectClose(credit.value, fixture.position_value)
    }
  }

  @Test("weights on first or last alone are first and last touch")
  func extremePositions() throws {
    var options = AttributionOptions()
    options.positionWeights = [1, 0, 0]
    let first = try PositionCredit(paths: table.paths, options: options).credit(table.counts)
    #expect(first == FirstTouch(paths: table.paths, options: options).credit(table.counts))
    options.positionWeights = [0, 0, 1]
    let last = try PositionCredit(paths: table.paths, options: options).credit(table.counts)
    #expect(last == LastTouch(paths: table.paths, options: options).credit(table.counts))
  }

  @Test("two touches share equally where all weight is between")
  func betweenOnly() throws {
    let pair = GameTable([("a > b", 4, 0, 0), ("a", 1, 0, 0)])
    var options = AttributionOptions()
    options.positionWeights = [0, 1, 0]
    let credit = try PositionCredit(paths: pair.paths, options: options).credit(pair.counts)
    #expect(credit.conversions == [3, 2])
  }

  @Test(
    "weights that cannot be are refused",
    arguments: [[0.5, 0.5], [0, 0, 0], [-1, 1, 1], [.nan, 1, 1], [.infinity, 1, 1]])
  func badWeights(weights: [Double]) {
    var options = AttributionOptions()
    options.positionWeights = weights
    #expect(throws: AttributionError.self) {
      try PositionCredit(paths: table.paths, options: options)
    }
  }

  @Test("time decay equals exact fractions, entries counted as often as they stand for journeys")
  func timeDecay() throws {
    let converting = try entries()
    let model = TimeDecay(
      paths: table.paths, converting: converting, options: AttributionOptions())
    var counts = table.counts
    let implied = model.credit(counts)
    counts.entries = converting.journeys
    #expect(model.credit(counts) == implied)
    expectClose(implied.conversions, fixture.time_decay.conversions)
    expectClose(implied.value, fixture.time_decay.value)
  }

  @Test("time decay in a replicate counts every entry as drawn")
  func timeDecayReplicate() throws {
    let converting = try entries()
    var counts = table.counts
    counts.entries = converting.journeys.map { 3 * $0 }
    let model = TimeDecay(
      paths: table.paths, converting: converting, options: AttributionOptions())
    expectClose(
      model.credit(counts).conversions, fixture.time_decay.conversions.map { 3 * $0 })
    counts.entries = [0, 0, 1, 0]
    let one = model.credit(counts).conversions ?? []
    #expect(isClose(one.reduce(0, +), 2, 1e-12))
    #expect(one[0] < one[1])
  }

  @Test("time decay without times is refused in words")
  func withoutTimes() throws {
    var converting = try entries()
    converting.shares = []
    converting.shareOffsets = []
    let credit = TimeDecay(
      paths: table.paths, converting: converting, options: AttributionOptions()
    ).credit(table.counts)
    #expect(credit.conversions == nil)
    #expect(credit.refusal?.reason.en == "the data have no times")
  }

  /// The entries of the fixture.
  private func entries() throws -> ConvertingJourneys {
    var journeys = ConvertingJourneys()
    journeys.shareOffsets = [0]
    for entry in fixture.time_decay.entries {
      let ranks = entry.path.split(separator: " > ").compactMap {
        table.paths.channels.firstIndex(of: String($0)).map { UInt16($0) }
      }
      let path = try #require(
        (0..<table.paths.count).first { Array(table.paths[$0]) == ranks })
      journeys.path.append(Int32(path))
      journeys.journeys.append(entry.journeys)
      journeys.conversions.append(entry.conversions)
      journeys.value.append(entry.value)
      journeys.shares += entry.shares
      journeys.shareOffsets.append(journeys.shares.count)
    }
    return journeys
  }

  private func expectClose(_ found: [Double]?, _ expected: [Double]) {
    #expect(found?.count == expected.count)
    for (a, b) in zip(found ?? [], expected) { #expect(isRelativelyClose(a, b, 1e-14)) }
  }
}
