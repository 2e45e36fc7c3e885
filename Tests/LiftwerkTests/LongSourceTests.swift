import Foundation
import Liftwerk
import Tables
import Testing

@Suite("Sources of a long export") struct LongSourceTests {
  @Test("options are coded as the project file writes them") func coding() throws {
    let json = """
      [{"path":"a.csv","time":"Day","channel":"search","spend":"Cost","exposure":"Impr."},
       {"path":"b.csv","time":"Day","channel":{"column":"Campaign","map":"m.csv"},"spend":"Cost",
        "locale":"de","encoding":"windows-1252","from":"2024-01-01"}]
      """
    let sources = try JSONDecoder().decode([LongSource.Export].self, from: Data(json.utf8))
    #expect(sources[0].channel == .fixed("search"))
    #expect(sources[0].locale == nil && sources[0].encoding == nil)
    #expect(sources[1].channel == .column("Campaign", map: "m.csv"))
    #expect(sources[1].locale == .de && sources[1].encoding == .windows1252)
    #expect(sources[1].from == "2024-01-01")
    let again = try JSONDecoder().decode(
      [LongSource.Export].self, from: try JSONEncoder().encode(sources))
    #expect(again == sources)
  }
}
