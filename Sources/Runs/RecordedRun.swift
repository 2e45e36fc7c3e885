public import Findings
public import Foundation

/// A finished run on disk.
public struct RecordedRun: Sendable {
  /// The name of the manifest in a run folder.
  static let manifestName = "manifest.json"

  /// The folder.
  public let path: String
  /// What the manifest says.
  public let manifest: Manifest

  /// Opens a run folder.
  ///
  /// - Throws: `RunError` with kind `missing` if there is no run, `malformed` if the manifest
  ///   cannot be read or follows another version of the format.
  public init(path: String) throws(RunError) {
    self.path = path
    let file = path + "/" + Self.manifestName
    guard FileManager.default.fileExists(atPath: file) else {
      throw RunError(
        .missing, "this folder holds no run", path: path,
        remedy: "Name a folder that liftwerk wrote; `liftwerk runs list` shows them.")
    }
    guard let data = FileManager.default.contents(atPath: file),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
      manifest.schema == Manifest.currentSchema
    else {
      throw RunError(
        .malformed, "this is no manifest of the format \(Manifest.currentSchema)", path: file,
        remedy: "Make the run again with this version of liftwerk.")
    }
    self.manifest = manifest
  }

  /// The bytes of one file of the run.
  ///
  /// - Throws: `RunError` if the file cannot be read.
  public func contents(of name: String) throws(RunError) -> Data {
    let file = path + "/" + name
    guard let data = FileManager.default.contents(atPath: file) else { throw .reading(file) }
    return data
  }

  /// The findings of the run.
  ///
  /// - Throws: `RunError` if `findings.json` is missing or does not follow the format.
  public func findings() throws(RunError) -> FindingsDocument {
    let data = try contents(of: "findings.json")
    guard let document = try? JSONDecoder().decode(FindingsDocument.self, from: data) else {
      throw RunError(
        .malformed, "this does not follow the format \(FindingsDocument.currentSchema)",
        path: path + "/findings.json", remedy: "Make the run again.")
    }
    return document
  }

  /// The runs directly inside a folder, in order of time; none if the folder is missing.
  public static func all(in folder: String) -> [RecordedRun] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let runs = names.filter { !$0.hasPrefix(".") }.compactMap { name in
      try? RecordedRun(path: folder == "." ? name : "\(folder)/\(name)")
    }
    return runs.sorted {
      ($0.manifest.started, $0.path) < ($1.manifest.started, $1.path)
    }
  }
}
