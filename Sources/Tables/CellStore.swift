/// The cells of a file in one block: contents end to end, and where each ends.
struct CellStore: Sendable {
  let columnCount: Int
  private(set) var rowCount = 0
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]
  private var lines: [UInt32] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Adds a row; false where the block would outgrow its offsets.
  mutating func append(_ row: TableRow) -> Bool {
    for index in 0..<columnCount {
      bytes.append(contentsOf: row[index])
      ends.append(UInt32(truncatingIfNeeded: bytes.count))
    }
    lines.append(UInt32(clamping: row.line))
    rowCount += 1
    return bytes.count <= Limits.tableBytes
  }

  /// The line in the file a row came from.
  func line(ofRow row: Int) -> Int { Int(lines[row]) }

  /// Hands on the cells of a column from top to bottom, trimmed.
  @inline(__always)
  func forEach(
    _ column: Int, _ body: (Int, ByteSlice) throws(TableError) -> Void
  ) throws(TableError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(TableError) in
      try ends.withUnsafeBufferPointer { (ends) throws(TableError) in
        var cell = column
        for row in 0..<rowCount {
          try body(row, bytes.part(Int(ends[cell]), Int(ends[cell + 1])))
          cell += columnCount
        }
      }
    }
  }
}
