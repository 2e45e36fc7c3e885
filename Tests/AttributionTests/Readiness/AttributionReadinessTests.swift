import Attribution
import Findings
import Interchange
import Tables
import Testing

@Suite("What deserves a look before crediting")
struct AttributionReadinessTests {
  private func readiness(
    _ rows: [(path: String, conversions: Double, nulls: Double)],
    options: AttributionOptions = AttributionOptions(), tellsConsent: Bool? = nil,
    spend: [String: Double]? = nil, tests: [LiftTest] = []
  ) async throws -> AttributionReadiness {
    let table = Table(
      source: "paths.csv",
      columns: [
        ("path", .texts(rows.map(\.path))), ("orders", .numbers(rows.map(\.conversions))),
        ("nulls", .numbers(rows.map(\.nulls))),
      ])
    let data = try CollapsedPaths(
      table, columns: PathColumns(path: "path", conversions: "orders", nulls: "nulls")
    ).journeys(options)
    return try await AttributionReadiness(
      data: data, options: options, tellsConsent: tellsConsent, spend: spend, tests: tests)
  }

  private let sound: [(path: String, conversions: Double, nulls: Double)] = [
    ("search", 40, 200), ("social > search", 60, 300), ("social > direct", 30, 100),
  ]

  @Test("says nothing about sound journeys")
  func soundJourneys() async throws {
    let ready = try await readiness(sound)
    #expect(ready.warnings.isEmpty)
    #expect(ready.sections().map(\.id) == ["attribution-data", "attribution-channels"])
    let findings = ready.findings(language: .en)
    #expect(findings.first { $0.id == "attribution.conversions" }?.value == 130)
  }

  @Test("names few conversions, and that there are none")
  func conversions() async throws {
    let few = try await readiness([("a > b", 9, 10)]).warnings
    #expect(few.first?.contains("only 9 conversions") == true)
    let none = try await readiness([("a > b", 0, 10)])
    #expect(none.warnings.first?.contains("no journey converts") == true)
    #expect(none.sections().count == 1)
  }

  @Test("names models that would need journeys without conversion")
  func nulls() async throws {
    let rows = sound.map { ($0.path, $0.conversions, 0.0) }
    let warnings = try await readiness(rows).warnings
    #expect(warnings.contains { $0.contains("no journeys without conversion") })
    #expect(warnings.contains { $0.contains("markov-1") && !$0.contains("linear") })
    var rules = AttributionOptions()
    rules.models = [.linear, .lastTouch]
    #expect(try await readiness(rows, options: rules).warnings.isEmpty)
  }

  @Test("names direct visits and single touches that are too many")
  func shapes() async throws {
    let warnings = try await readiness([("direct", 100, 100), ("a > direct", 20, 10)]).warnings
    #expect(warnings.contains { $0.hasPrefix("attribution.direct: ") })
    #expect(warnings.contains { $0.contains("83\u{A0}% of conversions come from journeys of one") })
  }

  @Test("names spend and tests that match no channel, and a missing column of consent")
  func names() async throws {
    let test = LiftTest(
      name: "spring", kind: .conversionLift, channels: ["sozial"], from: "2025-03-03",
      to: "2025-03-30", lift: 10, standardError: 3)
    let warnings = try await readiness(
      sound, tellsConsent: false, spend: ["socal": 20, "search": 5], tests: [test]
    ).warnings
    #expect(warnings.count == 3)
    #expect(warnings[0].contains("no column of consent"))
    #expect(warnings[1].contains("\"socal\"") && warnings[1].contains("Is it \"social\"?"))
    #expect(warnings[2].hasPrefix("attribution.calibration: the test \"spring\""))
    #expect(!warnings[2].contains("?."))
  }
}
