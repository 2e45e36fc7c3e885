// Where a run may be written, and what may not be replaced.
import Foundation
import Glibc

extension RunFolder {
  /// The destination with links and relative parts resolved.
  ///
  /// A link must not be replaced by a folder, so the swap happens where it points to.
  static func resolve(_ destination: Destination) -> Destination {
    switch destination {
    case .at(let path): .at(absolute(path))
    case .inside(let path): .inside(absolute(path))
    }
  }

  private static func absolute(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }

  static func parent(of destination: Destination) -> String {
    switch destination {
    case .at(let path): (path as NSString).deletingLastPathComponent
    case .inside(let path): path
    }
  }

  /// Refuses a destination that is not missing, empty or an earlier run.
  static func checkReplaceable(_ path: String) throws(RunError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw .writing(path)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw RunError(
        .cannotWrite, "this is a file, not a folder", path: path,
        remedy: "Choose a folder with --out.")
    }
    try checkNoMountPoint(path, device: status.st_dev)
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw .writing(path)
    }
    if entries.isEmpty { return }
    guard let manifest = try? RecordedRun(path: path).manifest else {
      throw RunError(
        .cannotWrite, "the folder is not empty and holds no earlier run", path: path,
        remedy: "Choose an empty folder or a new name with --out.")
    }
    try checkNothingForeign(entries, of: manifest, in: path)
  }

  /// Refuses to replace an earlier run to whose folder somebody has added files.
  private static func checkNothingForeign(
    _ entries: [String], of manifest: Manifest, in path: String
  ) throws(RunError) {
    let own = Set(manifest.outputs.keys.map { $0.prefix { $0 != "/" } }.map(String.init))
    let foreign = entries.filter { !own.contains($0) && $0 != RecordedRun.manifestName }
    if let name = foreign.min() {
      throw RunError(
        .cannotWrite, "besides an earlier run the folder holds \"\(name)\"", path: path,
        remedy: "Move it away, or choose another folder with --out.")
    }
  }

  /// Refuses a mount point: it cannot be swapped.
  private static func checkNoMountPoint(_ path: String, device: dev_t) throws(RunError) {
    var above = stat()
    let parent = (path as NSString).deletingLastPathComponent
    if stat(parent, &above) == 0, above.st_dev != device {
      throw RunError(
        .cannotWrite, "this is a mount point, which cannot be swapped in one step", path: path,
        remedy: "Choose a folder inside it with --out.")
    }
  }

  /// Makes a folder and those above it; returns the ones that were not there, outermost first.
  static func makeFolders(_ path: String) throws(RunError) -> [String] {
    var missing: [String] = []
    var current = path
    var status = stat()
    while stat(current, &status) != 0 {
      guard errno == ENOENT, current != "/", !current.isEmpty else { throw .writing(path) }
      missing.insert(current, at: 0)
      current = (current as NSString).deletingLastPathComponent
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .writing(path, code: ENOTDIR) }
    var created: [String] = []
    for folder in missing {
      if mkdir(folder, 0o777) == 0 {
        created.append(folder)
      } else if errno != EEXIST {
        let code = errno
        removeEmpty(created)
        throw .writing(folder, code: code)
      }
    }
    return created
  }

  /// Removes folders that are empty, innermost first.
  static func removeEmpty(_ folders: [String]) {
    for folder in folders.reversed() { rmdir(folder) }
  }
}
