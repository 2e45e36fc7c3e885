import Attribution
import TestSupport
import Testing

@Suite(
  "PathData by rule and by sum game",
  .enabled(if: SharedData.isPresent, "LIFTWERK_SHARED_DATA does not name a folder"))
struct GamePathDataTests {
  private let table: GameTable

  init() throws { table = try GamePathData.load() }

  @Test("the sum game equals the reference, conversions and value")
  func sumGame() throws {
    let credit = try SumGame(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    let conversions = table.named(credit.conversions)
    for (name, expected) in try GamePathData.reference("own_shapley_sum_conversions") {
      #expect(isRelativelyClose(conversions[name] ?? .nan, expected, 1e-9))
    }
    let value = table.named(credit.value)
    let reference = try GamePathData.reference("own_shapley_sum_value")
    #expect(reference.count == 12)
    // Values have more than six decimals here and there, which money of whole millionths rounds.
    for (name, expected) in reference {
      #expect(abs((value[name] ?? .nan) / 1e6 - expected) < 1e-9 * expected + 1e-5)
    }
  }

  @Test("first, last and linear touch equal the peers")
  func rules() {
    let options = AttributionOptions()
    let first = table.named(
      FirstTouch(paths: table.paths, options: options).credit(table.counts).conversions)
    #expect(
      first == [
        "alpha": 6308, "iota": 4606, "eta": 3164, "beta": 2831, "theta": 1606, "lambda": 902,
        "epsilon": 99, "zeta": 27, "kappa": 74, "gamma": 165, "delta": 1, "mi": 2,
      ])
    let last = table.named(
      LastTouch(paths: table.paths, options: options).credit(table.counts).conversions)
    #expect(
      last == [
        "alpha": 8447, "iota": 3355, "eta": 4167, "beta": 989, "theta": 653, "lambda": 1207,
        "epsilon": 531, "zeta": 107, "kappa": 230, "gamma": 92, "delta": 5, "mi": 2,
      ])
    let linear = table.named(
      LinearCredit(paths: table.paths, options: options).credit(table.counts).conversions)
    #expect(isRelativelyClose(linear["alpha"] ?? .nan, 7574.718594, 1e-9))
  }

  @Test("the ordered game's places sum to the sum game")
  func ordered() throws {
    let options = AttributionOptions()
    let ordered = OrderedSumGame(paths: table.paths, options: options).credit(table.counts)
    let plain = try SumGame(paths: table.paths, options: options).credit(table.counts)
    for (a, b) in zip(ordered.conversions ?? [], plain.conversions ?? []) {
      #expect(isRelativelyClose(a, b, 1e-12))
    }
  }
}
