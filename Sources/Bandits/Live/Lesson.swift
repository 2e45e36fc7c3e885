/// What became of learning: what was read, and what it has changed.
public struct Lesson: Sendable, Equatable {
  /// Outcomes kept, of all files together.
  public var ingestion: Ingestion
  /// The version in force before; nil if there was none.
  public var before: Allocation?
  /// The new version; nil if there was nothing new to learn from.
  public var after: Allocation?

  /// The version in force now.
  public var current: Allocation? { after ?? before }
}

extension LiveBandit {
  /// Keeps the outcomes of files and makes a new version of them.
  ///
  /// Each file's outcomes are kept in one transaction and the version in another, so after a crash
  /// between them the same call goes on where it ended. Files that were all read and learned from before
  /// change nothing. Without files a version is made of what the ledger has.
  ///
  /// - Parameters:
  ///   - files: paths of exports, as `BanditLedger.ingest(file:time:)` reads them.
  ///   - time: now, in seconds since 1970.
  /// - Throws: `TableError`, `BanditError`; what earlier files told is kept.
  public func learn(files: [String], time: Double) throws -> Lesson {
    var lesson = Lesson(
      ingestion: Ingestion(isKnownFile: !files.isEmpty), before: try ledger.newestAllocation())
    for file in files {
      let one = try ledger.ingest(file: file, time: time)
      lesson.ingestion.added += one.added
      lesson.ingestion.repeated += one.repeated
      lesson.ingestion.isKnownFile = lesson.ingestion.isKnownFile && one.isKnownFile
    }
    if try files.isEmpty || ledger.hasMoreToLearn() { lesson.after = try learn(time: time) }
    return lesson
  }
}
