/// Where touches live: an ADBC driver by name and the options that open its database, written
/// `adbc:DRIVER?option=value&…`.
///
/// Options are percent-decoded and handed to the driver as they are, but for `dialect`, which names
/// the SQL dialect (`sqlite`, `postgresql`, `duckdb`, `spark`) where the driver's name does not.
/// What is secret among them is in no description and no message.
public struct WarehouseSource: Sendable, Equatable, CustomStringConvertible {
  /// The name of the driver, which is the name of its manifest.
  public let driver: String
  /// The options of the database, in the order in which they were written.
  package let options: [Option]
  /// The SQL dialect.
  package let dialect: SQLDialect
  /// What may not be shown.
  package let secrets: Secrets

  /// One option of the database.
  package struct Option: Sendable, Equatable {
    package let name: String
    package let value: String
  }

  /// Reads a source.
  ///
  /// - Parameter text: `adbc:DRIVER?option=value&…`.
  /// - Throws: `WarehouseError` of code `badSource`.
  public init(_ text: String) throws(WarehouseError) {
    guard let body = WarehouseSource.body(of: text) else {
      throw WarehouseError(
        .badSource, "the source does not start with “adbc:”; write adbc:DRIVER?uri=…")
    }
    let parts = body.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let written = parts.count > 1 ? String(parts[1]) : ""
    driver = try WarehouseSource.driverName(String(parts[0]))
    var options = try WarehouseSource.options(in: written)
    secrets = Secrets(options: options)
    dialect = try WarehouseSource.dialect(of: driver, takenFrom: &options)
    self.options = options
  }

  /// The source as it may be shown: secrets are replaced.
  public var description: String {
    let shown = options.map { option in
      "\(option.name)=\(Secrets.isSecret(option.name) ? Secrets.mask : secrets.redact(option.value))"
    }
    return "adbc:\(driver)" + (shown.isEmpty ? "" : "?" + shown.joined(separator: "&"))
  }

  /// Whether a text is meant as a warehouse source.
  public static func isSource(_ text: String) -> Bool { body(of: text) != nil }

  private static func body(of text: String) -> Substring? {
    text.lowercased().hasPrefix("adbc:") ? text.dropFirst("adbc:".count) : nil
  }
}
