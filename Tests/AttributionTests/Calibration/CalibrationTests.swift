import Attribution
import Findings
import Interchange
import TestSupport
import Testing

@Suite("Calibration by lift tests") struct CalibrationTests {
  static var log: UserLog {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1, value: 2_000_000), users: 100)
    log.add(.init(path: ["b"], conversions: 1, value: 4_000_000), users: 50)
    log.add(.init(path: ["a"]), users: 100)
    return log
  }

  static func test(
    _ kind: LiftTest.Kind = .holdout, _ channels: [String] = ["a"], lift: Double = 60,
    error: Double = 6, factor: Double? = nil, geos: [String]? = nil
  ) -> LiftTest {
    LiftTest(
      name: "T", kind: kind, channels: channels, geos: geos, from: "2025-01", to: "2025-01",
      spendFactor: factor, lift: lift, standardError: error)
  }

  /// The result with a window of a share of all journeys for each test.
  static func result(
    _ tests: [LiftTest], windows: [Double] = [1], bootstrap: Int = 0,
    measure: AttributionOptions.Calibration.Measure = .conversions
  ) async throws -> AttributionResult {
    var data = log.data()
    data.windows = windows.map { share in
      PathCounts(
        conversions: data.counts.conversions.map { Int(Double($0) * share) },
        value: data.counts.value.map { Int(Double($0) * share) },
        nulls: data.counts.nulls.map { Int(Double($0) * share) })
    }
    var options = AttributionOptions()
    options.bootstrap = bootstrap
    options.calibration = .init(experiments: "tests.yaml", measure: measure)
    return try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: options,
      tests: tests)
  }

  static func credit(_ result: AttributionResult) throws -> CalibratedCredit {
    try #require(result.calibration?.credits.first?.first)
  }

  @Test("a test of everything makes its lift the credit, with its own error") func whole()
    async throws
  {
    let result = try await Self.result([Self.test()])
    let credit = try Self.credit(result)
    #expect(credit.multiplier == 0.6 && credit.value == 60)
    #expect(isClose(credit.standardError, 6, 1e-12))
    #expect(credit.uncalibrated == 100 && !credit.hasBootstrap)
    let findings = result.findings(language: .en)
    let scaled = try #require(findings.first { $0.id == "attribution.calibrated_credit" })
    #expect(scaled.subject == ["channel": "a", "model": "linear"])
    #expect(scaled.grade == .experiment && scaled.value == 60)
    #expect(isClose(scaled.interval?.lower ?? 0, 60 - 1.644_853_627 * 6, 1e-9))
    let plain = findings.first { $0.id == "attribution.credit" && $0.subject == scaled.subject }
    #expect(plain?.value == 100 && plain?.grade == .descriptive)
    let left = findings.first { $0.subject["metric"] == "unattributed" }
    #expect(left?.value == 40)
    #expect(
      left?.text == "With the scaled credits of linear, 40 conversions are left to no channel.")
    try Texts.checkReferences(result)
  }

  @Test("a bootstrap adds nothing where the window is everything, and more the smaller it is")
  func bootstrap() async throws {
    let whole = try Self.credit(try await Self.result([Self.test()], bootstrap: 200))
    #expect(isClose(whole.standardError, 6, 1e-9))
    let half = try Self.credit(
      try await Self.result([Self.test(lift: 30, error: 3)], windows: [0.5], bootstrap: 2000))
    #expect(half.multiplier == 0.6)
    // Test: (100 · 3 / 50)² = 36; ratio: 60² · r · 1 with r = 1/100 of a Poisson count.
    #expect(abs(half.standardError * half.standardError - (36 + 36 + 0.36)) < 6)
  }

  @Test("a lift beyond the credit exceeds the total") func excess() async throws {
    let result = try await Self.result([Self.test(lift: 150)])
    let left = result.findings(language: .en).first { $0.subject["metric"] == "unattributed" }
    #expect(left?.value == -50)
    #expect(left?.text == "The scaled credits of linear exceed the total by 50 conversions.")
  }

  @Test("a negative lift gives a negative credit with an interval") func negative() async throws {
    let credit = try Self.credit(try await Self.result([Self.test(lift: -5)]))
    #expect(isClose(credit.value, -5, 1e-12))
    #expect(credit.interval(level: 0.9).upper > 0)
  }

  @Test("a heavy-up is scaled to the whole spend") func heavyUp() async throws {
    // Of treated credit 100, spend at 1.5 times the usual, a third is what the test added.
    let result = try await Self.result([Self.test(.heavyUp, lift: 20, error: 2, factor: 1.5)])
    let credit = try Self.credit(result)
    #expect(isClose(credit.value, 60, 1e-12))
    #expect(isClose(credit.standardError, 6, 1e-12))
    #expect(Texts.all(of: result, .en).contains { $0.contains("in proportion to spend") })
    let reduced = try Self.credit(
      try await Self.result([Self.test(.heavyUp, lift: -60, error: 6, factor: 0.5)]))
    #expect(isClose(reduced.value, 60, 1e-12))
    #expect(reduced.standardError > 0)
  }

  @Test("several tests join by their precision, and disagreement widens") func several()
    async throws
  {
    let agreeing = try Self.credit(
      try await Self.result(
        [Self.test(lift: 60, error: 6), Self.test(lift: 30, error: 6)], windows: [1, 0.5]))
    // Multipliers 0.6 with error 0.06 and 0.6 with error 0.12.
    #expect(isClose(agreeing.multiplier, 0.6, 1e-12))
    #expect(isClose(agreeing.multiplierError, 1 / (1 / 0.0036 + 1 / 0.0144).squareRoot(), 1e-12))
    #expect(agreeing.disagreement == 1)
    let result = try await Self.result(
      [Self.test(lift: 30, error: 3), Self.test(lift: 90, error: 3)], windows: [1, 1])
    let opposed = try Self.credit(result)
    #expect(isClose(opposed.multiplier, 0.6, 1e-12))
    // Chi-square 2 · (0.3 / 0.03)² over one degree of freedom.
    #expect(isClose(opposed.disagreement, 200.0.squareRoot(), 1e-9))
    #expect(Texts.all(of: result, .en).contains { $0.contains("disagree by more") })
  }

  @Test("lifts of value scale value") func value() async throws {
    let result = try await Self.result([Self.test(lift: 120, error: 10)], measure: .value)
    let credit = try Self.credit(result)
    #expect(isClose(credit.value, 120, 1e-12) && credit.uncalibrated == 200)
    let finding = result.findings(language: .en).first { $0.id == "attribution.calibrated_credit" }
    #expect(finding?.unit == Unit("money"))
    try Texts.checkReferences(result)
  }

  @Test(
    "tests that say nothing of one channel's credit are told with the reason",
    arguments: [
      (test(.goDark, lift: -4), "was dark"), (test(.holdout, ["a", "b"]), "several channels"),
      (test(geos: ["north"]), "some regions"), (test(.holdout, ["b2"]), "is it \"b\""),
      (test(error: 0), "standard error"), (test(.heavyUp), "spend factor"),
      (test(.heavyUp, factor: 1), "did not change"),
    ])
  func unusable(test: LiftTest, reason: String) async throws {
    let result = try await Self.result([test])
    let calibration = try #require(result.calibration)
    #expect(calibration.tests.isEmpty && calibration.credits == [[]])
    #expect(calibration.unusable.first?.reason.en.contains(reason) == true)
    #expect(Texts.all(of: result, .en).contains { $0.hasPrefix("The test T is not used") })
    try Texts.checkReferences(result)
  }

  @Test("a window without conversions, or none, is told") func emptyWindow() async throws {
    for windows in [[0.0], []] {
      let result = try await Self.result([Self.test()], windows: windows)
      #expect(result.calibration?.unusable.first?.reason.en.contains("no conversion") == true)
    }
  }
}
