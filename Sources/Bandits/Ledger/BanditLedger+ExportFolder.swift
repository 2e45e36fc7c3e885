import Foundation

extension BanditLedger {
  /// Writes all parts of the audit trail into a folder, a file each: `decisions.csv` and so on.
  ///
  /// - Parameter folder: must not exist; it appears when all of it is written.
  /// - Throws: `BanditError.conflict` if it exists; `.ledger`, also if it cannot be written; `.locked`.
  public func export(to folder: String, as format: TrailFormat) throws(BanditError) {
    let files = FileManager.default
    guard !files.fileExists(atPath: folder) else {
      throw .conflict("\(folder): exists already; name a new folder.")
    }
    let staging = "\(folder).partial-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try files.createDirectory(atPath: staging, withIntermediateDirectories: true)
      for trail in Trail.allCases {
        let name = "\(staging)/\(trail.rawValue).\(format == .csv ? "csv" : "jsonl")"
        _ = files.createFile(atPath: name, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: name))
        defer { try? file.close() }
        try export(trail, as: format) { try file.write(contentsOf: Data(($0 + "\n").utf8)) }
      }
      try files.moveItem(atPath: staging, toPath: folder)
    } catch {
      try? files.removeItem(atPath: staging)
      if let error = error as? BanditError { throw error }
      throw .ledger("\(folder): the trail cannot be written: \(error.localizedDescription)")
    }
  }
}
