import ArgumentParser
import Foundation
import Knowledge
import Liftwerk

/// The options of every command on knowledge.
struct KnowledgeOptions: ParsableArguments {
  @Option(
    help: "The store; that of the project, or knowledge.sqlite, if not given.",
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  @Option(help: "The encoder of sentences, by its name in: liftwerk models list")
  var model: String?

  /// The section of knowledge and the folder its paths start from: those of the project file, if there
  /// is one, with what the flags say in their place.
  func section(
    _ options: GlobalOptions
  ) throws(LiftwerkError) -> (section: KnowledgeSection, directory: String) {
    let here = FileManager.default.currentDirectoryPath
    var (section, directory) = (KnowledgeSection(), here)
    if options.project != nil || FileManager.default.fileExists(atPath: ProjectFile.defaultName) {
      let file = try options.projectFile()
      (section, directory) = (file.project.knowledge ?? KnowledgeSection(), file.directory)
    }
    if let store { section.store = store.hasPrefix("/") ? store : "\(here)/\(store)" }
    if let model { section.model = model }
    return (section, directory)
  }

  /// Opens the store to read it.
  func open(_ options: GlobalOptions, usesEncoder: Bool) throws(LiftwerkError) -> KnowledgeStore {
    let (section, directory) = try section(options)
    return try section.open(in: directory, usesEncoder: usesEncoder)
  }
}

/// The labels that filter documents.
struct KnowledgeFilterOptions: ParsableArguments {
  @Option(help: "Only documents that hold in this region, such as AT.")
  var region: String?

  @Option(help: "Only this document, or those of this folder.")
  var source: String?

  @Option(help: "Only documents with all of these tags; repeat it or use commas.")
  var tag: [String] = []
}
