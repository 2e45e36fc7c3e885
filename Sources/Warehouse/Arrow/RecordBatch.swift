import CArrow

/// A checked part of an answer; valid only while the array it came from is.
struct RecordBatch {
  /// How many rows it has.
  let rows: Int
  /// The columns, in the order of the schema.
  let columns: [ArrowColumn]

  /// More rows than a batch may have.
  private static let rowLimit: Int64 = 1 << 31

  init(_ fields: [ArrowField], _ array: ArrowArray) throws(WarehouseError) {
    guard (0...RecordBatch.rowLimit).contains(array.length), array.offset >= 0 else {
      throw .wrong("a part of it has \(array.length) rows")
    }
    guard array.n_children == Int64(fields.count), fields.isEmpty || array.children != nil,
      array.dictionary == nil
    else { throw .wrong("a part of it has \(array.n_children) columns, not \(fields.count)") }
    // Rows may be null as a whole in Arrow; no table has such rows.
    guard array.null_count <= 0 else { throw .wrong("a part of it has rows that are null") }
    var columns: [ArrowColumn] = []
    for (index, field) in fields.enumerated() {
      guard let child = array.children[index]?.pointee, child.release != nil else {
        throw .wrong("column “\(field.name)” is missing in a part of it")
      }
      columns.append(
        try ArrowColumn(field, child, start: array.offset, rows: array.length))
    }
    rows = Int(array.length)
    self.columns = columns
  }
}
