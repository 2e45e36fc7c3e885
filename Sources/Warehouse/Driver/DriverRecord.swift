/// Which driver answered: for a run's record.
public struct DriverRecord: Sendable, Equatable, Codable {
  /// The name its manifest gives.
  public let name: String
  /// The version its manifest gives; empty where it gives none.
  public let version: String
  /// The manifest's path.
  public let manifest: String
  /// The path of its shared library, without symbolic links.
  public let library: String
  /// SHA-256 of the library, in hexadecimal digits.
  public let sha256: String
}
