/// The cells of a file in one block: contents end to end, and where each ends.
struct CellStore: Sendable {
  let columnCount: Int
  private(set) var rowCount = 0
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]
  private var lines: [UInt32] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Adds the next cell of the row at work.
  @inline(__always)
  mutating func append(_ cell: ByteSlice) {
    bytes.append(contentsOf: cell)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// Completes the row at work; false where the block outgrew its offsets.
  mutating func endRow(line: Int) -> Bool {
    lines.append(UInt32(clamping: line))
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
