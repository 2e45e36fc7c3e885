import Findings
import Foundation

/// What may not be shown of a source, and how texts are made free of it.
///
/// Secret are options whose name says so, user information in addresses (`//user:password@host`)
/// and parameters of addresses and connection strings whose name says so (`;token=…`,
/// `password=…`). A driver may quote any of them in its messages.
package struct Secrets: Sendable, Equatable {
  /// What stands for a secret.
  package static let mask = "***"

  /// No secrets; texts only lose their control characters.
  package static let none = Secrets(options: [])

  /// Texts to replace, longest first, so that no part of a longer one stays.
  private let texts: [String]

  /// Takes the secrets of options.
  package init(options: [WarehouseSource.Option]) {
    var found: Set<String> = []
    for option in options {
      if Secrets.isSecret(option.name) { found.insert(option.value) }
      found.formUnion(Secrets.within(option.value))
    }
    found.remove("")
    let encoded = found.map(Secrets.encoded) + found.compactMap(\.removingPercentEncoding)
    texts = Array(found.union(encoded)).sorted {
      ($1.utf8.count, $0) < ($0.utf8.count, $1)
    }
  }

  /// Whether an option's name says that its value is secret.
  package static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return [
      "password", "passwd", "pwd", "token", "secret", "credential", "apikey", "api_key",
      "access_key", "private_key", "passphrase", "authorization", "auth_header", "sas", "jwt",
    ].contains { name.contains($0) }
  }

  /// A text without secrets and without control characters.
  package func redact(_ text: String) -> String {
    var text = text
    for secret in texts { text = text.replacingScalars(secret, with: Secrets.mask) }
    return PlainText.clean(text)
  }

  /// Secrets inside a value: user information, and parameters with telling names.
  private static func within(_ value: String) -> [String] {
    var found: [String] = []
    if let start = value.firstRange(of: "://")?.upperBound {
      // A password with a slash that is not encoded ends the authority too early.
      let authority = value[start...].prefix { !"/?#;".contains($0) }
      if let end = authority.lastIndex(of: "@") ?? value[start...].lastIndex(of: "@") {
        let information = value[start..<end]
        found.append(String(information))
        let parts = information.split(separator: ":", maxSplits: 1)
        if parts.count == 2 { found.append(String(parts[1])) }
      }
    }
    return found + parameters(in: value)
  }

  /// Values of parameters with telling names: `name=value` between any of `?&; ` and line ends,
  /// quoted or not.
  private static func parameters(in value: String) -> [String] {
    var found: [String] = []
    var rest = value[...]
    while let equals = rest.firstIndex(of: "=") {
      let trimmed = rest[..<equals].reversed().drop { $0.isWhitespace }
      let name = String(trimmed.prefix { !"?&; \t\n".contains($0) }.reversed())
      rest = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
      guard isSecret(name) else { continue }
      if let quote = rest.first, quote == "'" || quote == "\"" {
        found.append(String(rest.dropFirst().prefix { $0 != quote }))
      }
      found.append(String(rest.prefix { !"&; \t\n".contains($0) }))
    }
    return found
  }

  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { output, byte in
      let character = Character(Unicode.Scalar(byte))
      if byte < 128, character.isLetter || character.isNumber || "-._~".contains(character) {
        output.append(character)
      } else {
        output += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
