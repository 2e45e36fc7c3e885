import ArgumentParser
import Findings
import Foundation
import Knowledge
import Liftwerk

/// The command `liftwerk knowledge search`.
struct KnowledgeSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find passages, each with a citation that can be checked.",
    usage: "liftwerk knowledge search <query> [<options>]",
    discussion: """
      Passages are found by their words (BM25) and, with an encoder, by their meaning; both rankings are \
      fused. A citation is document, chunk, range of characters and SHA-256 of the text; --language \
      keeps to documents of that language.

      EXAMPLES
        liftwerk knowledge search 'How do we write percentages?'
        liftwerk knowledge search rabatt --language de --region AT --limit 3 --format json
      """)

  @Argument(help: "A question, or words.")
  var query: String

  @Option(help: "The most passages.")
  var limit = 5

  @OptionGroup(title: "Filter") var filter: KnowledgeFilterOptions
  @OptionGroup(title: "Knowledge") var knowledge: KnowledgeOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    guard (1...100).contains(limit) else {
      throw ValidationError("--limit takes a number from 1 to 100.")
    }
  }

  func run() throws {
    let store = try knowledge.open(options, usesEncoder: true)
    let found = try store.find(
      query,
      filter: KnowledgeFilter(
        language: options.language?.rawValue, region: filter.region, source: filter.source,
        tags: ListOption.split(filter.tag)), limit: limit)
    if !options.quiet { for notice in found.notices { StandardError.write("Note: \(notice)") } }
    switch options.format {
    case .json: try StandardOutput.write(StableJSON.encode(found.passages))
    case .table:
      try StandardOutput.write(
        found.passages.isEmpty
          ? "No passage was found.\n"
          : found.passages.enumerated().map(Self.text).joined(separator: "\n"))
    }
  }

  private static func text(_ number: Int, _ passage: Passage) -> String {
    let citation = passage.citation
    let ranks = [
      passage.wordRank.map { "words \($0)" }, passage.meaningRank.map { "meaning \($0)" },
    ].compactMap { $0 }
    let place =
      "\(number + 1). \(citation.document), chunk \(citation.chunk), characters "
      + "\(citation.from)–\(citation.to), \(citation.hash.prefix(12)) (\(ranks.joined(separator: ", ")))"
    let text = PlainText.clean(passage.text)
    let shown = text.count > 400 ? text.prefix(400) + " …" : text[...]
    let heading = passage.heading.isEmpty ? "" : "   \(PlainText.clean(passage.heading))\n"
    return "\(PlainText.clean(place))\n\(heading)   \(shown)\n"
  }
}
