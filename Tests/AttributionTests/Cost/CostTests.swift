import Attribution
import Findings
import TestSupport
import Testing

@Suite("Cost and return") struct CostTests {
  func finding(_ id: String, _ channel: String?, _ result: AttributionResult) -> Finding? {
    let subject = channel.map { ["channel": $0, "model": "linear"] } ?? [:]
    return result.findings(language: .en).first { $0.id == id && $0.subject == subject }
  }

  @Test("cost is spend over credit, and its interval comes from that of credit") func cost()
    async throws
  {
    let result = try await SampleResult.result()
    let credit = try #require(finding("attribution.credit", "search", result))
    let cost = try #require(finding("attribution.cost_per_conversion", "search", result))
    #expect(isClose(cost.value ?? 0, 1000 / (credit.value ?? 0), 1e-12))
    #expect(isClose(cost.interval?.lower ?? 0, 1000 / (credit.interval?.upper ?? 0), 1e-12))
    #expect(isClose(cost.interval?.upper ?? 0, 1000 / (credit.interval?.lower ?? 0), 1e-12))
    #expect(cost.unit == Unit("EUR/conversions"))
    let value = try #require(finding("attribution.value", "search", result))
    let roas = try #require(finding("attribution.roas", "search", result))
    #expect(isClose(roas.value ?? 0, (value.value ?? 0) / 1000, 1e-12))
    #expect(isClose(roas.interval?.upper ?? 0, (value.interval?.upper ?? 0) / 1000, 1e-12))
    #expect(roas.unit == Unit("EUR/EUR"))
    #expect(roas.text.contains("against each € spent"))
    #expect(finding("attribution.cost_per_conversion", nil, result)?.value == 1500.0 / 147)
    #expect(finding("attribution.roas", "radio", result) == nil)
  }

  @Test("zero spend has no cost") func zeroSpend() async throws {
    let result = try await SampleResult.result(spend: ["search": 0, "social": 10])
    #expect(finding("attribution.cost_per_conversion", "search", result) == nil)
    #expect(finding("attribution.roas", "search", result) == nil)
    #expect(finding("attribution.roas", "social", result) != nil)
    try Texts.checkReferences(result)
  }

  @Test("names that match nothing are told with the nearest, and so are gaps") func names()
    async throws
  {
    let result = try await SampleResult.result()
    let spend = try #require(result.spend)
    #expect(spend.unknown.map(\.name) == ["socail", "tv"])
    #expect(spend.unknown.map(\.nearest) == ["social", nil])
    #expect(spend.amounts == [nil, 1000, 500])
    let texts = Texts.all(of: result, .en)
    #expect(texts.contains { $0.contains("socail (€20; is it social?), tv (€700)") })
    #expect(texts.contains { $0 == "Without spend in the table: radio." })
  }

  @Test("spend without credit is withheld and told") func noCredit() async throws {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1), users: 9)
    log.add(.init(path: ["b"]), users: 9)
    let data = log.data()
    let result = try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: AttributionOptions(),
      spend: ["a": 90, "b": 5])
    let cost = try #require(finding("attribution.cost_per_conversion", "b", result))
    #expect(cost.status == .withheld && cost.reason?.contains("no credit") == true)
    #expect(
      finding("attribution.cost_per_conversion", "a", result)?.unit == Unit("money/conversions"))
    #expect(Texts.all(of: result, .en).contains { $0.contains("in no journey that converts: b") })
    #expect(result.gateReasons.isEmpty)
    try Texts.checkReferences(result)
  }

  @Test("negative and missing amounts are refused", arguments: [-1, .nan, .infinity])
  func refused(amount: Double) {
    #expect(throws: AttributionError.self) { try ChannelSpend(["a": amount], channels: ["a"]) }
  }
}
