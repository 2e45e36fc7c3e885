import Bandits
import Foundation
import Liftwerk

/// Where the server's secret comes from: a file that nobody else can read, or the environment.
///
/// A command line can be read by everybody on the machine.
struct TokenSource {
  let file: String?

  /// The variable of the environment.
  static let variable = "LIFTWERK_TOKEN"

  /// Reads the secrets.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing`, `notPermitted` or `usage`.
  func tokens() throws -> BearerTokens {
    do throws(BanditError) {
      return try BearerTokens(lines: try lines())
    } catch {
      throw LiftwerkError(.usage, "\(file ?? Self.variable): \(error)")
    }
  }

  private func lines() throws(BanditError) -> String {
    guard let file else {
      guard let text = ProcessInfo.processInfo.environment[Self.variable] else {
        throw .badOptions("Set the variable, or name a file with --token-file.")
      }
      return text
    }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue,
      let data = FileManager.default.contents(atPath: file)
    else { throw .badOptions("The file cannot be read.") }
    guard mode & 0o077 == 0 else {
      throw .badOptions("Others may read the file. Run: chmod 600 \(file)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
