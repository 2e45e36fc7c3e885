// Making the folder to fill, and putting it in its place in one step.
import Foundation
import Glibc
import Synchronization

extension RunFolder {
  /// Makes and locks a folder that no other process uses.
  static func makeStaging(in parent: String) throws(RunError) -> (path: String, lock: Int32) {
    var number = 0
    while true {
      let path = "\(parent)/\(partialPrefix)\(getpid())-\(number)"
      if mkdir(path, 0o777) == 0 {
        let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else {
          let code = errno
          rmdir(path)
          throw .writing(path, code: code)
        }
        // A file system without locks costs only the tidying up after killed runs.
        _ = flock(lock, LOCK_EX | LOCK_NB)
        return (path, lock)
      }
      guard errno == EEXIST, number < 10_000 else { throw .writing(parent) }
      number += 1
    }
  }

  /// Clears away what killed runs have left in a folder.
  static func clearRemains(in parent: String) {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in entries where name.hasPrefix(partialPrefix) {
      let process = name.dropFirst(partialPrefix.count).prefix { $0 != "-" }
      // The process must be gone, and no process of another container may hold the lock.
      guard let id = pid_t(process), kill(id, 0) != 0, errno == ESRCH else { continue }
      let path = "\(parent)/\(name)"
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// Puts the complete run in its place.
  ///
  /// - Parameter name: The folder's name for a destination of the kind `inside`; a number is
  ///   added where the name is taken.
  /// - Returns: The path of the run.
  /// - Throws: `RunError` if the swap fails; the previous output is then still there.
  @discardableResult
  public func commit(name: String = "run") throws(RunError) -> String {
    try DurableFile.synchronizeFolder(staging)
    let place: String
    switch destination {
    case .at(let path):
      // Checked again: much may have happened since the run began.
      try Self.checkReplaceable(path)
      try swapIn(at: path)
      place = path
    case .inside(let parent):
      place = try moveIn(parent: parent, name: name)
    }
    state.withLock { $0.isFinished = true }
    try DurableFile.synchronizeFolder((place as NSString).deletingLastPathComponent)
    return place
  }

  /// Removes what was written; does nothing after `commit`.
  public func discard() {
    let isFinished = state.withLock { state in
      defer { state.isFinished = true }
      return state.isFinished
    }
    if isFinished { return }
    try? FileManager.default.removeItem(atPath: staging)
    Self.removeEmpty(createdParents)
  }

  private func swapIn(at path: String) throws(RunError) {
    // Succeeds where nothing, or an empty folder, stands in the way.
    if rename(staging, path) == 0 { return }
    guard errno == ENOTEMPTY || errno == EEXIST else { throw .writing(path) }
    let code = AtomicRename.rename(staging, to: path, .exchange)
    if code == 0 {
      // The staging folder now holds the earlier run.
      try? FileManager.default.removeItem(atPath: staging)
      return
    }
    guard code == EINVAL || code == ENOSYS else { throw .writing(path, code: code) }
    try swapInTwoSteps(at: path)
  }

  /// For file systems that cannot exchange two names: the old run steps aside first.
  private func swapInTwoSteps(at path: String) throws(RunError) {
    let parent = (path as NSString).deletingLastPathComponent
    // Not among the partial folders: those may be cleared away, an earlier run may not.
    let aside = "\(parent)/.liftwerk-previous-\(getpid())"
    guard rename(path, aside) == 0 else { throw .writing(path) }
    guard rename(staging, path) == 0 else {
      let code = errno
      rename(aside, path)
      throw .writing(path, code: code)
    }
    try? FileManager.default.removeItem(atPath: aside)
  }

  private func moveIn(parent: String, name: String) throws(RunError) -> String {
    for number in 1...10_000 {
      let path = "\(parent)/\(name)" + (number == 1 ? "" : "-\(number)")
      var code = AtomicRename.rename(staging, to: path, .keep)
      if code == EINVAL || code == ENOSYS {
        code = access(path, F_OK) == 0 ? EEXIST : rename(staging, path) == 0 ? 0 : errno
      }
      if code == 0 { return path }
      guard code == EEXIST else { throw .writing(path, code: code) }
    }
    throw .writing("\(parent)/\(name)", code: EEXIST)
  }
}
