import Foundation

/// Peer data and results that are not part of the repository; tests on them form a group of their
/// own, enabled by the environment variable `LIFTWERK_SHARED_DATA`.
public enum SharedData {
  private static let root = ProcessInfo.processInfo.environment["LIFTWERK_SHARED_DATA"]

  /// Whether the folder is named and exists.
  public static var isPresent: Bool {
    root.map { FileManager.default.fileExists(atPath: $0) } ?? false
  }

  /// The path of a file in the folder.
  public static func path(_ name: String) -> String { "\(root ?? "")/\(name)" }
}
