/// Why a warehouse did not answer.
public struct WarehouseError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure; the set may grow.
  public enum Code: String, Sendable, CaseIterable {
    /// The source's address, table or columns are wrong.
    case badSource
    /// No driver of that name is configured, or it may not be loaded.
    case driverMissing, driverRefused
    /// The service cannot be reached, or broke off.
    case unreachable
    /// The engine refused the query.
    case queryRefused
    /// The engine answered with something else than was asked for.
    case wrongAnswer
  }

  /// What kind of failure this is.
  public let code: Code
  /// What is wrong, where, and what to do.
  public let description: String

  /// Makes an error.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
