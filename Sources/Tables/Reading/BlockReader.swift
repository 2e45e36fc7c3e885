import CTextScan

/// Cuts blocks into rows; one reader a thread.
///
/// Records without quotes are cut at the offsets that `ct_structure` finds; one with a quoted field goes
/// to the `RecordScanner`, so that both ways read the same.
package final class BlockReader {
  private let source: String
  private let width: Int
  private let delimiter: UInt8
  private var records: RecordScanner
  /// The fields of the record at work; the full rules have a list of their own.
  private let fields = UnsafeMutableBufferPointer<FieldRange>.allocate(
    capacity: Limits.columns)
  private var quotedFields: [FieldRange] = []
  /// Room for more offsets than a record may have fields.
  private let offsets = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 16 << 10)
  private let scratch = UnescapeBuffer()

  /// Reads blocks of a scanner's file.
  package init(_ scanner: TableScanner) {
    source = scanner.source
    width = scanner.columnNames.count
    delimiter = scanner.records.delimiter
    records = RecordScanner(delimiter: delimiter)
  }

  deinit {
    offsets.deallocate()
    fields.deallocate()
  }

  /// Hands on every data row of a block, in file order.
  ///
  /// - Throws: what a row is refused for, or what `body` throws.
  package func forEachRow(
    of block: RecordBlock, _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) -> BlockOutcome {
    var sink = Sink(
      filter: RowFilter(width: width, source: source, delimiter: delimiter), line: block.line)
    try block.text.withUnsafeBufferPointer { (text) throws(TableError) in
      let text = text.part(0, block.end)
      var record = block.start
      while record < text.count {
        if try !cutPlainly(text, &record, &sink, body) {
          // Longer than the offsets reach, or the last one and without line end.
          try cutOne(text, &record, &sink, body)
        }
      }
    }
    return BlockOutcome(index: block.index, filter: sink.filter)
  }

  /// Where rows go, and the line at work.
  private struct Sink {
    var filter: RowFilter
    var line: Int
  }

  /// Cuts the records that end within reach of one run of offsets; false where none does.
  private func cutPlainly(
    _ text: ByteSlice, _ record: inout Int, _ sink: inout Sink,
    _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) -> Bool {
    guard let base = text.baseAddress, let places = offsets.baseAddress else { return false }
    var scanned = 0
    let found = ct_structure(
      base, record, text.count, delimiter, places, offsets.count, &scanned)
    let first = record
    var field = record
    var place = 0
    var count = 0
    while place < found {
      let offset = Int(places[place])
      let byte = text[offset]
      place += 1
      if byte == delimiter, count < Limits.columns - 1 {
        fields[count] = FieldRange(start: field, end: offset, hasDoubledQuotes: false)
        count += 1
        field = offset + 1
        continue
      }
      if byte == 0x22 || byte == delimiter {
        // A quote in the middle of a field is an ordinary character.
        if byte == 0x22, offset != field { continue }
        // A quoted field, or more fields than a record may have.
        try cutOne(text, &record, &sink, body)
      } else {
        fields[count] = FieldRange(start: field, end: offset, hasDoubledQuotes: false)
        try emit(text, UnsafeBufferPointer(rebasing: fields[0...count]), &sink, body)
        sink.line += 1
        record = offset + 1
        if byte == 0x0D, record < text.count, text[record] == 0x0A { record += 1 }
      }
      field = record
      count = 0
      while place < found, Int(places[place]) < record { place += 1 }
    }
    return record > first
  }

  /// Cuts one record by the full rules.
  private func cutOne(
    _ text: ByteSlice, _ record: inout Int, _ sink: inout Sink,
    _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) {
    let next: Int
    do throws(RecordScanner.Fault) {
      next = try records.next(text, from: record, isLast: true, fields: &quotedFields) ?? text.count
    } catch {
      throw error.refusal(text.part(record, text.count), record, source: source, line: sink.line)
    }
    try quotedFields.withUnsafeBufferPointer { (fields) throws(TableError) in
      try emit(text, fields, &sink, body)
    }
    sink.line += records.sawQuotes ? max(1, countLines(text.part(record, next))) : 1
    record = next
  }

  private func emit(
    _ text: ByteSlice, _ fields: UnsafeBufferPointer<FieldRange>, _ sink: inout Sink,
    _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) {
    let row = TableRow(text: text, fields: fields, scratch: scratch, line: sink.line)
    if try sink.filter.accepts(row) { try body(row) }
  }
}

/// What a block held besides rows of data.
package struct BlockOutcome: Sendable {
  let index: Int
  let filter: RowFilter
  /// How many rows of data the block has.
  package var rowCount: Int { filter.rowCount }
}

extension TableScanner {
  /// The next block of the file, nil at its end; for one thread at a time.
  ///
  /// - Throws: `badEncoding`, `nulByte`, `lineTooLong`, `unreadableFile`.
  package func nextBlock() throws(TableError) -> RecordBlock? {
    defer { blockCount += 1 }
    return try input.nextBlock(delimiter: records.delimiter, index: blockCount)
  }

  /// Ends the reading by blocks: judges the file by what all of them held.
  ///
  /// - Throws: `wrongFieldCount`, `rowCountMismatch`.
  package func finish(_ outcomes: [BlockOutcome]) throws(TableError) {
    var filter = RowFilter(
      width: columnNames.count, source: source, delimiter: records.delimiter)
    for outcome in outcomes.sorted(by: { $0.index < $1.index }) {
      try filter.append(outcome.filter)
    }
    try finish(filter)
  }
}
