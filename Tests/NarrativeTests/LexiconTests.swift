import Findings
import Foundation
import Narrative
import Testing

@Suite("The lexicon")
struct LexiconTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  /// Names of figures, tables and options that stand in the same files.
  private static let others: Set<String> = [
    "geo.cells", "geo.cell_differences", "budget.scenarios", "budget.scenario_amounts",
  ]

  /// The ids in the files that write findings.
  private static func written() throws -> [String: String] {
    let id = /"((?:mmm|attribution|geo|experiment|uplift)\.[a-z_0-9]+)"/
    var found: [String: String] = [:]
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      let name = file.lastPathComponent
      guard name.hasSuffix(".swift"), !file.path.contains("/Narrative/"),
        name.contains("Findings") || name.contains("Writer")
      else { continue }
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: id) {
        found[String(match.1)] = name
      }
    }
    return found
  }

  @Test("every id that the methods write has words in both languages")
  func complete() throws {
    let written = try Self.written()
    #expect(written.count > 60)
    let known = Set(Lexicon.measures.map(\.id))
    for (id, file) in written.sorted(by: { $0.key < $1.key })
    where !known.contains(id) && !Self.others.contains(id) {
      Issue.record("\(id) in \(file) has no entry")
    }
  }

  @Test("every finding of a run has words of its own metric")
  func fixture() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/findings", withExtension: "json"))
    let document = try JSONDecoder().decode(
      FindingsDocument.self, from: Data(contentsOf: url))
    let missing = document.findings.map(\.key).filter { Lexicon.measure(of: $0) == nil }.map {
      "\($0.id) \($0.subject["metric"] ?? "")"
    }
    #expect(Set(missing).sorted() == [])
  }

  @Test("no two measures share their first words", arguments: Language.allCases)
  func distinct(language: Language) {
    var seen: [String: String] = [:]
    for measure in Lexicon.measures {
      let name = measure.words(language).name
      let own = "\(measure.id) \(measure.metric ?? "")"
      let family = measure.id.prefix { $0 != "." }
      // The same word may belong to different methods, which their models tell apart.
      if let other = seen["\(family) \(name)"] { Issue.record("\(name): \(own) and \(other)") }
      seen["\(family) \(name)"] = own
    }
  }
}
