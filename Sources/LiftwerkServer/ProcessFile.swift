import Foundation
import Liftwerk

/// A file that holds the number of this process while it runs, so that `liftwerk bandit stop` finds it.
struct ProcessFile {
  private let path: String

  /// Writes the file.
  ///
  /// - Throws: `LiftwerkError` with code `locked` if the process it names still runs, `cannotWrite` if it
  ///   cannot be written.
  init(_ path: String) throws(LiftwerkError) {
    self.path = path
    if let text = try? String(contentsOfFile: path, encoding: .utf8),
      let number = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), number > 0,
      number != getpid(), kill(number, 0) == 0 || errno == EPERM
    {
      throw LiftwerkError(
        .locked, "\(path): process \(number) is still running. Stop it: liftwerk bandit stop.")
    }
    do {
      try Data("\(getpid())\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw LiftwerkError(.cannotWrite, "\(path): the file cannot be written.")
    }
  }

  /// Removes the file.
  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
