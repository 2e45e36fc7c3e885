import Attribution
import Findings
import Testing

@Suite("Models that cannot credit the data") struct RefusalTests {
  private func refusal(
    _ model: AttributionModel, _ change: (inout AttributionOptions) -> Void = { _ in }
  ) throws -> Credit.Refusal {
    var options = AttributionOptions()
    options.models = [model]
    change(&options)
    let data = SampleResult.data()
    let models = try PreparedModels(data, options: options, isScored: false).models
    return try #require(try models[0].1.credit(data.counts).refusal)
  }

  @Test("data without times have no hazard, in both languages") func noTimes() throws {
    let refusal = try refusal(.hazard)
    #expect(refusal.reason.en == "the data have no times")
    #expect(refusal.reason.de.contains("keine Zeiten"))
  }

  @Test("what a model says is parted into reason and remedy, without double full stops")
  func sentence() throws {
    let refusal = try refusal(.markov1) { $0.stateLimit = 1 }
    #expect(refusal.reason.en.contains("states") && refusal.reason.en.last != ".")
    #expect(refusal.remedy.en.hasPrefix("Choose a lower order") && refusal.remedy.en.last == ".")
  }
}
