import Attribution
import TestSupport
import Testing

@Suite("Conservation of credit")
struct ConservationTests {
  @Test("every rule and game credits all conversions and all value", arguments: 1...5)
  func totals(seed: UInt64) throws {
    let table = GameTable.random(channels: 7, rows: 300, seed: seed)
    for model in try models(table) {
      let credit = try model.credit(table.counts)
      let conversions = credit.conversions?.reduce(0, +) ?? .nan
      let value = credit.value?.reduce(0, +) ?? .nan
      #expect(isRelativelyClose(conversions, Double(table.counts.totalConversions), 1e-13))
      #expect(isRelativelyClose(value, Double(table.counts.totalValue), 1e-13))
    }
  }

  @Test("counts without conversions give zeros", arguments: 1...2)
  func nothing(seed: UInt64) throws {
    let table = GameTable.random(channels: 4, rows: 30, seed: seed)
    let zeros = Array(repeating: 0, count: table.paths.count)
    let counts = PathCounts(conversions: zeros, value: zeros, nulls: table.counts.nulls)
    for model in try models(table) {
      #expect(try model.credit(counts).conversions == [0, 0, 0, 0])
    }
  }

  @Test("credits do not depend on what channels are called, nor on how rows are split")
  func metamorphic() throws {
    let table = GameTable.random(channels: 6, rows: 120, seed: 4)
    let names = table.paths.channels
    let renamed = { (name: String) in
      "r" + String(names.count - 1 - (names.firstIndex(of: name) ?? 0)) + name
    }
    var rows: [GameTable.Row] = []
    for path in (0..<table.paths.count).reversed() {
      var row = GameTable.Row(path: table.paths[path].map { renamed(names[Int($0)]) })
      row.conversions = table.counts.conversions[path] / 2
      row.value = table.counts.value[path] / 3
      row.nulls = table.counts.nulls[path]
      rows.append(row)
      row.conversions = table.counts.conversions[path] - row.conversions
      row.value = table.counts.value[path] - row.value
      row.nulls = 0
      rows.append(row)
    }
    let other = GameTable(rows)
    for (model, twin) in zip(try models(table), try models(other)) {
      let credit = table.named(try model.credit(table.counts).conversions)
      let again = other.named(try twin.credit(other.counts).conversions)
      for (name, amount) in credit {
        #expect(isClose(amount, again[renamed(name)] ?? .nan, 1e-11))
      }
    }
  }

  @Test("ten times the counts are ten times the credits")
  func scaled() throws {
    let table = GameTable.random(channels: 5, rows: 80, seed: 8)
    let tenfold = PathCounts(
      conversions: table.counts.conversions.map { 10 * $0 },
      value: table.counts.value.map { 10 * $0 }, nulls: table.counts.nulls.map { 10 * $0 })
    for model in try models(table) {
      let credit = try model.credit(table.counts)
      let scaled = try model.credit(tenfold)
      for (a, b) in zip(credit.conversions ?? [], scaled.conversions ?? []) {
        #expect(isClose(10 * a, b, 1e-12))
      }
    }
  }

  private func models(_ table: GameTable) throws -> [any CreditModel] {
    let options = AttributionOptions()
    return [
      FirstTouch(paths: table.paths, options: options),
      LastTouch(paths: table.paths, options: options),
      try LastNonDirect(paths: table.paths, options: options),
      LinearCredit(paths: table.paths, options: options),
      try PositionCredit(paths: table.paths, options: options),
      SumGame(paths: table.paths, options: options),
      OrderedSumGame(paths: table.paths, options: options),
      try RateGame(paths: table.paths, worth: .conversions, options: options),
    ]
  }
}
