import Attribution
import Testing

@Suite("First, last and last non-direct touch")
struct OneTouchTests {
  private let table = GameTable([
    ("(Direct)", 4, 400, 1), ("a > (Direct)", 3, 30, 0),
    ("b > a > b > (Direct) > (Direct)", 2, 7, 0),
    ("a > b", 1, 1, 9),
  ])

  @Test("the first touch takes all, as whole numbers")
  func first() {
    let credit = FirstTouch(paths: table.paths, options: AttributionOptions()).credit(table.counts)
    #expect(table.named(credit.conversions) == ["(Direct)": 4, "a": 4, "b": 2])
    #expect(table.named(credit.value) == ["(Direct)": 400, "a": 31, "b": 7])
  }

  @Test("the last touch takes all, as whole numbers")
  func last() {
    let credit = LastTouch(paths: table.paths, options: AttributionOptions()).credit(table.counts)
    #expect(table.named(credit.conversions) == ["(Direct)": 9, "a": 0, "b": 1])
    #expect(table.named(credit.value) == ["(Direct)": 437, "a": 0, "b": 1])
  }

  @Test(
    "the last touch that is not direct takes all, and a direct one only where there are no others")
  func lastNonDirect() throws {
    let credit = try LastNonDirect(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    #expect(table.named(credit.conversions) == ["(Direct)": 4, "a": 3, "b": 3])
  }

  @Test(
    "direct channels are known by name in any case",
    arguments: ["direct", "(direct)", "(direct) / (none)", "Direct", "DIREKT", "direktzugriff"])
  func directNames(name: String) throws {
    let table = GameTable([("a > \(name)", 1, 0, 0)])
    let credit = try LastNonDirect(paths: table.paths, options: AttributionOptions())
      .credit(table.counts)
    #expect(table.named(credit.conversions) == ["a": 1, name: 0])
  }

  @Test("a direct channel may be named, and must exist")
  func namedDirect() throws {
    var options = AttributionOptions()
    options.directChannel = "b"
    let credit = try LastNonDirect(paths: table.paths, options: options).credit(table.counts)
    #expect(table.named(credit.conversions) == ["(Direct)": 9, "a": 1, "b": 0])
    options.directChannel = "none such"
    #expect(throws: AttributionError.self) {
      try LastNonDirect(paths: table.paths, options: options)
    }
    options.direct = .drop
    let dropped = try LastNonDirect(paths: table.paths, options: options).credit(table.counts)
    #expect(
      dropped == LastTouch(paths: table.paths, options: options).credit(table.counts))
  }

  @Test("sums beyond 2^63 neither trap nor wrap")
  func enormous() {
    let table = GameTable([("a > b", Int.max, Int.max, 0), ("a", Int.max, Int.max, 0)])
    let options = AttributionOptions()
    let first = FirstTouch(paths: table.paths, options: options).credit(table.counts)
    #expect(first.conversions == [2 * Double(Int.max), 0])
    let linear = LinearCredit(paths: table.paths, options: options).credit(table.counts)
    #expect(linear.value == [1.5 * Double(Int.max), 0.5 * Double(Int.max)])
  }
}
