import ArgumentParser
import Findings
import Foundation
import Knowledge
import Liftwerk

/// The command `liftwerk knowledge list`.
struct KnowledgeListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the documents that are found.",
    discussion: """
      EXAMPLES
        liftwerk knowledge list
        liftwerk knowledge list --all --format json
      """)

  @Flag(help: "List earlier versions too, and those expired or removed.")
  var all = false

  @OptionGroup(title: "Knowledge") var knowledge: KnowledgeOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let documents = try knowledge.open(options, usesEncoder: false).documents(all: all)
    switch options.format {
    case .json: try StandardOutput.write(StableJSON.encode(documents))
    case .table:
      try StandardOutput.write(
        documents.isEmpty ? "No documents.\n" : documents.map(Self.text).joined())
    }
  }

  private static func text(_ document: StoredDocument) -> String {
    let added = Date(timeIntervalSince1970: document.added).formatted(.iso8601)
    let labels = [document.labels.language, document.labels.region].compactMap { $0 }
    let parts =
      [
        document.name, "version \(document.version)", document.state.rawValue,
        "\(document.chunks) chunks", added,
      ] + labels + document.labels.tags
    return PlainText.clean(parts.joined(separator: "  ")) + "\n"
  }
}
