public import Attribution

/// A ledger to write: credit by conversion and touch, under pseudonyms.
public struct LedgerRequest: Sendable {
  /// Where it goes.
  public var path: String
  /// The key of the pseudonyms.
  public var key: LedgerKey

  /// Asks for a ledger.
  public init(path: String, key: LedgerKey) {
    self.path = path
    self.key = key
  }
}
