import MediaMix
import Testing

/// Options that no data could fit.
struct MediaMixDataOptionTests {
  private func refused(
    _ texts: String..., change: (inout MediaMixOptions) -> Void
  ) throws -> Bool {
    let problems = try WeeklyExport().problems(options: WeeklyExport.options(change))
    return problems.contains { problem in
      texts.allSatisfy { problem.description.contains($0) } && problem.remedy.hasSuffix(".")
    }
  }

  @Test("no channel is refused")
  func noChannel() throws {
    #expect(try refused("media_mix.channels", "no channel") { $0.channels = [:] })
  }

  @Test("a margin out of range is refused", arguments: [0, -0.2, 1.01, Double.nan, .infinity])
  func margin(margin: Double) throws {
    #expect(try refused("media_mix.target.margin", "\(margin)") { $0.target.margin = margin })
  }

  @Test("a margin of a KPI that is not money is refused")
  func marginWithoutMoney() throws {
    #expect(
      try refused("media_mix.target.margin", "no money value") {
        $0.target = .init(column: "revenue", kind: .other, margin: 0.4)
      })
  }

  @Test("a level out of range is refused", arguments: [0, 1, 90, -0.5, Double.nan])
  func level(level: Double) throws {
    #expect(try refused("media_mix.level", "\(level)") { $0.level = level })
  }

  @Test("revenue takes no value")
  func valueOfRevenue() throws {
    #expect(
      try refused("media_mix.target.value", "revenue is money already") {
        $0.target.value = .constant(3)
      })
  }

  @Test("a column may play one part only")
  func roles() throws {
    for column in ["tv_spend", "tv_impressions", "revenue"] {
      #expect(try refused("media_mix.controls", column) { $0.controls = ["price", column] })
    }
    #expect(
      try refused("media_mix.channels.tv", "search_spend", "belongs to search") {
        $0.channels["tv"]?.exposure = "search_spend"
      })
    #expect(
      try refused("media_mix.target.column", "tv_spend", "a column of tv") {
        $0.target.column = "tv_spend"
      })
  }

  @Test("a sampler without chains, warm-up or draws is refused")
  func sampler() throws {
    #expect(try refused("media_mix.sampler", "chain") { $0.sampler.chains = 0 })
    #expect(try refused("media_mix.sampler.warmup", "5 is not in") { $0.sampler.warmup = 5 })
    #expect(try refused("media_mix.sampler.draws", "2 is not in") { $0.sampler.draws = .count(2) })
  }
}
