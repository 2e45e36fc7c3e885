import ArgumentParser
import Findings
import Foundation
import Knowledge
import Liftwerk

/// The command `liftwerk knowledge remove`.
struct KnowledgeRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove documents: text and chunks are deleted, the name stays.",
    discussion: """
      A citation of a removed document is known to be of something removed. All versions are removed.

      EXAMPLES
        liftwerk knowledge remove brief.pdf
      """)

  @Argument(help: "Names of documents, as listed.")
  var names: [String]

  @OptionGroup(title: "Knowledge") var knowledge: KnowledgeOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let store = try knowledge.open(options, usesEncoder: false)
    for name in names {
      let count = try store.remove(name)
      try StandardOutput.write(
        "\(PlainText.clean(name)): removed \(count) version\(count == 1 ? "" : "s")\n")
    }
  }
}
