import ArgumentParser
import Findings
import Foundation
import LanguageModels
import Liftwerk

/// The command `liftwerk models`.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Keep encoders of sentences, checked by their hash.",
    subcommands: [ModelsAddCommand.self, ModelsListCommand.self])

  /// The user's models.
  static var store: ModelStore {
    ModelStore(folder: ModelStore.folder(ProcessInfo.processInfo.environment))
  }
}

/// The command `liftwerk models add`.
struct ModelsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Copy a model into the user's folder, if its hash is right and it loads.",
    usage: "liftwerk models add <path> --sha256 <hash> [<options>]",
    discussion: """
      The path is a folder with model.safetensors, vocab.txt and config.json of a BERT encoder such as \
      all-MiniLM-L6-v2; nothing is fetched from the network. The hash is the SHA-256 of \
      model.safetensors, as its publisher states it. Models are kept in LIFTWERK_MODELS, or in \
      liftwerk/models of XDG_DATA_HOME or ~/.local/share.

      EXAMPLES
        liftwerk models add all-MiniLM-L6-v2 --sha256 53aa51172d142c89d9012cce15ae4d6c…
        liftwerk models add ~/models/minilm --sha256 53aa… --name minilm
      """)

  @Argument(help: "The model's folder, or its model.safetensors.", completion: .directory)
  var path: String

  @Option(help: "The SHA-256 of model.safetensors: 64 hexadecimal digits.")
  var sha256: String

  @Option(help: "What the model is called; the folder's name if not given.")
  var name: String?

  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    guard sha256.utf8.count == 64, sha256.allSatisfy(\.isHexDigit) else {
      throw ValidationError("--sha256 takes 64 hexadecimal digits: sha256sum model.safetensors")
    }
  }

  func run() throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw LiftwerkError(.inputMissing, "\(path): there is no such folder. Check the path.")
    }
    let model = try ModelsCommand.store.add(path: path, sha256: sha256, name: name)
    try StandardOutput.write(
      "Added \(model.name): \(model.dimensions) dimensions, \(model.bytes / 1_000_000) MB\n")
  }
}

/// The command `liftwerk models list`.
struct ModelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the models that were added.",
    discussion: """
      EXAMPLES
        liftwerk models list
        liftwerk models list --format json
      """)

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let models = ModelsCommand.store.models()
    switch options.format {
    case .json: try StandardOutput.write(StableJSON.encode(models))
    case .table:
      let lines = models.map {
        "\($0.name)  \($0.dimensions) dimensions  \($0.bytes / 1_000_000) MB  \($0.sha256)\n"
      }
      try StandardOutput.write(
        lines.isEmpty ? "No models in \(ModelsCommand.store.folder).\n" : lines.joined())
    }
  }
}
