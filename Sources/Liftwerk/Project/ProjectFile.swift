import Foundation
import Yams

/// A project file and the folder its relative paths start from.
public struct ProjectFile: Sendable, Equatable {
  /// The name a project file has if nothing else is said.
  public static let defaultName = "liftwerk.yaml"
  /// The largest file that is read, in bytes.
  static let maximumSize = 1 << 20
  /// The largest number of YAML nodes after aliases are followed.
  static let maximumNodes = 50_000
  /// The largest number of aliases.
  static let maximumAliases = 20

  /// The path as the user gave it.
  public let path: String
  /// The folder that relative paths in the project start from.
  public let directory: String
  /// What the file says.
  public let project: Project

  /// Reads a project file.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if there is no such file, `badProject` with
  ///   line, key path and remedy if it cannot be read as a project.
  public init(path: String) throws(LiftwerkError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      if FileManager.default.fileExists(atPath: path) {
        throw LiftwerkError(
          .inputMissing,
          "\(path): cannot be read. Check that it is a file and that you may read it.")
      }
      throw LiftwerkError(
        .inputMissing,
        "\(path): no such project file. Write one with `liftwerk init EXPORT.csv`, or name "
          + "another with --project.")
    }
    try self.init(text: try Self.text(data, path: path, kind: "a project file"), path: path)
  }

  /// Reads a project from text.
  ///
  /// - Throws: `LiftwerkError` with code `badProject`.
  public init(text: String, path: String) throws(LiftwerkError) {
    self.path = path
    let full = URL(fileURLWithPath: path).standardizedFileURL.path
    directory = (full as NSString).deletingLastPathComponent
    guard let project: Project = try Self.decode(text, path: path) else {
      throw LiftwerkError(.badProject, "\(path): the file is empty.")
    }
    self.project = project
  }
}
