import GRDB

extension BanditLedger {
  /// Keeps several batches of outcomes in one transaction, each all or none: a batch that is refused
  /// leaves the others alone.
  ///
  /// - Parameter time: now, in seconds since 1970.
  /// - Returns: what became of each batch, as `record(_:time:)` would tell it.
  /// - Throws: `BanditError.ledger`, `.locked`; then no batch is kept.
  public func record(
    batches: [[Outcome]], time: Double
  ) throws(BanditError) -> [Result<Ingestion, BanditError>] {
    try write { database in
      try batches.map { outcomes in
        var result = Result<Ingestion, BanditError>.success(Ingestion())
        try database.inSavepoint {
          do {
            result = .success(try Self.record(outcomes, batch: nil, time: time, database))
            return .commit
          } catch let error as BanditError {
            result = .failure(error)
            return .rollback
          }
        }
        return result
      }
    }
  }
}
