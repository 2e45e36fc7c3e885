import Foundation

/// The files below a path, in order of their names; each file and each folder once, however links
/// lead to it.
enum FolderWalk {
  /// A file that was found.
  struct File: Sendable, Equatable {
    let path: String
    let name: String
    let format: DocumentFormat
  }

  /// What was found, and what was left out.
  struct Outcome {
    var files: [File] = []
    /// Files of other formats.
    var otherFiles: [String] = []
    fileprivate var seen: Set<String> = []
  }

  static let mostFiles = 20_000
  static let mostLevels = 32

  /// Finds the documents of some paths; a file that is named itself must be a document.
  ///
  /// - Throws: `KnowledgeError.missing` if a path is not there; `.refused` if there are too many
  ///   files or folders, or a named file is no document.
  static func documents(_ paths: [String]) throws(KnowledgeError) -> Outcome {
    var outcome = Outcome()
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw .missing("\(path): there is no such file or folder. Check the path.")
      }
      if isFolder.boolValue {
        try walk(path, name: "", level: 0, &outcome)
      } else {
        let name = (path as NSString).lastPathComponent
        guard let format = DocumentFormat(fileName: name) else {
          throw .refused([
            "\(path): the name tells no format that is known. Known endings: "
              + "\(DocumentFormat.suffixes)."
          ])
        }
        guard isRegular(path) else {
          throw .refused(["\(path): this is no regular file. Name a document or a folder."])
        }
        add(File(path: path, name: name, format: format), &outcome)
      }
    }
    return outcome
  }

  private static func walk(
    _ folder: String, name: String, level: Int, _ outcome: inout Outcome
  ) throws(KnowledgeError) {
    guard outcome.seen.insert(identity(folder)).inserted else { return }
    guard level < mostLevels else {
      throw .refused([
        "\(folder): folders are nested more than \(mostLevels) deep. Name one inside."
      ])
    }
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .missing("\(folder): the folder cannot be read. Check that you may.")
    }
    for entry in entries.sorted() where !entry.hasPrefix(".") {
      let path = "\(folder)/\(entry)"
      let below = name.isEmpty ? entry : "\(name)/\(entry)"
      var isFolder: ObjCBool = false
      // A link that leads nowhere, or in a circle, does not exist.
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        try walk(path, name: below, level: level + 1, &outcome)
      } else if let format = DocumentFormat(fileName: entry), isRegular(path) {
        add(File(path: path, name: below, format: format), &outcome)
      } else {
        outcome.otherFiles.append(path)
      }
      guard outcome.files.count <= mostFiles else {
        throw .refused(["\(folder): more than \(mostFiles) documents. Add them in parts."])
      }
    }
  }

  private static func add(_ file: File, _ outcome: inout Outcome) {
    if outcome.seen.insert(identity(file.path)).inserted { outcome.files.append(file) }
  }

  /// Pipes and devices may never end.
  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// What a file is on its disk, whatever path led to it.
  private static func identity(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    return "\(status.st_dev) \(status.st_ino)"
  }
}
