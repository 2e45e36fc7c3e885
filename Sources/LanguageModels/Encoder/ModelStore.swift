import Crypto
import Foundation

/// A model that is kept: its name, what tells it from others, and how wide it is.
public struct StoredModel: Sendable, Equatable, Codable {
  /// The name it is called by.
  public var name: String
  /// The SHA-256 of its weights, in hexadecimal digits.
  public var sha256: String
  /// How many numbers its vectors have.
  public var dimensions: Int
  /// The size of its weights in bytes.
  public var bytes: Int
}

/// Models that the user has added, each in a folder of its own, checked by the hash of its weights.
public struct ModelStore: Sendable {
  /// Where the models are.
  public let folder: String

  private static let description = "model.json"

  /// Takes a folder, which need not exist yet.
  public init(folder: String) { self.folder = folder }

  /// The user's folder of models: `LIFTWERK_MODELS`, or `liftwerk/models` in the folder of data by the
  /// XDG specification.
  public static func folder(_ environment: [String: String]) -> String {
    if let stated = environment["LIFTWERK_MODELS"], !stated.isEmpty { return stated }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return data + "/liftwerk/models"
    }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share/liftwerk/models"
  }

  /// The models in order of their names; folders that hold none are left out.
  public func models() -> [StoredModel] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap(description)
  }

  private func description(_ name: String) -> StoredModel? {
    FileManager.default.contents(atPath: "\(folder)/\(name)/\(Self.description)")
      .flatMap { try? JSONDecoder().decode(StoredModel.self, from: $0) }
      .flatMap { $0.name == name ? $0 : nil }
  }

  /// Copies a model into the store, when its weights have the hash that they should have and load.
  ///
  /// - Parameters:
  ///   - path: a folder with `model.safetensors`, `vocab.txt` and `config.json`, or the weights in it.
  ///   - sha256: the hash that whoever gave the weights away has stated.
  ///   - name: what it is to be called; the folder's name if nil.
  /// - Throws: `LanguageModelError.badModel` if it is another file or a damaged one, or the name is
  ///   taken by another model or no file's name.
  public func add(
    path: String, sha256: String, name: String? = nil
  ) throws(LanguageModelError) -> StoredModel {
    let source = Self.folder(of: path)
    let weights = "\(source)/\(SentenceEncoder.files.weights)"
    let (hash, size) = try Self.hash(of: weights)
    guard hash == sha256.lowercased() else {
      throw .badModel(
        "\(weights): its SHA-256 is \(hash), not \(sha256.lowercased()). Fetch the file again.")
    }
    let name = name ?? (source as NSString).lastPathComponent
    guard Self.isName(name) else {
      throw .badModel(
        "\(name): a model's name has letters, digits, dots, hyphens and underscores. Give one with "
          + "--name.")
    }
    if let kept = description(name) {
      guard kept.sha256 == hash else {
        throw .badModel(
          "\(name): another model has this name. Give one with --name, or remove \(folder)/\(name)."
        )
      }
      return kept
    }
    let encoder = try SentenceEncoder(folder: source, identity: hash)
    let model = StoredModel(
      name: name, sha256: hash, dimensions: encoder.dimensions, bytes: size)
    try copy(from: source, model)
    return model
  }

  /// Copies to a sibling, which then takes the name: half a model is never found.
  private func copy(from source: String, _ model: StoredModel) throws(LanguageModelError) {
    let files = FileManager.default
    let staging = "\(folder)/.\(model.name).\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try files.createDirectory(atPath: staging, withIntermediateDirectories: true)
      for name in [
        SentenceEncoder.files.weights, SentenceEncoder.files.vocabulary,
        SentenceEncoder.files.shape,
      ] {
        let real = URL(fileURLWithPath: "\(source)/\(name)").resolvingSymlinksInPath().path
        try files.copyItem(atPath: real, toPath: "\(staging)/\(name)")
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try encoder.encode(model).write(to: URL(fileURLWithPath: "\(staging)/\(Self.description)"))
      try? files.removeItem(atPath: "\(folder)/\(model.name)")
      try files.moveItem(atPath: staging, toPath: "\(folder)/\(model.name)")
    } catch {
      try? files.removeItem(atPath: staging)
      throw .badModel("\(folder)/\(model.name): the model cannot be kept there: \(error)")
    }
  }

  /// Loads a model; its weights must still have their hash.
  ///
  /// - Parameter name: nil takes the only model there is.
  /// - Returns: nil if no name is given and there is no model.
  /// - Throws: `LanguageModelError.badModel` if there is no such model, more than one to choose from, or
  ///   its files have changed.
  public func encoder(named name: String? = nil) throws(LanguageModelError) -> SentenceEncoder? {
    let models = models()
    let known = models.map(\.name).joined(separator: ", ")
    guard let name = name ?? (models.count == 1 ? models[0].name : nil) else {
      if models.isEmpty { return nil }
      throw .badModel("There are several models: \(known). Name one with --model.")
    }
    guard let model = models.first(where: { $0.name == name }) else {
      throw .badModel(
        "\(name): there is no such model in \(folder)."
          + (known.isEmpty ? " Add one: liftwerk models add PATH" : " Known are: \(known)."))
    }
    let place = "\(folder)/\(name)"
    guard try Self.hash(of: "\(place)/\(SentenceEncoder.files.weights)").hash == model.sha256 else {
      throw .badModel(
        "\(place): the weights are not those that were added. Remove it, add it again.")
    }
    return try SentenceEncoder(folder: place, identity: model.sha256)
  }

  /// The folder that holds the weights, where a path may name the weights themselves.
  private static func folder(of path: String) -> String {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let full = URL(fileURLWithPath: path).standardizedFileURL.path
    return isThere && !isFolder.boolValue ? (full as NSString).deletingLastPathComponent : full
  }

  private static func isName(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count) && !name.hasPrefix(".")
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 45 || byte == 46
          || byte == 95
      }
  }

  private static func hash(
    of path: String
  ) throws(LanguageModelError) -> (hash: String, size: Int) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .badModel(
        "\(path): there is no such file. A model is a folder with model.safetensors, vocab.txt and "
          + "config.json.")
    }
    defer { try? handle.close() }
    var hasher = SHA256()
    var size = 0
    while let part = try? handle.read(upToCount: 1 << 20), !part.isEmpty {
      hasher.update(data: part)
      size += part.count
    }
    let hash = hasher.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }
    return (hash.joined(), size)
  }
}
