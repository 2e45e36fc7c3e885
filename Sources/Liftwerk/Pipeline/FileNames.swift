import Foundation

/// File names for identifiers that may hold texts from the data; no two are alike.
struct FileNames {
  private var taken: Set<String> = []

  /// The name for an identifier, without ending.
  mutating func name(for id: String) -> String {
    let safe = String(id.unicodeScalars.prefix(60).map { Self.isSafe($0) ? Character($0) : "_" })
    let base = safe.hasPrefix(".") || safe.isEmpty ? "_" + safe : safe
    var name = base
    var number = 1
    // Compared without case: some disks do.
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(base)-\(number)"
    }
    return name
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    CharacterSet.alphanumerics.contains(scalar) || [".", "-", "_"].contains(scalar)
  }
}
