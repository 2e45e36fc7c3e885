public import Foundation

/// The contents of `findings.json`.
public struct FindingsDocument: Codable, Sendable, Equatable {
  /// The version of the wire format.
  public static let currentSchema = "liftwerk.findings/1"

  /// The version of the wire format this document follows.
  public var schema: String
  /// The hash of inputs, options and version.
  public var run: String
  /// The facts: totals before their breakdowns.
  public var findings: [Finding]

  /// Makes a document of the current schema.
  public init(run: String, findings: [Finding]) {
    schema = Self.currentSchema
    self.run = run
    self.findings = findings
  }

  /// The document as the bytes of `findings.json`: sorted keys, shortest exact numbers, final newline.
  ///
  /// - Throws: `EncodingError` if a number is not finite.
  public func encoded() throws -> Data { try StableJSON.encode(self) }
}

/// JSON whose bytes depend on the value alone.
public enum StableJSON {
  /// Encodes with sorted keys, indentation and a final newline.
  ///
  /// - Throws: `EncodingError` if a number is not finite.
  public static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}
